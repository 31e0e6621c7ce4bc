package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceVbpCommandTest {

    @TempDir
    private Path folder;

    @Test
    void answersThatHoldShouldEndWithZeroAndAWrongOptimumWithOne() throws IOException {
        Files.createDirectory(folder.resolve("F"));
        Files.writeString(folder.resolve("F/i.vbp"), "1\n10\n1\n6 3\n");
        optimum(3);
        CommandRun good = run();
        assertThat(good.exitCode()).as(good.err()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(folder.resolve("out/instances.csv"))).contains("F,i,1,3,3,3,3,3,3,3,0");
        optimum(2);
        CommandRun bad = run();
        assertThat(bad.exitCode()).isEqualTo(ExitCode.NEGATIVE);
        assertThat(bad.out()).contains("WRONG: F/i: the bound 3 is above the optimum 2");
    }

    @Test
    void aFolderWithoutInstancesShouldBeBadInput() {
        CommandRun run = run();
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("must hold a file NAME_optima.csv");
    }

    @Test
    void fewerThanOneThreadShouldBeWrongUsage() {
        CommandRun run = CommandRun.of("reproduce", "vbp", "--data", folder.toString(), "--threads", "0");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("The number (0) of --threads must be at least 1.");
    }

    private void optimum(int bins) throws IOException {
        Files.writeString(
                folder.resolve("F_optima.csv"),
                "instance,optimum,best_heuristic_overall,best_bin_centric\ni," + bins + ",3,3\n");
    }

    private CommandRun run() {
        return CommandRun.of(
                "reproduce",
                "vbp",
                "--data",
                folder.toString(),
                "--output",
                folder.resolve("out").toString());
    }
}
