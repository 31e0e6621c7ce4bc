package io.plimsoll.core.rule;

import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.PodVolume.Claim;
import io.plimsoll.core.model.PodVolume.Disk;
import io.plimsoll.core.model.Storage;
import io.plimsoll.core.model.VolumeClaim;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.DryRun;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Refusal;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Disks that pods on one node would fight over, and claims for a single pod that another pod uses, wherever it is
 * (kube-scheduler's VolumeRestrictions). O(volumes of the pods on the node).
 */
public final class VolumeRestrictionFilter implements Filter {

    private static final int DISK = 0;
    private static final int IN_USE = 1;
    private static final int MISSING = 2;

    @Override
    public String name() {
        return "VolumeRestrictions";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE, Scope.OBJECTS, Scope.EPOCH);
    }

    /** Whether a claim is in use is true of all nodes at once and seldom changes: a version, not a group of nodes. */
    @Override
    public long epoch(PodClass podClass, PluginContext context) {
        if (podClass.rules().volumes().isEmpty()) {
            return 0;
        }
        return 2 * context.objectsVersion() + (inUse(podClass, context) ? 1 : 0);
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        List<PodVolume> volumes = podClass.rules().volumes();
        if (missing(podClass, context) != null) {
            return List.of(new Refusal(FilterRule.never(MISSING)));
        }
        List<Disk> disks = new ArrayList<>();
        for (PodVolume volume : volumes) {
            if (volume instanceof Disk disk) {
                disks.add(disk);
            }
        }
        boolean inUse = inUse(podClass, context);
        if (disks.isEmpty() && !inUse) {
            return List.of();
        }
        return List.of(new Rule(disks, inUse, podClass, context));
    }

    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        if (event instanceof ClusterEvent.PodGone gone) {
            return gone.pod().namespace().equals(podClass.namespace())
                    && mayFree(podClass.rules().volumes(), gone.pod().rules().volumes());
        }
        return event instanceof ClusterEvent.NodeAdded || event instanceof ClusterEvent.ObjectsChanged;
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return switch (bit) {
            case DISK -> "node(s) had no available disk";
            case IN_USE ->
                "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by"
                        + " another pod";
            default -> Claims.notFound(String.valueOf(missing(podClass, context)));
        };
    }

    private static @Nullable String missing(PodClass podClass, PluginContext context) {
        Storage storage = context.objects().storage();
        for (PodVolume volume : podClass.rules().volumes()) {
            if (volume instanceof Claim claim && storage.claim(podClass.namespace(), claim.name()) == null) {
                return claim.name();
            }
        }
        return null;
    }

    /** The names of the pod's claims for a single pod. */
    private static SortedSet<String> forOnePod(PodClass podClass, PluginContext context) {
        SortedSet<String> names = new TreeSet<>();
        for (PodVolume volume : podClass.rules().volumes()) {
            if (volume instanceof Claim named) {
                @Nullable VolumeClaim claim = context.objects().storage().claim(podClass.namespace(), named.name());
                if (claim != null && claim.isForOnePod()) {
                    names.add(named.name());
                }
            }
        }
        return names;
    }

    private static boolean inUse(PodClass podClass, PluginContext context) {
        Storage storage = context.objects().storage();
        List<PodVolume> volumes = podClass.rules().volumes();
        String namespace = podClass.namespace();
        for (int i = 0; i < volumes.size(); i++) {
            if (volumes.get(i) instanceof Claim named && context.claimUses().count(namespace, named.name()) > 0) {
                @Nullable VolumeClaim claim = storage.claim(namespace, named.name());
                if (claim != null && claim.isForOnePod()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean conflicts(List<Disk> wanted, PodClass podClass) {
        List<PodVolume> used = podClass.rules().volumes();
        for (int u = 0; u < used.size(); u++) {
            if (used.get(u) instanceof Disk disk && conflicts(wanted, disk)) {
                return true;
            }
        }
        return false;
    }

    private static boolean conflicts(List<Disk> wanted, Disk used) {
        for (int w = 0; w < wanted.size(); w++) {
            if (wanted.get(w).conflictsWith(used)) {
                return true;
            }
        }
        return false;
    }

    /** Both kinds of conflict, for one class. */
    private record Rule(List<Disk> disks, boolean inUse, PodClass podClass, PluginContext context)
            implements NodeFilter {

        @Override
        public long verdict(int node) {
            if (!disks.isEmpty()) {
                PodTable pods = context.pods();
                for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
                    if (conflicts(disks, pods.podClass(pod))) {
                        return 1L << DISK;
                    }
                }
            }
            return inUse ? 1L << IN_USE : PASS;
        }

        @Override
        public DryRun dryRun() {
            return new Thought(this);
        }
    }

    /**
     * As in kube-scheduler, a claim counts as used once to begin with, and a pod that leaves gives back as many as it has
     * of the name, whatever its namespace.
     */
    private static final class Thought implements DryRun {

        private final Rule rule;
        private final PodTable pods;
        private final PodsThere there;
        private final SortedSet<String> forOnePod;
        private int used;

        Thought(Rule rule) {
            this.rule = rule;
            this.pods = rule.context.pods();
            this.there = new PodsThere(pods);
            this.forOnePod = forOnePod(rule.podClass, rule.context);
        }

        @Override
        public void start(int node) {
            there.start(node);
            used = 0;
            for (String name : forOnePod) {
                used += rule.context.claimUses().count(rule.podClass.namespace(), name) > 0 ? 1 : 0;
            }
        }

        @Override
        public void pod(int pod, int sign) {
            there.change(pod, sign);
            List<PodVolume> volumes = pods.podClass(pod).rules().volumes();
            for (int i = 0; i < volumes.size(); i++) {
                used += volumes.get(i) instanceof Claim claim && forOnePod.contains(claim.name()) ? sign : 0;
            }
        }

        @Override
        public long verdict() {
            for (int i = 0; i < there.count() && !rule.disks.isEmpty(); i++) {
                if (conflicts(rule.disks, pods.podClass(there.pod(i)))) {
                    return 1L << DISK;
                }
            }
            return used > 0 ? 1L << IN_USE : FilterRule.PASS;
        }
    }

    /** Whether the two could not both be somewhere: a disk they fight over, or a claim of both. */
    private static boolean mayFree(List<PodVolume> wanted, List<PodVolume> used) {
        for (PodVolume one : wanted) {
            for (PodVolume other : used) {
                boolean same = one instanceof Claim && one.equals(other);
                if (same || (one instanceof Disk disk && other instanceof Disk held && disk.conflictsWith(held))) {
                    return true;
                }
            }
        }
        return false;
    }
}
