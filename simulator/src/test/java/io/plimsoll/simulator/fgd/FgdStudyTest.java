package io.plimsoll.simulator.fgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.input.InputException;
import io.plimsoll.traces.format.OpenbPod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FgdStudyTest {

    private static final StudySelection SELECTION = StudySelection.published().withSeeds(List.of(42, 43));

    @TempDir
    private Path folder;

    @BeforeEach
    void publishTheReference() {
        StudyFolder study = new StudyFolder(folder);
        List<OpenbPod> pods = study.addWorkload("default");
        study.addWorkload("cpu0");
        List<StudyRun> published = new ArrayList<>();
        for (StudyPolicy policy : StudyPolicy.values()) {
            for (int seed : List.of(42, 43)) {
                published.add(study.reference("default", pods, policy, seed));
                published.add(study.reference("gpuspec33", pods, policy, seed));
            }
        }
        study.publish(published);
    }

    @Test
    void byDefaultTheWorkloadsAtHandThatHavePublishedRowsAreRun() throws Exception {
        FgdStudy study = FgdStudy.load(folder, SELECTION);
        assertThat(study.workloads()).containsExactly("default");
        assertThat(study.missing()).containsExactly("gpuspec33");
        assertThat(study.experiments()).isEqualTo(12);
        StudyResult result = study.run(2, (run, done, total) -> true);
        assertThat(result.complete()).isTrue();
        assertThat(result.agrees()).isTrue();
        assertThat(result.rows())
                .extracting(PolicyComparison::verdict)
                .containsExactly(
                        StudyVerdict.TOO_FEW_SEEDS,
                        StudyVerdict.AGREES,
                        StudyVerdict.AGREES,
                        StudyVerdict.AGREES,
                        StudyVerdict.AGREES,
                        StudyVerdict.AGREES);
    }

    @Test
    void allWorkloadsIncludeThoseWithoutPublishedRows() throws Exception {
        StudySelection all =
                SELECTION.withWorkloads(Set.of(StudySelection.ALL)).withPolicies(EnumSet.of(StudyPolicy.BEST_FIT));
        StudyResult result = FgdStudy.load(folder, all).run(1, (run, done, total) -> true);
        assertThat(result.rows())
                .extracting(row -> row.workload() + " " + row.verdict().text())
                .containsExactly("cpu0 unpublished", "default agrees");
        assertThat(result.agrees()).isTrue();
    }

    @Test
    void aWorkloadIsNamedShortOrByItsFile() throws Exception {
        for (String name : List.of("cpu0", "openb_pod_list_cpu0", "openb_pod_list_cpu0.csv")) {
            StudySelection one = SELECTION.withWorkloads(Set.of(name));
            assertThat(FgdStudy.load(folder, one).workloads()).containsExactly("cpu0");
        }
    }

    @Test
    void theResultDoesNotDependOnTheNumberOfThreads() throws Exception {
        FgdStudy study = FgdStudy.load(folder, SELECTION);
        assertThat(tables(study, 3)).isEqualTo(tables(study, 1));
    }

    @Test
    void progressIsCountedAndCanStopTheStudy() throws Exception {
        List<String> told = new ArrayList<>();
        StudyResult result = FgdStudy.load(folder, SELECTION).run(1, (run, done, total) -> {
            told.add(run.key().policy() + " " + run.key().seed() + " " + done + "/" + total);
            return done < 3;
        });
        assertThat(told).containsExactly("RANDOM 42 1/12", "RANDOM 43 2/12", "DOT_PROD 42 3/12");
        assertThat(result.complete()).isFalse();
        assertThat(result.runs()).hasSize(3);
        assertThat(result.planned()).isEqualTo(12);
    }

    @Test
    void anUnknownWorkloadIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> FgdStudy.load(folder, SELECTION.withWorkloads(Set.of("cpu51"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("The pod list (cpu51) must be one of those in the folder.")
                .hasMessageContaining("cpu0, default");
    }

    @Test
    void aFolderWithoutAPublishedWorkloadIsRefused(@TempDir Path other) {
        StudyFolder study = new StudyFolder(other);
        List<OpenbPod> pods = study.addWorkload("cpu0");
        study.publish(List.of(study.reference("default", pods, StudyPolicy.FGD, 42)));
        assertThatThrownBy(() -> FgdStudy.load(other, SELECTION))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must hold the pod list of a workload that has published rows.")
                .hasMessageContaining("ask for --workloads all");
    }

    @Test
    void aWorkloadWithoutGpusIsRefused() {
        StudyFolder study = new StudyFolder(folder);
        study.addWorkload("empty", List.of(Pods.pod("pod", 1000, 1024, 0, 0, "")));
        assertThatThrownBy(() -> FgdStudy.load(folder, SELECTION.withWorkloads(Set.of("empty"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("openb_pod_list_empty.csv: The pod list must name at least one GPU.");
    }

    @Test
    void twoPoliciesOfEveryPublishedWorkloadAgreeWithTheirPublishedRows() throws Exception {
        StudySelection selection = StudySelection.published()
                .withPolicies(EnumSet.of(StudyPolicy.BEST_FIT, StudyPolicy.FGD))
                .withSeeds(List.of(44));
        StudyResult result = FgdStudy.load(StudyData.folder(), selection).run(2, (run, done, total) -> true);
        assertThat(result.rows())
                .hasSize(12)
                .extracting(PolicyComparison::verdict)
                .containsOnly(StudyVerdict.AGREES);
    }

    private static String tables(FgdStudy study, int threads) throws InterruptedException, IOException {
        StudyResult result = study.run(threads, (run, done, total) -> true);
        StringBuilder text = new StringBuilder();
        for (StudyTable table : StudyTable.values()) {
            StudyCsv.writeTable(result, table, text);
        }
        return text.toString();
    }
}
