package io.plimsoll.core.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.remedy.ClusterChange.PodAway;
import io.plimsoll.core.remedy.ClusterChange.PodsAway;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** On random pods that fit nowhere every remedy helps, and no smaller change of a number does. */
class RandomRemediesTest {

    private static final int PODS = 1_000;

    private final Map<Class<?>, Integer> kinds = new HashMap<>();
    private Cluster cluster = new Cluster();
    private Scheduler scheduler = RandomShortage.scheduler(cluster);

    @Test
    void everyRemedyHelpsAndNoSmallerNumberDoes() {
        long seed = Long.getLong("plimsoll.seed", 1);
        int tried = 0;
        int nominated = 0;
        for (long run = seed; tried < PODS; run++) {
            RandomShortage random = new RandomShortage(new Random(run));
            cluster = random.cluster();
            scheduler = RandomShortage.scheduler(cluster);
            if (run % 4 == 0) {
                random.nominate(cluster);
                nominated += cluster.nominations().count();
            }
            PodSpec pod = random.pod("asked");
            if (!fits(pod)) {
                tried++;
                check("seed " + run, pod);
            }
        }
        assertThat(nominated).as("nominated pods").isPositive();
        assertThat(kinds.keySet())
                .as("kinds of remedies that were seen")
                .contains(
                        PodChange.Requested.class,
                        PodChange.Devices.class,
                        PodChange.Tolerated.class,
                        PodChange.WithoutNodeLabel.class,
                        PodChange.WithoutRequirement.class,
                        PodChange.WithoutHostPort.class,
                        PodChange.MoreSkew.class,
                        PodChange.WithoutSpread.class,
                        PodChange.WithoutAffinity.class,
                        PodChange.WithoutAntiAffinity.class,
                        ClusterChange.Uncordoned.class,
                        ClusterChange.PodsAway.class,
                        ClusterChange.MoreNodes.class);
    }

    private void check(String where, PodSpec pod) {
        List<Remedy> remedies = new Remedies(cluster, scheduler).of(pod);
        for (Remedy remedy : remedies) {
            kinds.merge(remedy.getClass(), 1, Integer::sum);
            assertThat(fitsAfter(pod, remedy))
                    .as("%s: %s for %s", where, remedy, pod)
                    .isTrue();
            if (remedy instanceof PodsAway away) {
                noneOfThemCouldStay(where, pod, away);
            }
        }
        requests(pod).forEach((resource, amount) -> {
            long most = -1;
            for (long less = 0; less < amount; less++) {
                most = fits(pod.withRequests(Amounts.with(pod.requests(), resource, less))) ? less : most;
            }
            assertThat(found(remedies, resource))
                    .as("%s: %s of %s", where, resource, pod)
                    .isEqualTo(most);
        });
        for (SpreadConstraint constraint : pod.spread()) {
            assertThat(foundSkew(remedies)).as("%s: skew of %s", where, pod).isEqualTo(leastSkew(pod, constraint));
        }
        assertThat(foundDevices(remedies)).as("%s: devices of %s", where, pod).isEqualTo(mostDevices(pod));
    }

    private void noneOfThemCouldStay(String where, PodSpec pod, PodsAway away) {
        for (PodAway one : away.pods()) {
            List<PodAway> others = new ArrayList<>(away.pods());
            others.remove(one);
            try (Trial trial = scheduler.openTrial()) {
                others.forEach(other -> cluster.unbind(other.number()));
                int node = cluster.nodes().find(away.pods().get(0).node());
                assertThat(scheduler.fits(cluster.decidedClass(pod), pod.priority(), node))
                        .as("%s: %s without %s", where, away, one)
                        .isFalse();
            }
        }
    }

    private static Map<String, Long> requests(PodSpec pod) {
        Map<String, Long> requests = new HashMap<>(pod.requests().scalars());
        requests.put("cpu", pod.requests().cpuMilli());
        requests.put("memory", pod.requests().memoryBytes());
        requests.put("ephemeral-storage", pod.requests().ephemeralStorageBytes());
        return requests;
    }

    private static long found(List<Remedy> remedies, String resource) {
        for (Remedy remedy : remedies) {
            if (remedy instanceof PodChange.Requested less && less.resource().equals(resource)) {
                return less.to();
            }
        }
        return -1;
    }

    private static int foundSkew(List<Remedy> remedies) {
        for (Remedy remedy : remedies) {
            if (remedy instanceof PodChange.MoreSkew more) {
                return more.maxSkew();
            }
        }
        return -1;
    }

    private int leastSkew(PodSpec pod, SpreadConstraint constraint) {
        int most = constraint.maxSkew() + cluster.totals().boundPods() + 1;
        for (int skew = constraint.maxSkew() + 1; skew <= most; skew++) {
            if (fits(new PodChange.MoreSkew(constraint, skew).applyTo(pod))) {
                return skew;
            }
        }
        return -1;
    }

    private static int foundDevices(List<Remedy> remedies) {
        for (Remedy remedy : remedies) {
            if (remedy instanceof PodChange.Devices devices
                    && devices.to().totalMilli() < devices.from().totalMilli()) {
                return devices.to().totalMilli();
            }
        }
        return -1;
    }

    private int mostDevices(PodSpec pod) {
        DeviceRequest asked = pod.devices();
        int most = -1;
        if (asked.count() == 1) {
            for (int milli = 1; milli < asked.milliPerDevice(); milli++) {
                most = fits(pod.withDevices(DeviceRequest.share(milli, asked.models()))) ? milli : most;
            }
        }
        for (int count = 1; count < asked.count(); count++) {
            most = fits(pod.withDevices(DeviceRequest.whole(count, asked.models()))) ? 1000 * count : most;
        }
        return most >= 0 || asked.count() == 0 || !fits(pod.withDevices(DeviceRequest.NONE)) ? most : 0;
    }

    private boolean fitsAfter(PodSpec pod, Remedy remedy) {
        try (Trial trial = scheduler.openTrial()) {
            return fits(remedy.apply(cluster, pod));
        }
    }

    private boolean fits(PodSpec pod) {
        return scheduler.decision(pod) instanceof Decision.Bound;
    }
}
