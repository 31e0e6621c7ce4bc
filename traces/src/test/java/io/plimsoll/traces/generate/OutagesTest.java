package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.generate.Distribution.Constant;
import io.plimsoll.traces.generate.Distribution.Exponential;
import io.plimsoll.traces.generate.Distribution.Weibull;
import io.plimsoll.traces.generate.FailureCause.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutagesTest {

    private static final Fleet RACKS = new Fleet(node("racks"), 48, List.of("a", "b"), 8);
    private static final Fleet PLAIN = new Fleet(node("plain"), 10, List.of(), 0);

    @Test
    void timesToFailureAndToRepairFollowTheirDistributions() {
        double mean = 10.0 * Calendar.DAY;
        double scale = 8.0 * Calendar.HOUR;
        FailureCause cause =
                new FailureCause("disk", Unit.NODE, List.of(), new Exponential(mean), new Weibull(scale, 0.8));
        Map<String, Long> since = new HashMap<>();
        List<Double> up = new ArrayList<>();
        List<Double> down = new ArrayList<>();
        for (Outages.Change change : changes(List.of(RACKS), List.of(cause), 1, 4_000 * Calendar.DAY)) {
            Long last = since.put(change.node().name(), change.timeMillis());
            (change.back() ? down : up).add((double) (change.timeMillis() - (last == null ? 0 : last)));
        }

        assertThat(up).hasSizeGreaterThan(15_000);
        Samples.follow(array(up), x -> 1 - Math.exp(-x / mean));
        Samples.follow(array(down), x -> 1 - Math.exp(-Math.pow(x / scale, 0.8)));
    }

    @Test
    void nodesAreAvailableAsRenewalTheorySays() {
        FailureCause cause = new FailureCause(
                "disk",
                Unit.NODE,
                List.of(),
                Weibull.ofMean(30.0 * Calendar.DAY, 2),
                new Exponential(5.0 * Calendar.DAY));
        long span = 20_000 * Calendar.DAY;
        double away = 0;
        for (Outages.Change change : changes(List.of(PLAIN), List.of(cause), 2, span)) {
            away += (change.back() ? -1 : 1) * (double) (span - change.timeMillis());
        }
        assertThat(away / span / 10).isCloseTo(5 / 35.0, within(0.005));
    }

    @Test
    void aRackGoesAsOneAndZonesTakeAllFleetsConcerned() {
        FailureCause power = new FailureCause(
                "power", Unit.RACK, List.of("racks"), new Exponential(9.0 * Calendar.DAY), new Constant(Calendar.HOUR));
        Map<Long, Set<String>> racks = new HashMap<>();
        Map<Long, Integer> nodes = new HashMap<>();
        for (Outages.Change change : changes(List.of(RACKS, PLAIN), List.of(power), 3, 365 * Calendar.DAY)) {
            racks.computeIfAbsent(change.timeMillis(), time -> new HashSet<>())
                    .add(change.node().labels().get(NodeShape.RACK_LABEL));
            nodes.merge(change.timeMillis(), 1, Integer::sum);
        }
        assertThat(nodes).hasSizeGreaterThan(400);
        assertThat(racks.values()).allMatch(rack -> rack.size() == 1);
        assertThat(nodes.values()).containsOnly(8);

        Fleet other = new Fleet(node("other"), 4, List.of("b", "c"), 0);
        FailureCause network = new FailureCause(
                "network", Unit.ZONE, List.of(), new Exponential(9.0 * Calendar.DAY), new Constant(Calendar.HOUR));
        Map<Long, Integer> together = new HashMap<>();
        for (Outages.Change change : changes(List.of(RACKS, other), List.of(network), 3, 365 * Calendar.DAY)) {
            together.merge(change.timeMillis(), 1, Integer::sum);
        }
        assertThat(together.values()).containsOnly(24, 26, 2);
    }

    @Test
    void aNodeIsAwayAsLongAsAnyCauseKeepsItAway() {
        FailureCause often =
                new FailureCause("often", Unit.NODE, List.of(), new Exponential(300), new Exponential(200));
        FailureCause rack = new FailureCause("rack", Unit.RACK, List.of(), new Exponential(400), new Exponential(300));
        FailureCause always = new FailureCause("always", Unit.ZONE, List.of(), new Constant(5), new Constant(5));
        Set<String> away = new HashSet<>();
        long last = 0;
        int count = 0;
        for (Outages.Change change : changes(List.of(RACKS), List.of(often, rack, always), 4, 20_000)) {
            assertThat(change.timeMillis()).isGreaterThanOrEqualTo(last);
            last = change.timeMillis();
            String name = change.node().name();
            assertThat(change.back() ? away.remove(name) : away.add(name))
                    .as("%s", change)
                    .isTrue();
            count++;
        }
        assertThat(count).isGreaterThan(10_000);
    }

    @Test
    void aNewCauseOrFleetLeavesTheOthersAsTheyWere() {
        FailureCause disk = new FailureCause(
                "disk", Unit.NODE, List.of(), new Exponential(9.0 * Calendar.DAY), new Constant(Calendar.HOUR));
        FailureCause more =
                new FailureCause("more", Unit.NODE, List.of("new"), new Constant(Calendar.DAY), new Constant(1));
        List<Outages.Change> before = changes(List.of(PLAIN), List.of(disk), 5, 99 * Calendar.DAY);
        List<Outages.Change> after = changes(
                List.of(new Fleet(node("new"), 3, List.of(), 0), PLAIN), List.of(more, disk), 5, 99 * Calendar.DAY);

        assertThat(after).containsSubsequence(before);
        assertThat(after.stream().filter(change -> change.node().name().startsWith("plain")))
                .containsExactlyElementsOf(before);
    }

    private static List<Outages.Change> changes(
            List<Fleet> fleets, List<FailureCause> causes, long seed, long untilMillis) {
        Outages outages = new Outages(fleets, causes, new SeededRandom(seed));
        List<Outages.Change> changes = new ArrayList<>();
        for (Outages.Change next = outages.next(untilMillis); next != null; next = outages.next(untilMillis)) {
            changes.add(next);
        }
        return changes;
    }

    private static NodeSpec node(String name) {
        return NodeSpec.of(name, Resources.allocatable(1000, 1000, 10));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
