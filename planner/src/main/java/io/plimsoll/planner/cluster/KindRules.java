package io.plimsoll.planner.cluster;

import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTemplate;
import org.jspecify.annotations.Nullable;

/** The rules about each kind of pods of a copy of a cluster, prepared when they are first asked for. One thread. */
public final class KindRules {

    private final Replica replica;
    private final PluginContext context;
    private final PodTemplate[] templates;
    private final String[] schedulers;
    private final @Nullable RoomRules[] rules;
    private final PodClass[] classes;

    /** Of the pods as they ask to be placed. */
    public KindRules(Replica replica, PodKinds kinds) {
        this.replica = replica;
        this.context = new PluginContext(replica.core());
        this.templates = kinds.templates(replica.core());
        this.schedulers = new String[kinds.count()];
        for (int pod = replica.plan().pods().size() - 1; pod >= 0; pod--) {
            schedulers[kinds.wanted(pod)] = replica.plan().pods().get(pod).scheduler();
        }
        rules = new RoomRules[templates.length];
        classes = new PodClass[templates.length];
        for (int kind = 0; kind < templates.length; kind++) {
            classes[kind] = replica.core().decidedClass(templates[kind].spec());
        }
    }

    /** The rules about pods of a kind; of a claim that was taken or given back since, they may know nothing. */
    public RoomRules of(int kind) {
        @Nullable RoomRules known = rules[kind];
        if (known == null) {
            @Nullable String scheduler = schedulers[kind];
            known = new RoomRules(
                    classes[kind],
                    replica.scheduler(scheduler == null ? "" : scheduler).profile(),
                    context);
            rules[kind] = known;
        }
        return known;
    }

    /** The class under which pods of a kind are decided. */
    public PodClass podClass(int kind) {
        return classes[kind];
    }
}
