package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.policy.DeviceFit;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.state.PodClass;
import java.util.Set;

/**
 * Which changes, besides a pod that leaves a node and a node that comes or changes, could let a pod of a class fit that
 * fitted nowhere before. Says yes when in doubt.
 *
 * @param placements whether a pod that comes to a node, or a node that goes, could help: true as soon as a filter looks
 *     at more than room, such as the smallest count of a spread constraint, which such a change can raise
 * @param learning whether what a filter has learned from arrivals could help
 */
record Helpers(boolean placements, boolean learning) {

    /** Room alone. */
    static final Helpers NONE = new Helpers(false, false);

    private static final Set<Scope> DESCRIPTION = Set.of(Scope.STATIC);

    static Helpers of(PodClass podClass, Profile profile, PluginContext context) {
        boolean placements = false;
        boolean learning = false;
        for (Filter filter : profile.filters()) {
            if (!looksAtRoomOnly(filter) && !filter.prepare(podClass, context).isEmpty()) {
                placements = true;
                learning |=
                        filter.scopes().contains(Scope.EPOCH) || filter.scopes().contains(Scope.OBJECTS);
            }
        }
        return new Helpers(placements, learning);
    }

    /** Whether one of both says so. */
    Helpers or(Helpers other) {
        return new Helpers(placements || other.placements, learning || other.learning);
    }

    private static boolean looksAtRoomOnly(Filter filter) {
        return filter.scopes().equals(DESCRIPTION) || filter instanceof ResourceFit || filter instanceof DeviceFit;
    }
}
