package io.plimsoll.simulator.record;

import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Samples how much free capacity is {@link Stranded}. The pods in question are those of the classes that most pods of the
 * run have been of, looked up again whenever twice as many have arrived. Nodes that did not change since the sample before
 * are not looked at. What nodes have free is added up by {@link StrandedCauses#word}: few words occur at a time, so that
 * what each of them means to each class is asked once per sample, not once per node.
 */
final class StrandedMeter {

    private final Cluster cluster;
    private final ChangedNodes changed;
    private final ResourceMeter resources;
    private final long warmUpMillis;
    private final LevelMeter[] levels;
    private final double[][] causeIntegrals;
    /** At the newest sample: by resource and cause the share of the capacity. */
    private final double[][] shares;

    private StrandedCauses causes;
    private StrandedWords words;
    private long[] counts = new long[0];
    private boolean anew;
    private long learnedAt;
    private long learnedVersion;
    private long sampledAt;

    StrandedMeter(Cluster cluster, ResourceMeter resources, long warmUpMillis) {
        this.cluster = cluster;
        this.changed = new ChangedNodes(cluster);
        this.resources = resources;
        this.warmUpMillis = warmUpMillis;
        int count = resources.count();
        levels = new LevelMeter[count];
        Arrays.setAll(levels, i -> new LevelMeter());
        causeIntegrals = new double[count][StrandedCauses.CAUSES];
        shares = new double[count][StrandedCauses.CAUSES];
        causes = new StrandedCauses(cluster, resources, List.of());
        words = new StrandedWords(resources.count());
    }

    /** Takes a sample, which stands for the time since the one before. */
    void sample(long timeMillis) {
        changed.catchUp();
        learn();
        words.reserve(changed.known());
        for (int i = 0; i < (anew ? changed.known() : changed.count()); i++) {
            int node = anew ? i : changed.slot(i);
            words.node(node, causes.word(node), causes.free());
        }
        anew = false;
        if (Checks.FULL) {
            check();
        }
        share();
        if (timeMillis >= warmUpMillis) {
            long millis = timeMillis - Math.max(sampledAt, warmUpMillis);
            for (int r = 0; r < levels.length; r++) {
                levels[r].hold(total(r), millis);
                for (int cause = 1; cause < StrandedCauses.CAUSES; cause++) {
                    causeIntegrals[r][cause] += shares[r][cause] * millis;
                }
            }
        }
        sampledAt = timeMillis;
    }

    /** What was stranded of a resource in a run of that length, of which the newest sample was the end. */
    Stranded result(int resource, long spanMillis) {
        List<Stranded.Cause> causes = new ArrayList<>();
        for (int cause = 1; cause < StrandedCauses.CAUSES; cause++) {
            double mean = spanMillis == 0 ? shares[resource][cause] : causeIntegrals[resource][cause] / spanMillis;
            if (mean > 0) {
                causes.add(new Stranded.Cause(name(cause), Math.min(1, mean)));
            }
        }
        causes.sort(Comparator.comparingDouble(Stranded.Cause::mean).reversed().thenComparing(Stranded.Cause::name));
        return new Stranded(levels[resource].level(total(resource), spanMillis), causes);
    }

    private String name(int cause) {
        return switch (cause) {
            case StrandedCauses.OTHER -> "other";
            case StrandedCauses.CORDON -> "cordon";
            default -> resources.get(cause - 1).name();
        };
    }

    private double total(int resource) {
        double sum = 0;
        for (int cause = 1; cause < StrandedCauses.CAUSES; cause++) {
            sum += shares[resource][cause];
        }
        return Math.min(1, sum);
    }

    private void share() {
        long[] sums = words.sums(causes.classes());
        int width = shares.length;
        for (int r = 0; r < width; r++) {
            Arrays.fill(shares[r], 0);
            double weights = 0;
            for (int k = 0; k < causes.classes(); k++) {
                if (resources.get(r).request(causes.podClass(k)) > 0) {
                    weights += counts[k];
                    for (int cause = 1; cause < StrandedCauses.CAUSES; cause++) {
                        shares[r][cause] += (double) counts[k] * sums[(k * StrandedCauses.CAUSES + cause) * width + r];
                    }
                }
            }
            for (int cause = 1; cause < StrandedCauses.CAUSES; cause++) {
                shares[r][cause] = weights == 0 ? 0 : resources.get(r).share(shares[r][cause] / weights);
            }
        }
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
        List<PodClass> most = new ArrayList<>(known.subList(0, Math.min(StrandedCauses.MOST_CLASSES, known.size())));
        most.sort(Comparator.comparingInt(PodClass::id));
        long[] arrived = new long[most.size()];
        Arrays.setAll(arrived, k -> cluster.requestMix().arrived(most.get(k).id()));
        if (causes.areOf(most)) {
            counts = arrived;
        } else {
            measureFor(most, arrived);
        }
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        int count = state.small(causes.classes());
        List<PodClass> known = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            int id = state.small(state.takes() ? 0 : causes.podClass(k).id());
            known.add(cluster.podClasses().get(id));
        }
        long[] knownCounts = state.numbers(counts);
        if (state.takes()) {
            measureFor(known, knownCounts);
        }
        learnedAt = state.number(learnedAt);
        learnedVersion = state.number(learnedVersion);
        sampledAt = state.number(sampledAt);
        for (int r = 0; r < levels.length; r++) {
            levels[r].state(state);
            state.reals(causeIntegrals[r]);
        }
    }

    /** Every node is to be measured again, for these classes. */
    private void measureFor(List<PodClass> newClasses, long[] newCounts) {
        causes = new StrandedCauses(cluster, resources, newClasses);
        words = new StrandedWords(resources.count());
        counts = newCounts;
        anew = true;
    }

    private void check() {
        StrandedWords fresh = new StrandedWords(resources.count());
        fresh.reserve(cluster.nodes().slots());
        for (int node = 0; node < cluster.nodes().slots(); node++) {
            causes.word(node);
            fresh.node(node, causes.plainWord(node), causes.free());
        }
        String now = Arrays.toString(words.sums(causes.classes()));
        String recomputed = Arrays.toString(fresh.sums(causes.classes()));
        if (!now.equals(recomputed)) {
            throw Checks.corrupted("stranded capacity", now, recomputed);
        }
    }
}
