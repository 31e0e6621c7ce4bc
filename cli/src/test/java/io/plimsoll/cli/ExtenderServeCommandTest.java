package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said before anything is served; serving itself is tested in the extender and by e2e. */
class ExtenderServeCommandTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --listen=8888                     | The address (8888) of --listen must be HOST:PORT
                    --listen=127.0.0.1:99999          | The address (127.0.0.1:99999) of --listen must be HOST:PORT
                    --listen=127.0.0.1:http           | The address (127.0.0.1:http) of --listen must be HOST:PORT
                    --mode=pick                       | must be one of [filter+prioritize, pick-one, score-only]
                    --policy=best-fat                 | best-fat
                    --policy=other-scheduler=best-fit | The scheduler (other-scheduler) of a policy must be one of [default-scheduler]
                    --hold=soon                       | The time (soon) must be numbers with units
                    """)
    void wrongOptionsAreWrongUsage(String option, String problem) {
        CommandRun run = CommandRun.of("extender", "serve", option);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(problem);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aPolicyWithParametersIsNotMistakenForASchedulersName() {
        CommandRun run = CommandRun.of("extender", "serve", "--policy=best-fit:norm=none");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("norm");
    }

    @Test
    void aKubeconfigThatIsNotThereIsAnInputThatFailed() {
        CommandRun run = CommandRun.of(
                "extender", "serve", "--kubeconfig", folder.resolve("none").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(run.err()).contains("of --kubeconfig must be readable").contains("Maybe");
    }

    @Test
    void aConfigurationThatIsWrongIsBadInput() throws IOException {
        Path config = Files.writeString(
                folder.resolve("config.yaml"),
                "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\nprofile: []\n");
        CommandRun run = CommandRun.of("extender", "serve", "--config", config.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("profile");
    }

    @Test
    void questionsNeedAToken() throws IOException {
        CommandRun without = CommandRun.of("extender", "serve", "--admin=127.0.0.1:0");
        assertThat(without.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(without.err()).contains("--admin must come with --admin-token", "Maybe");
        Path token = Files.writeString(folder.resolve("token"), "short\n");
        CommandRun tooShort = CommandRun.of("extender", "serve", "--admin=127.0.0.1:0", "--admin-token=" + token);
        assertThat(tooShort.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(tooShort.err()).contains("at least 16 characters", "Maybe").doesNotContain("short\n");
    }

    @Test
    void theGroupSaysWhatThereIs() {
        assertThat(CommandRun.of("extender").out()).contains("serve").contains("Examples:");
    }

    @Test
    void settingsSayEverythingThatOptionsSayAndAreCheckedAsAWhole() throws IOException {
        Path settings = Files.writeString(
                folder.resolve("extender.yaml"),
                "apiVersion: plimsoll.io/v1\nkind: ExtenderConfiguration\nmode: pick\nhold: soon\n");
        CommandRun wrong = CommandRun.of("extender", "serve", "--settings", settings.toString());
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(wrong.err())
                .contains("extender.yaml:3: The mode (pick)")
                .contains("extender.yaml:4: The hold (soon)");
        CommandRun both = CommandRun.of("extender", "serve", "--mode=pick-one", "--settings", settings.toString());
        assertThat(both.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(both.err()).contains("The option (--mode) must not be given together with --settings");
    }
}
