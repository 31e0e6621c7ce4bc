package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import java.util.List;

/** Asks the filters that refused a pod whether an event could help it. */
public final class RequeueHints {

    private final List<Filter> filters;
    private final PluginContext context;

    /**
     * The hints of a profile's filters.
     *
     * @throws IllegalArgumentException when there are more than 64
     */
    public RequeueHints(Cluster cluster, Profile profile) {
        if (profile.filters().size() > Long.SIZE) {
            throw new IllegalArgumentException(
                    "The filters (" + profile.filters().size() + ") of profile ("
                            + profile.name() + ") must be at most 64 for pods to be queued." + System.lineSeparator()
                            + "Maybe some can be joined into one.");
        }
        this.filters = profile.filters();
        this.context = new PluginContext(cluster);
    }

    /**
     * Whether an event could help a pod.
     *
     * @param rejectors the filters that refused it, by {@link Scheduler#rejectors}; with none it is worth an attempt anyway
     */
    boolean mayHelp(ClusterEvent event, PodClass podClass, long rejectors) {
        boolean helps = rejectors == 0;
        for (long rest = rejectors; rest != 0 && !helps; rest &= rest - 1) {
            helps = filters.get(Long.numberOfTrailingZeros(rest)).mayHelp(event, podClass, context);
        }
        return helps;
    }
}
