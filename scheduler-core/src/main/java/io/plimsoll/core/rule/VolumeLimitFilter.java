package io.plimsoll.core.rule;

import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.Storage;
import io.plimsoll.core.model.StorageNode;
import io.plimsoll.core.model.VolumeClaim;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.DryRun;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CSI driver attaches only so many volumes to a node (kube-scheduler's NodeVolumeLimits). Volumes of in-tree plugins
 * that a driver has taken over count as the driver's. A volume counts once, however many pods of the node use it.
 * O(volumes of the pods on the node).
 */
public final class VolumeLimitFilter implements Filter {

    private static final int LIMIT = 0;
    private static final int UNKNOWN = 1;

    private @Nullable AttachedVolumes known;

    @Override
    public String name() {
        return "NodeVolumeLimits";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE, Scope.OBJECTS);
    }

    @Override
    public long epoch(PodClass podClass, PluginContext context) {
        return podClass.rules().volumes().isEmpty() ? 0 : context.objectsVersion();
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        boolean concerned = false;
        for (PodVolume volume : podClass.rules().volumes()) {
            concerned |= !(volume instanceof PodVolume.Disk);
        }
        if (!concerned) {
            return List.of();
        }
        if (unknown(podClass, context) != null) {
            NodeFilter rule = node -> FilterRule.never(UNKNOWN);
            return List.of(rule);
        }
        return List.of(new Rule(podClass, volumes(context), context));
    }

    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        if (event instanceof ClusterEvent.PodGone gone && gone.freesRoom()) {
            for (PodVolume volume : gone.pod().rules().volumes()) {
                if (!(volume instanceof PodVolume.Disk)) {
                    return true;
                }
            }
        }
        return event instanceof ClusterEvent.ObjectsChanged;
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return bit == LIMIT ? "node(s) exceed max volume count" : String.valueOf(unknown(podClass, context));
    }

    /** What is known of volumes is the same for all classes. */
    private AttachedVolumes volumes(PluginContext context) {
        if (known == null || !known.isOf(context)) {
            known = new AttachedVolumes(context);
        }
        return known;
    }

    /** Why it cannot be said how many volumes a pod brings, or null. */
    private static @Nullable String unknown(PodClass podClass, PluginContext context) {
        Storage storage = context.objects().storage();
        for (PodVolume volume : podClass.rules().volumes()) {
            @Nullable String name = Claims.name(volume);
            if (name != null) {
                @Nullable VolumeClaim claim = storage.claim(podClass.namespace(), name);
                if (claim == null) {
                    return "looking up PVC " + podClass.namespace() + "/" + name + ": " + Claims.notFound(name);
                }
                @Nullable String notOwned = Claims.notOwned(volume, claim);
                if (notOwned != null) {
                    return notOwned;
                }
            }
        }
        return null;
    }

    private static final class Rule implements NodeFilter {

        private final NodeTable nodes;
        private final PodTable pods;
        private final Map<String, StorageNode> storageNodes;
        private final AttachedVolumes volumes;
        private final VolumeCount count;
        private final int[] own;
        private final int[] unseen;

        Rule(PodClass podClass, AttachedVolumes volumes, PluginContext context) {
            this.nodes = context.nodes();
            this.pods = context.pods();
            this.storageNodes = context.objects().storage().nodes();
            this.volumes = volumes;
            this.count = new VolumeCount(volumes);
            this.own = volumes.of(podClass);
            this.unseen = new int[own.length];
        }

        @Override
        public long verdict(int node) {
            @Nullable StorageNode storageNode = limited(node);
            if (storageNode == null) {
                return PASS;
            }
            count.start(storageNode);
            for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
                count.addAll(volumes.of(pods.podClass(pod)));
            }
            return fits(node, storageNode);
        }

        @Override
        public DryRun dryRun() {
            return new Thought(this);
        }

        /** What is known of a node that has limits which concern the class, or null. */
        private @Nullable StorageNode limited(int node) {
            @Nullable StorageNode storageNode = storageNodes.get(nodes.name(node));
            return storageNode == null || storageNode.limits().isEmpty() || own.length == 0 ? null : storageNode;
        }

        /** Whether there is room beside the pods that were counted. */
        private long fits(int node, StorageNode storageNode) {
            // As in kube-scheduler, a volume that is attached and that no pod of the node uses counts twice.
            int more = count.unseen(own, unseen);
            count.addAll(volumes.attachedTo(nodes.name(node)));
            return count.fits(unseen, more, storageNode) ? PASS : 1L << LIMIT;
        }
    }

    private static final class Thought implements DryRun {

        private final Rule rule;
        private final PodsThere there;
        private int node;

        Thought(Rule rule) {
            this.rule = rule;
            this.there = new PodsThere(rule.pods);
        }

        @Override
        public void start(int asked) {
            node = asked;
            there.start(asked);
        }

        @Override
        public void pod(int pod, int sign) {
            there.change(pod, sign);
        }

        @Override
        public long verdict() {
            @Nullable StorageNode storageNode = rule.limited(node);
            if (storageNode == null) {
                return FilterRule.PASS;
            }
            rule.count.start(storageNode);
            for (int i = 0; i < there.count(); i++) {
                rule.count.addAll(rule.volumes.of(rule.pods.podClass(there.pod(i))));
            }
            return rule.fits(node, storageNode);
        }
    }
}
