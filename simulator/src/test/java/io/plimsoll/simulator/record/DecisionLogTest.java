package io.plimsoll.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionLogTest {

    private static final List<String> REASONS =
            List.of("Insufficient cpu", "Insufficient memory", "node(s) were unschedulable");

    @TempDir
    Path folder;

    @Test
    void everyDecisionIsOneLine() throws IOException {
        try (OutputFolder output = OutputFolder.open(folder);
                DecisionLog log = DecisionLog.begin(output)) {
            log.bound(0, "pod-1", "node-7", 0b1000_0101);
            log.bound(10, "pod-2", "node-7", 0);
            log.unschedulable(1_500, "pod-3", REASONS, new int[] {3, 0, 1});
            log.dropped(Long.MAX_VALUE, "pod-4", REASONS, new int[] {0, 4, 0});
            log.evicted(9_000, "pod-1", "node-7");
            assertThat(log.lines()).isEqualTo(5);
            log.complete();
        }
        assertThat(text()).isEqualTo("""
                        sequence,timeMillis,pod,decision,node,devices,reasons
                        1,0,pod-1,bound,node-7,0;2;7,
                        2,10,pod-2,bound,node-7,,
                        3,1500,pod-3,unschedulable,,,3 Insufficient cpu; 1 node(s) were unschedulable
                        4,9223372036854775807,pod-4,dropped,,,4 Insufficient memory
                        5,9000,pod-1,evicted,node-7,,
                        """);
    }

    @Test
    void fieldsThatNeedItAreQuoted() throws IOException {
        try (OutputFolder output = OutputFolder.open(folder);
                DecisionLog log = DecisionLog.begin(output)) {
            log.bound(1, "a,b", "say \"hi\"", 1L << 63);
            log.unschedulable(2, "z\u00fcrich\n", List.of("taint {a: \"b\", c}", "plain"), new int[] {1, 2});
            log.evicted(3, "\"\u00e9\"\ud83d\ude00,", "n");
            log.complete();
        }
        assertThat(text()).isEqualTo("""
                        sequence,timeMillis,pod,decision,node,devices,reasons
                        1,1,"a,b",bound,"say ""hi""\",63,
                        2,2,"z\u00fcrich
                        ",unschedulable,,,"1 taint {a: ""b"", c}; 2 plain"
                        3,3,"\""\u00e9""\ud83d\ude00,",evicted,n,,
                        """);
    }

    @Test
    void linesLongerThanTheBufferAreWhole() throws IOException {
        String name = "x".repeat(200_000);
        try (OutputFolder output = OutputFolder.open(folder);
                DecisionLog log = DecisionLog.begin(output)) {
            for (int i = 0; i < 20_000; i++) {
                log.bound(i, "pod-" + i, "node", 1);
            }
            log.bound(5, name, name, 0);
            log.complete();
        }
        List<String> lines = text().lines().toList();
        assertThat(lines).hasSize(20_002);
        for (int i = 0; i < 20_000; i++) {
            assertThat(lines.get(i + 1)).isEqualTo((i + 1) + "," + i + ",pod-" + i + ",bound,node,0,");
        }
        assertThat(lines.get(20_001)).isEqualTo("20001,5," + name + ",bound," + name + ",,");
    }

    @Test
    void aLogThatWasNotCompletedLeavesNothing() throws IOException {
        try (OutputFolder output = OutputFolder.open(folder);
                DecisionLog log = DecisionLog.begin(output)) {
            log.bound(0, "pod", "node", 0);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private String text() throws IOException {
        return Files.readString(folder.resolve(DecisionLog.FILE), StandardCharsets.UTF_8);
    }
}
