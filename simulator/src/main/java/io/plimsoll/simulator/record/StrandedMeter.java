package io.plimsoll.simulator.record;

import io.plimsoll.core.state.ChangeLog;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Samples how much free capacity is {@link Stranded}. The pods in question are those of the classes that most pods of the
 * run have been of, looked up again whenever twice as many have arrived. Nodes that did not change since the sample before
 * are not looked at; a node costs 8 bytes and 8 more for each resource, whatever the number of classes.
 */
final class StrandedMeter {

    private static final int MOST_CLASSES = 16;
    /** Four bits for each class: 0 when it fits, else 1 + the resource that stands in its way, or one of these. */
    private static final int CAUSES = 16;

    private static final int OTHER = CAUSES - 2;
    private static final int CORDON = CAUSES - 1;

    private final Cluster cluster;
    private final ResourceMeter resources;
    private final long warmUpMillis;
    private final LevelMeter[] shares;
    private final double[][] causeIntegrals;
    private PodClass[] classes = new PodClass[0];
    private long[] counts = new long[0];
    private long learnedAt;
    private long learnedVersion;
    /** For each node what stands in the way of each class, and what was free then. */
    private long[] causesOf = new long[0];

    private long[][] freeOf;
    /** By class, resource and cause: the free amounts of all nodes. */
    private long[][][] sums = new long[0][][];

    private long position;
    private long sampledAt;

    StrandedMeter(Cluster cluster, ResourceMeter resources, long warmUpMillis) {
        this.cluster = cluster;
        this.resources = resources;
        this.warmUpMillis = warmUpMillis;
        int count = resources.count();
        shares = new LevelMeter[count];
        Arrays.setAll(shares, i -> new LevelMeter());
        causeIntegrals = new double[count][CAUSES];
        freeOf = new long[count][0];
    }

    /** Takes a sample, which stands for the time since the one before. */
    void sample(long timeMillis) {
        learn();
        catchUp();
        if (Checks.FULL) {
            check();
        }
        if (timeMillis >= warmUpMillis) {
            long millis = timeMillis - Math.max(sampledAt, warmUpMillis);
            for (int r = 0; r < shares.length; r++) {
                shares[r].hold(share(r), millis);
                for (int cause = 1; cause < CAUSES; cause++) {
                    causeIntegrals[r][cause] += share(r, cause) * millis;
                }
            }
        }
        sampledAt = timeMillis;
    }

    /** What was stranded of a resource in a run of that length, of which the newest sample was the end. */
    Stranded result(int resource, long spanMillis) {
        List<Stranded.Cause> causes = new ArrayList<>();
        for (int cause = 1; cause < CAUSES; cause++) {
            double mean = spanMillis == 0 ? share(resource, cause) : causeIntegrals[resource][cause] / spanMillis;
            if (mean > 0) {
                causes.add(new Stranded.Cause(name(cause), Math.min(1, mean)));
            }
        }
        causes.sort(Comparator.comparingDouble(Stranded.Cause::mean).reversed().thenComparing(Stranded.Cause::name));
        return new Stranded(shares[resource].level(share(resource), spanMillis), causes);
    }

    private String name(int cause) {
        return switch (cause) {
            case OTHER -> "other";
            case CORDON -> "cordon";
            default -> resources.get(cause - 1).name();
        };
    }

    private double share(int resource) {
        double sum = 0;
        for (int cause = 1; cause < CAUSES; cause++) {
            sum += share(resource, cause);
        }
        return Math.min(1, sum);
    }

    private double share(int resource, int cause) {
        double weights = 0;
        double stranded = 0;
        for (int k = 0; k < classes.length; k++) {
            if (resources.get(resource).request(classes[k]) > 0) {
                weights += counts[k];
                stranded += (double) counts[k] * sums[k][resource][cause];
            }
        }
        return weights == 0 ? 0 : resources.get(resource).share(stranded / weights);
    }

    /** Looks up again which classes most pods are of. */
    private void learn() {
        long version = cluster.requestMix().version();
        if (version == learnedVersion
                || (learnedVersion > 0 && cluster.requestMix().total() < 2 * learnedAt)) {
            return;
        }
        learnedVersion = version;
        learnedAt = cluster.requestMix().total();
        List<PodClass> known = new ArrayList<>();
        for (int id = 0; id < cluster.podClasses().count(); id++) {
            known.add(cluster.podClasses().get(id));
        }
        known.sort(Comparator.comparingLong((PodClass c) -> cluster.requestMix().arrived(c.id()))
                .reversed()
                .thenComparingInt(PodClass::id));
        classes = known.subList(0, Math.min(MOST_CLASSES, known.size())).toArray(new PodClass[0]);
        counts = new long[classes.length];
        Arrays.setAll(counts, k -> cluster.requestMix().arrived(classes[k].id()));
        sums = new long[classes.length][resources.count()][CAUSES];
        Arrays.fill(causesOf, 0);
        position = -1;
    }

    private void catchUp() {
        ChangeLog log = cluster.changeLog();
        NodeTable nodes = cluster.nodes();
        long end = log.end();
        int slots = nodes.slots();
        if (slots > causesOf.length) {
            causesOf = Arrays.copyOf(causesOf, 2 * slots);
            for (int r = 0; r < freeOf.length; r++) {
                freeOf[r] = Arrays.copyOf(freeOf[r], 2 * slots);
            }
        }
        if (position < log.begin() || end - position > slots) {
            for (int node = 0; node < causesOf.length; node++) {
                if (node >= slots || nodes.lastChange(node) >= position) {
                    measure(node);
                }
            }
        } else {
            for (long at = position; at < end; at++) {
                int node = log.node(at);
                if (nodes.lastChange(node) == at) {
                    measure(node);
                }
            }
        }
        position = end;
    }

    private void measure(int node) {
        count(sums, node, -1);
        causesOf[node] = causes(node);
        boolean exists = cluster.nodes().exists(node);
        for (int r = 0; r < freeOf.length; r++) {
            freeOf[r][node] = exists ? resources.get(r).free(node) : 0;
        }
        count(sums, node, 1);
    }

    private void count(long[][][] into, int node, int sign) {
        for (int k = 0; k < classes.length; k++) {
            int cause = (int) (causesOf[node] >>> (4 * k)) & (CAUSES - 1);
            for (int r = 0; r < freeOf.length && cause > 0; r++) {
                into[k][r][cause] += sign * freeOf[r][node];
            }
        }
    }

    private long causes(int node) {
        NodeTable nodes = cluster.nodes();
        long causes = 0;
        for (int k = 0; k < classes.length && nodes.exists(node); k++) {
            long cause = nodes.unschedulable(node) ? CORDON : cause(node, classes[k]);
            causes |= cause << (4 * k);
        }
        return causes;
    }

    /** What the node lacks most in proportion to the request; 0 when it lacks nothing. */
    private int cause(int node, PodClass podClass) {
        NodeTable nodes = cluster.nodes();
        int worst = 0;
        double most = 0;
        for (int r = 0; r < resources.count(); r++) {
            double missing = resources.get(r).missing(node, podClass);
            if (missing > most) {
                most = missing;
                worst = Math.min(r + 1, OTHER);
            }
        }
        for (int d = 0; d < podClass.dimensions() && worst == 0; d++) {
            worst = podClass.request(d) > Math.max(0, nodes.free(d, node)) ? OTHER : 0;
        }
        return worst;
    }

    private void check() {
        long[][][] anew = new long[classes.length][resources.count()][CAUSES];
        for (int node = 0; node < cluster.nodes().slots(); node++) {
            if (causesOf[node] != causes(node)) {
                throw Checks.corrupted("what stands in the way on node " + node, causesOf[node], causes(node));
            }
            count(anew, node, 1);
        }
        if (!Arrays.deepEquals(sums, anew)) {
            throw Checks.corrupted("stranded capacity", Arrays.deepToString(sums), Arrays.deepToString(anew));
        }
    }
}
