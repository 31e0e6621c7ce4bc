package io.plimsoll.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A copy of the {@code plimsoll} script in a project of its own, where Java and Maven are small scripts: Java prints how
 * it was called, Maven makes an empty jar and counts.
 */
final class LauncherFixture {
    private static final List<String> TOOLS = List.of(
            "bash",
            "cat",
            "date",
            "dirname",
            "find",
            "flock",
            "grep",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sleep",
            "tail",
            "touch");

    final Path project;
    final Path jdks;
    final Path bin;
    final Map<String, String> environment = new HashMap<>();

    private final Path folder;

    LauncherFixture(Path folder) throws IOException {
        this.folder = folder;
        project = Files.createDirectories(folder.resolve("a project"));
        jdks = Files.createDirectories(folder.resolve("jdks"));
        bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            script(bin.resolve(tool), "exec " + onPath(tool) + " \"$@\"");
        }
        Files.copy(projectRoot().resolve("plimsoll"), project.resolve("plimsoll"));
        executable(project.resolve("plimsoll"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Path sources = Files.createDirectories(project.resolve("cli/src/main/java"));
        Files.writeString(project.resolve("cli/pom.xml"), "<project/>");
        Files.writeString(sources.resolve("Plimsoll.java"), "class Plimsoll {}");
        environment.put("PATH", bin.toString());
        environment.put("HOME", folder.toString());
        environment.put("PLIMSOLL_JDK_FOLDERS", jdks.toString());
    }

    /** The folder above this module that holds the script. */
    static Path projectRoot() {
        Path candidate = Path.of("").toAbsolutePath();
        while (!Files.exists(candidate.resolve("plimsoll"))) {
            candidate = candidate.getParent();
            assertThat(candidate).as("a folder with the plimsoll script").isNotNull();
        }
        return candidate;
    }

    /** A JDK of this version; its {@code java} prints its arguments, one a line, and exits with {@code EXIT}. */
    Path addJdk(String name, String version) throws IOException {
        Path home = jdks.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "echo 'java " + version + "'; printf '%s\\n' \"$@\"; exit ${EXIT:-0}");
        script(home.resolve("bin/javac"), "exit 0");
        return home;
    }

    /** A Maven that does {@code body} and then builds; {@code $app} is the folder to build into. */
    void addMaven(String body) throws IOException {
        script(
                bin.resolve("mvn"),
                "echo \"$JAVA_HOME $*\" >>'" + folder.resolve("maven.log") + "'\n"
                        + "for arg; do [[ $arg != -Dplimsoll.app.directory=* ]] || app=${arg#*=}; done\n"
                        + body
                        + "\nmkdir -p \"$app\" && : >\"$app/plimsoll.jar\"");
    }

    /** The Maven calls so far: the Java home and the arguments of each. */
    List<String> mavenCalls() throws IOException {
        Path log = folder.resolve("maven.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /** Lets {@code file} look as if it had just been edited. */
    static void edit(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
    }

    CommandRun run(String... args) throws IOException, InterruptedException {
        return start(project.resolve("plimsoll"), project, args).finish();
    }

    Started start(Path script, Path workingFolder, String... args) throws IOException {
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(script.toString());
        builder.command().addAll(List.of(args));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.directory(workingFolder.toFile()).redirectError(err.toFile());
        return new Started(builder.start(), err);
    }

    /** A launcher that runs. */
    record Started(Process process, Path err) {
        CommandRun finish() throws IOException, InterruptedException {
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new CommandRun(process.exitValue(), out, Files.readString(err));
        }
    }

    static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!" + onPath("bash") + "\n" + body + "\n");
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path onPath(String tool) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path file = Path.of(folder, tool);
            if (Files.isExecutable(file) && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                return file;
            }
        }
        throw new UncheckedIOException(new IOException("The tool (" + tool + ") of the PATH must exist."));
    }
}
