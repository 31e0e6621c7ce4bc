package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ServicesTest {

    private static final int DAYS = 7;
    private static final long GPU_MILLI = 645_000;

    private final List<PodDraft> replicas = Services.generate(DAYS, GPU_MILLI, 10_000, new SeededRandom(1));

    @Test
    void theyHoldTheGivenGpusAllTheTime() {
        for (long time = Calendar.HOUR; time < DAYS * Calendar.DAY; time += Calendar.HOUR / 4) {
            assertThat(held(time)).as("at %d ms", time).isBetween(GPU_MILLI * 97 / 100, GPU_MILLI * 102 / 100);
        }
    }

    @Test
    void everyReplicaIsSpreadOverTheZonesWithItsApp() {
        assertThat(replicas).allSatisfy(draft -> {
            assertThat(draft.template().spread()).hasSize(1);
            assertThat(draft.template().spread().get(0).topologyKey()).isEqualTo(NodeShape.ZONE_LABEL);
            assertThat(draft.template()
                            .spread()
                            .get(0)
                            .selector()
                            .matches(draft.template().labels()))
                    .isTrue();
            assertThat(draft.scalable()).isFalse();
        });
    }

    @Test
    void newVersionsComeOnWorkingDaysOnly() {
        assertThat(replicas)
                .filteredOn(draft -> draft.arrivalMillis() > Calendar.HOUR)
                .isNotEmpty()
                .noneMatch(draft -> Calendar.isWeekend((int) (draft.arrivalMillis() / Calendar.DAY)));
    }

    @Test
    void theNumberOfPodsIsBounded() {
        assertThat(Services.generate(DAYS, GPU_MILLI, 500, new SeededRandom(1))).hasSizeBetween(300, 500);
        assertThat(Services.generate(DAYS, GPU_MILLI, 1, new SeededRandom(1)))
                .as("three replicas of each of twelve apps, in at most three versions")
                .hasSizeBetween(72, 108);
    }

    @Test
    void namesAreUniqueAndTellAppAndVersion() {
        Map<String, Long> names = replicas.stream()
                .collect(Collectors.groupingBy(draft -> draft.template().name(), Collectors.counting()));

        assertThat(names.values()).containsOnly(1L);
        assertThat(names).containsKeys("search-v1-000", "search-v2-000");
    }

    private long held(long time) {
        return replicas.stream()
                .filter(draft -> draft.arrivalMillis() <= time)
                .filter(draft -> draft.arrivalMillis() + draft.lifetimeMillis(1) > time)
                .mapToLong(PodDraft::gpuMilli)
                .sum();
    }
}
