package io.plimsoll.core.rule;

import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.rule.SpreadDefaults.Spread;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By class, a version of the constraints that defaults give it: it moves when services and workloads have changed so that
 * these are others, not when a service came that has nothing to do with the class.
 */
final class SpreadVersions {

    private final SpreadDefaults defaults;
    private final boolean must;
    private final Versions selectors = new Versions();
    /** By class number: the version of the selectors that was looked at, and that of the constraints. */
    private long[] seen = new long[16];

    private long[] versions = new long[16];
    private final List<@Nullable List<Spread>> constraints = new ArrayList<>();

    SpreadVersions(SpreadDefaults defaults, boolean must) {
        this.defaults = defaults;
        this.must = must;
    }

    long of(PodClass podClass, PluginContext context) {
        if (defaults.constraints().isEmpty() || !podClass.spread().isEmpty()) {
            return 0;
        }
        long now = selectors.of(context.objects().selectors());
        int id = podClass.id();
        if (id >= seen.length) {
            seen = Arrays.copyOf(seen, Math.max(id + 1, 2 * seen.length));
            versions = Arrays.copyOf(versions, seen.length);
        }
        if (seen[id] != now) {
            seen[id] = now;
            look(podClass, context);
        }
        return versions[id];
    }

    private void look(PodClass podClass, PluginContext context) {
        while (constraints.size() <= podClass.id()) {
            constraints.add(null);
        }
        List<Spread> now = defaults.of(podClass, context, must);
        if (!now.equals(constraints.get(podClass.id()))) {
            constraints.set(podClass.id(), now);
            versions[podClass.id()]++;
        }
    }
}
