package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class PlimsollTest {
    @Test
    void versionShouldNameTheProjectAndItsJava() {
        CommandRun run = CommandRun.of("--version");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).matches("plimsoll \\d+\\.\\d+\\.\\d+\\S* \\(Java .+\\)\\R");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void withoutACommandItShouldShowItsHelp() {
        CommandRun run = CommandRun.of();

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).isEqualTo(CommandRun.of("--help").out()).startsWith("Usage: plimsoll");
    }

    @Test
    void everyCommandShouldExplainItselfWithAnExample() {
        for (CommandLine command : everyCommand()) {
            String name = command.getCommandSpec().qualifiedName();
            String[] args = (name + " --help").substring("plimsoll ".length()).split(" ", -1);
            CommandRun run = CommandRun.of(args);

            assertThat(run.exitCode()).as(name).isEqualTo(ExitCode.DONE);
            assertThat(run.out()).as(name).contains("Examples:\n  ").doesNotContain("@|");
            assertThat(run.out().lines())
                    .as(name)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        }
    }

    @Test
    void anUnknownOptionShouldBeMetWithTheNearestOne() {
        for (CommandLine command : everyCommand()) {
            String name = command.getCommandSpec().qualifiedName();
            CommandRun run = CommandRun.of(
                    (name + " --verison").substring("plimsoll ".length()).split(" ", -1));

            assertThat(run.exitCode()).as(name).isEqualTo(ExitCode.USAGE);
            assertThat(run.out()).as(name).isEmpty();
            assertThat(run.err())
                    .as(name)
                    .startsWith("The option (--verison) of " + name + " must be one of its options.\nMaybe --version");
        }
    }

    @Test
    void anUnknownCommandShouldBeMetWithTheNearestOne() {
        CommandRun run = CommandRun.of("completoin");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .startsWith("The command (completoin) of plimsoll must be one of its commands.\nMaybe completion ");
    }

    @Test
    void anArgumentTooManyShouldBeRefused() {
        CommandRun run = CommandRun.of("completion", "fish");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("The argument (fish) of plimsoll completion must be left out");
    }

    @Test
    void completionShouldPrintAScriptThatKnowsEveryCommand() {
        CommandRun run = CommandRun.of("completion");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith("#!/usr/bin/env bash");
        for (CommandLine command : everyCommand()) {
            assertThat(run.out()).contains(command.getCommandName());
        }
    }

    private static List<CommandLine> everyCommand() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        List<CommandLine> found = new ArrayList<>(List.of(Plimsoll.whole(nowhere, nowhere)));
        for (int i = 0; i < found.size(); i++) {
            found.addAll(found.get(i).getSubcommands().values());
        }
        return found;
    }
}
