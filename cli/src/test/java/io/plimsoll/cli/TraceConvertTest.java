package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trace convert} and {@code trace slice}. */
class TraceConvertTest {

    private static final String TRACE = """
            time,event,name,cpu,memory,duration,owner
            ,node,n1,8,32Gi,,
            0,pod,a,1,1Gi,1h,web
            10m,pod,b,2,1Gi,10m,web
            30m,pod,c,1,1Gi,,db
            40m,node-added,n2,8,32Gi,,
            50m,pod,d,1,1Gi,5m,
            """;

    @TempDir
    private Path temp;

    @Test
    void aRecordedTraceShouldBeReplayedTheSameInEveryFormat() throws IOException {
        SmallTrace recorded = SmallTrace.in(temp.resolve("openb"));
        Path first = temp.resolve("a.plimsoll");
        Path csv = temp.resolve("b.csv.gz");
        Path last = temp.resolve("c.plimsoll");
        convert(recorded.folder(), first);
        convert(first, csv);
        convert(csv, last);

        Path[] traces = {recorded.folder(), first, csv, last};
        for (int i = 0; i < traces.length; i++) {
            CommandRun run = CommandRun.of("simulate", "--trace=" + traces[i], "--output=" + temp.resolve("run" + i));
            assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
            assertThat(temp.resolve("run" + i + "/decisions.csv"))
                    .hasSameBinaryContentAs(temp.resolve("run0/decisions.csv"));
        }
        CommandRun info = CommandRun.of("trace", "info", "--trace=" + last);
        assertThat(info.out())
                .startsWith("Trace openb-default (openb): 4 pods of 4 classes")
                .contains("Read from c.plimsoll (", "Read from b.csv.gz (", "Read from a.plimsoll (")
                .contains("Read from openb_node_list_gpu_node.csv (", "Read from openb_pod_list_default.csv (");
    }

    @Test
    void aPartShouldBeginAtZeroWithWhatRunsThen() throws IOException {
        Path part = temp.resolve("part.csv");
        CommandRun run = slice(part, "--from=15m", "--to=50m");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).matches("Wrote 4 events to .*part\\.csv\\R");
        assertThat(events(part))
                .containsExactly("0,pod,a,2700,web,", "0,pod,b,300,web,", "900,pod,c,,db,", "1500,node-added,n2,,,");

        slice(part, "--from=15m", "--running=whole", "--keep-times", "--first=3");
        assertThat(events(part)).containsExactly("900,pod,a,3600,web,", "900,pod,b,600,web,", "1800,pod,c,,db,");

        slice(part, "--from=15m", "--running=drop");
        assertThat(events(part)).containsExactly("900,pod,c,,db,", "1500,node-added,n2,,,", "2100,pod,d,300,,");

        slice(part, "--sample=0.000001");
        assertThat(events(part)).containsExactly("2400,node-added,n2,,,");
    }

    @Test
    void aPathThatDoesNotExistShouldBeToldSo() {
        for (String[] command : new String[][] {
            {"simulate", "--trace=/nonexistent/trace"},
            {"simulate", "--trace=/nonexistent/trace", "--format=openb"},
            {"trace", "info", "--trace=/nonexistent/trace"},
            {"trace", "convert", "/nonexistent/trace", temp.resolve("x").toString()},
            {"trace", "slice", "/nonexistent/trace", temp.resolve("x").toString()}
        }) {
            CommandRun run = CommandRun.of(command);
            assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.err()).startsWith("The trace (/nonexistent/trace) must exist.\nMaybe the path is mistyped");
        }
        CommandRun empty = CommandRun.of("simulate", "--trace=" + temp);
        assertThat(empty.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(empty.err())
                .contains("must be in a format that is known: openb")
                .contains("the folder above");
    }

    @Test
    void wrongPartsShouldBeRefused() throws IOException {
        Path part = temp.resolve("part.csv");
        assertRefused(slice(part, "--from=2h", "--to=1h"), ExitCode.USAGE, "must be after its beginning");
        assertRefused(slice(part, "--from=90"), ExitCode.USAGE, "The time (90) must be numbers with units");
        assertRefused(slice(part, "--sample=10"), ExitCode.USAGE, "a percentage was meant");
        assertRefused(slice(part, "--first=0"), ExitCode.USAGE, "must be above 0");
        assertRefused(slice(part, "--running=stop"), ExitCode.USAGE, "must be one of remaining, whole, drop");
        Path timeless = temp.resolve("timeless.csv");
        Files.writeString(
                timeless, "time,event,name,cpu,memory,extra\n0,pod,p,1,1,\n,trace,t,,,\"{\"\"times\"\":false}\"\n");
        CommandRun cut = CommandRun.of("trace", "slice", timeless.toString(), part.toString(), "--to=1h");
        assertRefused(cut, ExitCode.BAD_INPUT, "The trace (t) must have times to be cut at them.");
        assertThat(part).doesNotExist();
    }

    @Test
    void brokenTracesShouldNotBeConverted() throws IOException {
        Path broken = temp.resolve("broken.csv");
        Files.writeString(broken, TRACE + "1h,pod,e,many,1Gi,,\n");
        Path output = temp.resolve("out.plimsoll");
        CommandRun strict = CommandRun.of("trace", "convert", broken.toString(), output.toString());
        assertRefused(strict, ExitCode.BAD_INPUT, "broken.csv:8: The cpu (many) of pod (e) must be a quantity");
        assertThat(output).doesNotExist();
        CommandRun lenient = CommandRun.of("trace", "convert", broken.toString(), output.toString(), "--lenient");
        assertThat(lenient.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(lenient.err()).startsWith("Skipped 1 rows that break a rule");
        assertThat(output).exists();

        CommandRun nowhere = CommandRun.of(
                "trace", "convert", output.toString(), temp.resolve("no/x.csv").toString());
        assertRefused(nowhere, ExitCode.IO, "must be writable");
        Files.writeString(broken, "time,event,name,cpu,memory\n0,pod," + "\uD83D\uDE80".repeat(100) + ",1,1\n");
        CommandRun info = CommandRun.of("trace", "info", "--trace=" + broken);
        assertThat(info.exitCode()).as(info.err()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void infoShouldSayWhatIsAskedForWhen() throws IOException {
        Path trace = Files.writeString(temp.resolve("t.csv"), TRACE);
        CommandRun info = CommandRun.of("trace", "info", "--trace=" + trace);
        assertThat(info.exitCode()).as(info.err()).isEqualTo(ExitCode.DONE);
        assertThat(info.out())
                .contains("4 pods of 2 classes and 2 owners, 1 node, 1 event of nodes, over 50 min")
                .containsPattern("3 pods +75\\.0 %  cpu 1, memory 1 GiB")
                .containsPattern("cpu +requested: mean \\d+\\.\\d %, peak 37\\.5 %")
                .containsPattern("Requested at +cpu +memory +pods")
                .containsPattern("  50 min +18\\.8 % +")
                .contains("Lifetimes: half up to", "Arrivals by hour: 4 0 0");
        Files.writeString(
                trace, TRACE.lines().filter(line -> !line.contains("node")).reduce("", (a, b) -> a + b + "\n"));
        assertThat(CommandRun.of("trace", "info", "--trace=" + trace).out())
                .containsPattern("cpu +requested: mean [\\d.]+, peak 3 .*, and no capacity");
    }

    private void assertRefused(CommandRun run, int exitCode, String message) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.err()).contains(message).contains("Maybe ");
    }

    private void convert(Path input, Path output) {
        CommandRun run = CommandRun.of("trace", "convert", input.toString(), output.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).isEqualToNormalizingNewlines("Wrote 4 events to " + output + "\n");
    }

    private CommandRun slice(Path output, String... options) throws IOException {
        Path trace = Files.writeString(temp.resolve("trace.csv"), TRACE);
        String[] command = new String[options.length + 4];
        command[0] = "trace";
        command[1] = "slice";
        command[2] = trace.toString();
        command[3] = output.toString();
        System.arraycopy(options, 0, command, 4, options.length);
        return CommandRun.of(command);
    }

    /** The first columns of the rows of events. */
    private static String[] events(Path csv) throws IOException {
        return Files.readAllLines(csv).stream()
                .filter(line -> Character.isDigit(line.charAt(0)))
                .map(line -> line.replaceFirst("^((?:[^,]*,){5}).*", "$1"))
                .toArray(String[]::new);
    }
}
