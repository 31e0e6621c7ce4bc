package io.plimsoll.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.state.Cluster;
import java.io.File;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles examples/custom-policy against the core alone, as its README says, and finds its policy by name. */
final class CustomPolicyExampleTest {

    @TempDir
    static Path classes;

    @BeforeAll
    static void compile() throws Exception {
        Path sources = example().resolve("src");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().endsWith(".java")) {
                    Path copy = classes.resolve(sources.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            StringWriter messages = new StringWriter();
            try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
                List<String> options =
                        List.of("--release", "17", "-Xlint:all", "-cp", core().toString(), "-d", classes.toString());
                boolean compiled = compiler.getTask(
                                messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(java))
                        .call();
                assertThat(compiled).as(messages.toString()).isTrue();
                assertThat(messages.toString()).isEmpty();
            }
        }
    }

    @Test
    void thePolicyShouldBeFoundByNameBesideTheBuiltInOnes() throws Exception {
        try (URLClassLoader loader = loader()) {
            Policies policies = Policies.load(loader);
            assertThat(policies.find("fewest-pods")).isNotNull();
            assertThat(policies.all()).hasSize(Policies.load().all().size() + 1);
            Profile profile = policies.profile("fewest-pods:full=20*2+most-allocated", PolicyContext.UNKNOWN);
            assertThat(profile.scorers().get(0).scorer().name()).isEqualTo("FewestPods");
            assertThat(profile.scorers().get(0).scorer().maximum()).isEqualTo(20);
            assertThat(profile.scorers().get(0).weight()).isEqualTo(2);
        }
    }

    @Test
    void theSchedulerShouldDecideByIt() throws Exception {
        try (URLClassLoader loader = loader()) {
            Cluster cluster = new Cluster();
            for (int i = 0; i < 3; i++) {
                cluster.addNode(NodeSpec.of("node-" + i, Resources.allocatable(4000, 8 * Scene.GIB, 110)));
            }
            Profile profile = Policies.load(loader).profile("fewest-pods", PolicyContext.UNKNOWN);
            Scheduler scheduler = new Scheduler(cluster, profile, 1);
            List<Integer> nodes = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                nodes.add(scheduler.schedule(cluster.addPod(Scene.pod(100, 1).withName("pod-" + i))));
            }
            assertThat(nodes).containsExactly(0, 1, 2, 0, 1);
        }
    }

    @Test
    void theDemoShouldPrintWhatTheReadmeShows() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(), "-cp", classes + File.pathSeparator + core(), "com.example.plimsoll.Demo")
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed.lines()).hasSize(6);
        assertThat(Files.readString(example().resolve("README.md")))
                .contains(String.join("\n", printed.lines().toList()));
    }

    private URLClassLoader loader() throws Exception {
        return new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    }

    private static Path core() throws Exception {
        return Path.of(PolicyProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** The example's folder, seen from the module or from the project. */
    private static Path example() {
        Path seen = Path.of("examples", "custom-policy");
        return Files.exists(seen) ? seen : Path.of("..").resolve(seen);
    }
}
