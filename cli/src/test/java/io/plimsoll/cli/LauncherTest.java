package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The {@code plimsoll} script at the root: which Java it picks, when it builds, and what it says when it cannot. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
    @TempDir
    private Path folder;

    private LauncherFixture launcher;

    @BeforeEach
    void createProject() throws IOException {
        launcher = new LauncherFixture(folder);
        launcher.addJdk("seventeen", "17.0.15");
        launcher.addMaven("");
    }

    @Test
    void theFirstStartShouldBuildQuietlyAndTheSecondNotAtAll() throws Exception {
        CommandRun first = launcher.run("--version");
        CommandRun second = launcher.run("--version");

        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).startsWith("java 17.0.15\n").contains("\nio.plimsoll.cli.Plimsoll\n--version\n");
        assertThat(first.err()).isEqualTo("building plimsoll (first use) ...\n");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(second.err()).isEmpty();
        assertThat(launcher.mavenCalls()).singleElement().asString().contains(" --offline ", " -Pquick ");
    }

    @Test
    void anEditedAddedOrRemovedSourceShouldBuildAgain() throws Exception {
        Path source = launcher.project.resolve("cli/src/main/java/Plimsoll.java");
        launcher.run();

        LauncherFixture.edit(source);
        assertThat(launcher.run().err()).isEqualTo("building plimsoll (sources changed) ...\n");

        // The edit lies two seconds ahead, so every start builds until it is taken back.
        Files.delete(source);
        launcher.run();
        assertThat(launcher.mavenCalls()).hasSize(3);
        launcher.run();
        assertThat(launcher.mavenCalls()).hasSize(3);

        Files.writeString(source.resolveSibling("Other.java"), "class Other {}");
        launcher.run();
        assertThat(launcher.mavenCalls()).hasSize(4);
    }

    @Test
    void twoStartsAtOnceShouldBuildOnce() throws Exception {
        launcher.addMaven("sleep 0.5");
        Path script = launcher.project.resolve("plimsoll");

        LauncherFixture.Started one = launcher.start(script, folder);
        LauncherFixture.Started two = launcher.start(script, folder);

        assertThat(one.finish().exitCode()).isZero();
        assertThat(two.finish().exitCode()).isZero();
        assertThat(launcher.mavenCalls()).hasSize(1);
    }

    @Test
    void whatMavenMissesOfflineShouldBeFetchedOnline() throws Exception {
        launcher.addMaven(
                "[[ \"$*\" != *--offline* ]] || { echo '[ERROR] Cannot access it in offline mode'; exit 1; }");

        CommandRun run = launcher.run();

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEqualTo("building plimsoll (first use) ...\n");
        assertThat(launcher.mavenCalls()).hasSize(2);
    }

    @Test
    void aSourceThatDoesNotCompileShouldBeShownAndNotRun() throws Exception {
        launcher.run();
        launcher.addMaven(
                "echo '[ERROR] COMPILATION ERROR :'; echo '[ERROR] Plimsoll.java:[1] no such symbol'; exit 1");
        LauncherFixture.edit(launcher.project.resolve("cli/src/main/java/Plimsoll.java"));

        CommandRun run = launcher.run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no such symbol", "\nThe build of plimsoll must succeed", "\nMaybe ");
        assertThat(launcher.mavenCalls()).hasSize(2);
    }

    @Test
    void aMissingMavenShouldBeOneSentenceAndAdvice() throws Exception {
        Files.delete(launcher.bin.resolve("mvn"));

        CommandRun run = launcher.run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err())
                .startsWith("Maven (3.8 or newer) must be installed")
                .contains("\nMaybe ");
    }

    @Test
    void aMissingJavaShouldBeOneSentenceAndAdvice() throws Exception {
        launcher.environment.put("PLIMSOLL_JDK_FOLDERS", folder.resolve("none").toString());

        CommandRun run = launcher.run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).startsWith("A JDK (17 or newer, best 25) must be installed: there is none here.");
    }

    @Test
    void anOldJavaShouldBeNamed() throws Exception {
        Path old = launcher.addJdk("old", "11.0.2");
        launcher.environment.put("PLIMSOLL_JDK_FOLDERS", folder.resolve("none").toString());
        launcher.environment.put("JAVA_HOME", old.toString());

        CommandRun run = launcher.run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(run.err()).contains("found only 11.0.2 in " + old);
    }

    @Test
    void aJdk25ShouldBePreferredToAnyOther() throws Exception {
        launcher.addJdk("newer", "26.0.1");
        launcher.addJdk("right", "25.0.3");
        launcher.environment.put("JAVA_HOME", launcher.jdks.resolve("seventeen").toString());

        assertThat(launcher.run().out()).startsWith("java 25.0.3\n");
    }

    @Test
    void withoutAJdk25TheOneOfThePathShouldBeUsed() throws Exception {
        launcher.addJdk("newer", "26.0.1");
        Files.createSymbolicLink(launcher.bin.resolve("java"), launcher.jdks.resolve("seventeen/bin/java"));

        assertThat(launcher.run().out()).startsWith("java 17.0.15\n");
    }

    @Test
    void theJdkOfTheVariableShouldWin() throws Exception {
        launcher.addJdk("right", "25.0.3");
        launcher.environment.put(
                "PLIMSOLL_JAVA_HOME", launcher.jdks.resolve("seventeen").toString());

        assertThat(launcher.run().out()).startsWith("java 17.0.15\n");
        assertThat(launcher.mavenCalls()).singleElement().asString().contains("seventeen ");
    }

    @Test
    void aVariableThatNamesNoJdkShouldBeRefused() throws Exception {
        launcher.environment.put("PLIMSOLL_JAVA_HOME", folder.toString());

        CommandRun run = launcher.run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).startsWith("The folder (" + folder + ") of PLIMSOLL_JAVA_HOME must be a JDK");
    }

    @Test
    void argumentsAndExitCodeShouldPassThroughFromAnyFolderAndLink() throws Exception {
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("inner"), Path.of("../a project/plimsoll"));
        Path link = Files.createSymbolicLink(folder.resolve("bin/plimsoll"), links.resolve("inner"));
        launcher.environment.put("PLIMSOLL_JAVA_OPTS", "-Xmx1g  -Dx=y");
        launcher.environment.put("EXIT", "3");

        CommandRun run = launcher.start(link, folder, "two words", "", "*").finish();

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.out())
                .contains("\n-Xmx1g\n-Dx=y\n-cp\n")
                .endsWith("\nio.plimsoll.cli.Plimsoll\ntwo words\n\n*\n");
    }
}
