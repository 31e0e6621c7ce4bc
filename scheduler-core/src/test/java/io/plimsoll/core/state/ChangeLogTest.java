package io.plimsoll.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeLogTest {

    @Test
    void emptyLogBeginsWhereItEnds() {
        ChangeLog log = new ChangeLog(4);
        assertThat(log.begin()).isZero();
        assertThat(log.end()).isZero();
    }

    @Test
    void oldestEntriesAreOverwrittenAndPositionsGoOn() {
        ChangeLog log = new ChangeLog(4);
        for (int change = 0; change < 11; change++) {
            assertThat(log.append(100 + change)).isEqualTo(change);
        }
        assertThat(log.end()).isEqualTo(11);
        assertThat(log.begin()).isEqualTo(7);
        for (long position = log.begin(); position < log.end(); position++) {
            assertThat(log.node(position)).isEqualTo(100 + (int) position);
        }
    }

    @Test
    void everyChangeOfAClusterIsInItOnce() {
        Cluster cluster = ClusterScenes.cluster(2);
        long before = cluster.changeLog().end();
        int pod = ClusterScenes.pod(cluster, "p", 100);
        assertThat(cluster.changeLog().end()).isEqualTo(before);
        cluster.bind(pod, 1, 0);
        cluster.setUnschedulable(0, true);
        cluster.unbind(pod);
        cluster.removeNode(1);
        ChangeLog log = cluster.changeLog();
        assertThat(log.end()).isEqualTo(before + 4);
        assertThat(new int[] {log.node(before), log.node(before + 1), log.node(before + 2), log.node(before + 3)})
                .containsExactly(1, 0, 1, 1);
    }
}
