package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RequestClassesTest {

    @Test
    void theWeightsAreThousandths() {
        assertThat(weight(job -> true)).isEqualTo(1000);
        assertThat(RequestClasses.sweep().stream()
                        .mapToInt(RequestClass::weight)
                        .sum())
                .isEqualTo(1000);
    }

    @Test
    void theProportionsAreThoseOfThePublishedCluster() {
        assertThat(weight(job -> job.gpuMilli() == 0)).isBetween(120, 140);
        assertThat(weight(job -> job.template().devices().isShare())).isBetween(330, 400);
        assertThat(weight(job -> job.gpuMilli() == 1000)).isBetween(470, 520);
        assertThat(weight(job -> job.gpuMilli() > 1000)).isBetween(10, 25);
        assertThat(weight(job -> job.gpuMilli() == 8000)).isBetween(4, 8);
        int constrained = weight(job -> !job.template().devices().models().isEmpty());
        assertThat(constrained * 1000 / weight(job -> job.gpuMilli() > 0)).isBetween(300, 370);
    }

    @Test
    void theMeanOfALogNormalIsAboveItsMedian() {
        assertThat(RequestClasses.jobs())
                .allSatisfy(job -> assertThat(job.meanMillis()).isGreaterThan(job.medianMinutes() * 60_000.0));
    }

    private static int weight(Predicate<RequestClass> which) {
        return RequestClasses.jobs().stream()
                .filter(which)
                .mapToInt(RequestClass::weight)
                .sum();
    }
}
