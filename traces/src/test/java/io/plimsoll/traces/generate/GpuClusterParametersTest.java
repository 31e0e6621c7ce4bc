package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GpuClusterParametersTest {

    @Test
    void theDefaultIsAWeekOfAThousandNodes() {
        assertThat(GpuClusterParameters.DEFAULT).isEqualTo(new GpuClusterParameters(1000, 50_000, 7, 0.74));
        assertThat(GpuClusterParameters.DEFAULT.horizonMillis()).isEqualTo(604_800_000L);
    }

    @Test
    void aScaledClusterKeepsItsPodsPerNode() {
        assertThat(GpuClusterParameters.DEFAULT.scaledTo(100)).isEqualTo(new GpuClusterParameters(100, 5_000, 7, 0.74));
        assertThat(GpuClusterParameters.DEFAULT.withLoad(0.5).load()).isEqualTo(0.5);
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        assertRefused(19, 1000, 7, 0.74, "The nodes (19) of a generated workload must be between 20 and 100000.");
        assertRefused(100_001, 5_000_000, 7, 0.74, "The nodes (100001)");
        assertRefused(1000, 19_999, 7, 0.74, "The pods (19999)");
        assertRefused(20, 100_001, 7, 0.74, "The pods (100001)");
        assertRefused(1000, 50_000, 0, 0.74, "The days (0)");
        assertRefused(1000, 50_000, 29, 0.74, "The days (29)");
        assertRefused(1000, 50_000, 7, 0.09, "The load (0.09)");
        assertRefused(1000, 50_000, 7, 1.21, "The load (1.21)");
        assertRefused(1000, 50_000, 7, Double.NaN, "The load (NaN)");
    }

    private static void assertRefused(int nodes, int pods, int days, double load, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GpuClusterParameters(nodes, pods, days, load))
                .withMessageStartingWith(message)
                .withMessageContaining("Maybe ");
    }
}
