package io.plimsoll.planner.vbp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.core.input.InputException;
import io.plimsoll.planner.SharedData;
import io.plimsoll.planner.packing.ItemKind;
import io.plimsoll.planner.packing.Packing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VbpStudyTest {

    private static final String OPTIMA = "instance,lower_bound,optimum,best_heuristic_overall,best_bin_centric\n";

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void aFolderOfPlainFilesShouldBePackedAndCompared() throws IOException, InputException, InterruptedException {
        write("Small/one.vbp", "2\n10 10\n4\n6 1 1\n4 9 1\n5 5 2\n3 1 1\n");
        write("Small/two.vbp", "1\n10\n1\n6 3\n");
        write("Small_optima.csv", OPTIMA + "one,3,3,4,4\ntwo,3,,3,3\n");
        VbpResult result = VbpStudy.load(folder, 1).run(2, (run, done, total) -> true);
        assertThat(result.complete()).isTrue();
        assertThat(result.violations()).isEmpty();
        assertThat(VbpTables.csv(result)).isEqualTo("""
                family,instance,dimensions,items,bound,bins,first_fit_decreasing,optimum,best_heuristic_overall,best_bin_centric,violations
                Small,one,2,5,3,3,3,3,4,4,0
                Small,two,1,3,3,3,3,,3,3,0
                """);
        assertThat(VbpTables.table(result)).contains("Small", "0.00%", "33.33%");
        VbpResult stopped = VbpStudy.load(folder, 1).run(1, (run, done, total) -> false);
        assertThat(stopped.complete()).isFalse();
        assertThat(stopped.runs()).hasSize(1);
    }

    @Test
    void everyProblemOfAFolderShouldBeReported() throws IOException {
        write("Small/one.vbp", "2\n10 10\n1\n6 11 1\n");
        write("Small_optima.csv", OPTIMA + "one,3,3,4,4\nnone,3,3,4,4\n");
        write("Other_optima.csv", OPTIMA);
        InputException refused = catchThrowableOfType(InputException.class, () -> VbpStudy.load(folder, 1));
        assertThat(String.valueOf(refused.getMessage()))
                .contains("one.vbp:4: The size (11) must be at most the capacity 10")
                .contains("Small_optima.csv:3: The instance (none) must be among the instances")
                .contains("Other_instances.tar.gz: The file must be there");
        InputException empty =
                catchThrowableOfType(InputException.class, () -> VbpStudy.load(folder.resolve("Small"), 1));
        assertThat(String.valueOf(empty.getMessage())).contains("must hold a file NAME_optima.csv");
    }

    @Test
    void whatMustNotBeShouldBeAViolation() throws IOException, InputException {
        write("Small/two.vbp", "1\n10\n1\n6 3\n");
        write("Small_optima.csv", OPTIMA + "two,3,2,3,3\n");
        VbpInstance instance = VbpFolder.read(folder).get(0);
        assertThat(instance.problem().items()).containsExactly(ItemKind.of(3, 6));
        Packing apart = new Packing(Map.of(new Packing.Content(0, List.of(0), List.of(1)), 3));
        assertThat(VbpRun.judged(instance, apart, 3, 2).violations())
                .containsExactly(
                        "the bound 3 is above the optimum 2", "the answer 3 is worse than first fit decreasing, 2");
        Packing together = new Packing(Map.of(new Packing.Content(0, List.of(0), List.of(3)), 1));
        assertThat(VbpRun.judged(instance, together, 2, 3).violations())
                .containsExactly(
                        "a bin of type 0 holds 18 in dimension 0",
                        "the answer 1 is below the optimum 2",
                        "the bound 2 is above the answer 1");
        VbpInstance unknown = new VbpInstance("f", "n", instance.problem(), null, new TreeMap<>());
        assertThat(VbpRun.judged(unknown, apart, 3, 3).violations()).isEmpty();
    }

    @Test
    void publishedInstancesShouldKeepTheirBoundsAndBeNoWorseThanPublishedHeuristics()
            throws IOException, InputException, InterruptedException {
        VbpResult result = VbpStudy.load(SharedData.folder(SharedData.VBP), 400).run(2, (run, done, total) -> true);
        assertThat(result.runs()).hasSize(4);
        assertThat(result.violations()).isEmpty();
        VbpFigures all = result.families().get("all");
        assertThat(all).isNotNull();
        assertThat(all.worseThanBest).isZero();
        assertThat(all.gaps).isLessThanOrEqualTo(all.heuristicGaps.getOrDefault(VbpInstance.BIN_CENTRIC, 0.0));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
