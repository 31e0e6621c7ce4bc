package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduler remembers per class: the prepared rules and, from the second use on, a {@link CandidateIndex}, unless
 * the class finds its nodes in the {@link StateIndex} or the {@link RoomTree} that classes share. The indexes of classes
 * together remember a bounded number of nodes; the one used longest ago goes first.
 */
final class IndexCache {

    /** Nodes that all indexes together may remember: half a gigabyte of keys. */
    static final long DEFAULT_BOUND = 1L << 26;

    private static final int[] NO_NODES = {};

    private final Cluster cluster;
    private final Profile profile;
    private final PluginContext context;
    private final long bound;
    private final Scan scan;
    private final TrialScan trialScan;
    private final SharedStates states;
    private final SharedRoom room;
    private @Nullable PreparedClass[] prepared = new PreparedClass[16];
    private @Nullable CandidateIndex[] indexes = new CandidateIndex[16];
    private boolean[] seen = new boolean[16];
    private @Nullable NodeDryRun[] dryRuns = new NodeDryRun[0];
    private long remembered;

    IndexCache(Cluster cluster, Profile profile, PluginContext context, long bound, int sharedDimensions) {
        this.cluster = cluster;
        this.profile = profile;
        this.context = context;
        this.bound = bound;
        this.scan = new Scan(cluster.nodes());
        this.trialScan = new TrialScan(cluster);
        this.states = new SharedStates(cluster, scan, sharedDimensions);
        this.room = new SharedRoom(cluster, scan, profile.nodeChoice());
    }

    /** The class's rules, prepared again when what they learned has moved. */
    PreparedClass prepared(PodClass podClass) {
        int id = podClass.id();
        if (id >= prepared.length) {
            int length = Math.max(id + 1, 2 * prepared.length);
            prepared = Arrays.copyOf(prepared, length);
            indexes = Arrays.copyOf(indexes, length);
            seen = Arrays.copyOf(seen, length);
        }
        @Nullable PreparedClass known = prepared[id];
        if (known == null || !known.current()) {
            known = new PreparedClass(podClass, profile, context);
            prepared[id] = known;
        }
        return known;
    }

    /** The candidates for the class now. */
    Candidates candidates(PodClass podClass, long use) {
        PreparedClass rules = prepared(podClass);
        int id = podClass.id();
        if (cluster.inTrial()) {
            return scan(podClass, NO_NODES, 0);
        }
        boolean again = seen[id];
        seen[id] = true;
        @Nullable Candidates shared = again || states.exist() ? states.candidates(rules) : null;
        if (shared == null && (again || room.exists())) {
            shared = room.candidates(rules);
        }
        if (shared != null) {
            return shared;
        }
        return again ? ownIndex(rules, use) : scan.of(rules);
    }

    /** The class asked about what would be if pods left a node. */
    NodeDryRun dryRun(PodClass podClass) {
        PreparedClass rules = prepared(podClass);
        int id = podClass.id();
        if (id >= dryRuns.length) {
            dryRuns = Arrays.copyOf(dryRuns, Math.max(id + 1, 2 * dryRuns.length));
        }
        @Nullable NodeDryRun known = dryRuns[id];
        if (known == null || known.prepared() != rules) {
            known = new NodeDryRun(cluster, this, rules, false);
            dryRuns[id] = known;
        }
        return known;
    }

    /** A scan for the class without some nodes, inside a trial. */
    Candidates scan(PodClass podClass, int[] without, int count) {
        PreparedClass rules = prepared(podClass);
        if (rules.grouped()) {
            return scan.of(rules, without, count);
        }
        @Nullable CandidateIndex index = indexes[podClass.id()];
        return trialScan.of(rules, index != null && index.prepared() == rules ? index : null, without, count);
    }

    /** An index of the class's own now, made if need be, also where it shares one; not inside a trial. */
    CandidateIndex index(PodClass podClass, long use) {
        return ownIndex(prepared(podClass), use);
    }

    private CandidateIndex ownIndex(PreparedClass rules, long use) {
        int id = rules.podClass.id();
        @Nullable CandidateIndex index = indexes[id];
        if (index == null || index.prepared() != rules) {
            forget(id);
            index = new CandidateIndex(rules, cluster.nodes(), cluster.changeLog(), sharedKeys(rules));
            indexes[id] = index;
            remembered += index.size();
            makeRoom(id);
        }
        int before = index.size();
        index.catchUp(use);
        if (index.size() > before) {
            remembered += index.size() - before;
            makeRoom(id);
        }
        return index;
    }

    /** The keys of classes with the same rules about single nodes, if there is an index of one. O(indexes). */
    private @Nullable SharedKeys sharedKeys(PreparedClass rules) {
        for (@Nullable CandidateIndex index : indexes) {
            if (index != null && index.prepared().asksNodesAs(rules)) {
                return index.share();
            }
        }
        return null;
    }

    private void makeRoom(int keep) {
        while (remembered > bound) {
            int oldest = -1;
            for (int id = 0; id < indexes.length; id++) {
                @Nullable CandidateIndex index = indexes[id];
                @Nullable CandidateIndex candidate = oldest < 0 ? null : indexes[oldest];
                if (id != keep && index != null && (candidate == null || index.lastUse() < candidate.lastUse())) {
                    oldest = id;
                }
            }
            if (oldest < 0) {
                return;
            }
            forget(oldest);
        }
    }

    private void forget(int id) {
        @Nullable CandidateIndex index = indexes[id];
        if (index != null) {
            remembered -= index.size();
            indexes[id] = null;
        }
    }
}
