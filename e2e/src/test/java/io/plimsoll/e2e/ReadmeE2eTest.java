package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's five minutes on a cluster, word for word, with the real kubectl and kube-scheduler. */
class ReadmeE2eTest {

    private static final String HEADING = "### Try it on your cluster in five minutes";
    private static final int MINUTES = 5;

    @TempDir
    private Path folder;

    @Test
    void theFiveMinutesOfTheReadmeDoWhatTheyPromise() throws Exception {
        Path root = root();
        try (ControlPlane cluster = ControlPlane.start(Files.createDirectory(folder.resolve("cluster")));
                KubernetesClient watching = cluster.client();
                FakeKubelets kubelets = new FakeKubelets(watching)) {
            Fleet.create(cluster.admin(), new Fleet(3).nodes(5), 1);
            Path log = folder.resolve("printed");
            Process shell = new ProcessBuilder(
                            "bash", "-emuxo", "pipefail", script(root).toString())
                    .directory(clone(root).toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                assertThat(shell.waitFor(MINUTES, TimeUnit.MINUTES))
                        .as(Files.readString(log))
                        .isTrue();
            } finally {
                shell.descendants().forEach(ProcessHandle::destroy);
                shell.destroy();
            }
            String printed = Files.readString(log);
            assertThat(shell.exitValue()).as(printed).isZero();
            assertThat(printed)
                    .contains("pod/try-3 condition met")
                    .containsPattern("try-1 .*node-0000")
                    .contains("5 Insufficient cpu")
                    .containsPattern("requests_total\\{.*verb=\"filter\".*\\} [1-9]")
                    .contains("pod \"try-big\" deleted");
            assertThat(folder.resolve("clone/my-cluster")).isNotEmptyDirectory();
            kubelets.mustBeAlive();
        }
    }

    /** A folder in which the commands find what they would in a clone, and leave what they write. */
    private Path clone(Path root) throws Exception {
        Path clone = Files.createDirectory(folder.resolve("clone"));
        Files.createSymbolicLink(clone.resolve("examples"), root.resolve("examples"));
        Path launcher = Files.writeString(
                clone.resolve("plimsoll"), "#!/bin/sh\nexec '" + root.resolve("plimsoll") + "' \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        return clone;
    }

    /** The block of commands, behind what a reader is told to have. */
    private Path script(Path root) throws Exception {
        String readme = Files.readString(root.resolve("README.md"));
        int from = readme.indexOf("```sh\n", readme.indexOf(HEADING)) + "```sh\n".length();
        String commands = readme.substring(from, readme.indexOf("```", from));
        return Files.writeString(
                folder.resolve("commands.sh"),
                "export KUBECONFIG='" + folder.resolve("cluster/kubeconfig") + "'\nexport PATH='" + Bin.folder()
                        + "':\"$PATH\"\n" + commands);
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("plimsoll"))
                ? here
                : here.resolve("..").normalize();
    }
}
