package io.plimsoll.kubernetes.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors that kube-scheduler's own plugins answered. Skipped where they are not at hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedVectorsTest {

    private Agreement agreement = Agreement.none();

    @BeforeAll
    void answerAllVectors() throws IOException {
        Path root = Path.of(System.getProperty("plimsoll.data", "../../shared/data"));
        Path folder = root.resolve("kubernetes").resolve("scheduler-vectors");
        assumeTrue(Files.isDirectory(folder), "The scheduler vectors are not here; -Dplimsoll.data=DIR says where.");
        agreement = Agreement.of(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NodeUnschedulable",
                "NodeName",
                "TaintToleration",
                "NodeAffinity",
                "NodePorts",
                "NodeResourcesFit",
                "VolumeRestrictions",
                "NodeVolumeLimits",
                "VolumeBinding",
                "VolumeZone",
                "NodeResourcesBalancedAllocation",
                "PodTopologySpread",
                "InterPodAffinity",
                "ImageLocality",
                "total",
                "event"
            })
    void everyAnswerIsKubeSchedulers(String plugin) {
        assertThat(agreement.smallestDifference(plugin)).isNull();
        // Some configurations disable a scorer.
        assertThat(agreement.cases(plugin)).isBetween(3_000, agreement.cases());
    }

    @Test
    void allVectorsAreThere() {
        assertThat(agreement.cases()).isEqualTo(3_072);
        assertThat(agreement.agreeing()).isEqualTo(agreement.cases());
        assertThat(agreement.notModelled()).containsExactly("dra-claim", "dra-claim-missing");
    }
}
