package io.plimsoll.extender.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.extender.Seeds;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Decisions before and after a renewal are compared by replaying recordings, too: there a churn renews its cluster again and again. */
class RenewalTest {

    private static final String[] NODES = {"a", "b", "c", "d", "e", "f"};

    private static Ask ask(String policy) {
        Ask ask = new Ask(Mode.PICK_ONE, true, policy);
        for (String node : NODES) {
            ask.node(node, 4_000);
        }
        return ask;
    }

    private static void renew(Ask ask, String policy) {
        ask.answers.renew(Profiles.of(SchedulerConfig.byDefault(), policy, Map.of()));
    }

    private static PodSpec spec(String name, long cpu, String job) {
        return Ask.podSpec(name, cpu).withLabels(new TreeMap<>(Map.of("app", "web", "job", job)));
    }

    private static String pod(String name, long cpu, String job) {
        return Ask.pod(name, "default-scheduler", cpu, "")
                .replace(
                        "\"creationTimestamp\":null",
                        "\"labels\":{\"app\":\"web\",\"job\":\"" + job + "\"},\"creationTimestamp\":null");
    }

    /** Two services see the same, and one of them forgets what has been now and then: both answer alike, to the byte. */
    @Test
    void aRenewedClusterDecidesAsTheOneBefore() throws Exception {
        for (String policy : new String[] {"best-fit", "next-fit", "random", "fgd", "kube-scheduler"}) {
            for (long seed : Seeds.some(3)) {
                Random random = new Random(seed);
                Ask one = ask(policy);
                Ask other = ask(policy);
                List<String> bound = new ArrayList<>();
                int renewals = 0;
                for (int step = 0; step < 400; step++) {
                    String name = "p" + step;
                    long cpu = 100L * (1 + random.nextInt(12));
                    String body = pod(name, cpu, "j" + step / 3);
                    String answer = one.filter(body, NODES).toString();
                    assertThat(other.filter(body, NODES).toString())
                            .as(policy + ", " + Seeds.hint(seed))
                            .isEqualTo(answer);
                    int slot = one.live.slot(name);
                    if (slot >= 0 && random.nextInt(4) > 0) {
                        ClusterEvent seen =
                                new ClusterEvent.PodOnNode(name, spec(name, cpu, "j" + step / 3), NODES[slot]);
                        one.answers.apply(seen);
                        other.answers.apply(seen);
                        bound.add(name);
                    }
                    if (bound.size() > 15) {
                        ClusterEvent gone = new ClusterEvent.PodGone(bound.remove(random.nextInt(bound.size())));
                        one.answers.apply(gone);
                        other.answers.apply(gone);
                    }
                    if (random.nextInt(20) == 0) {
                        renew(other, policy);
                        renewals++;
                    }
                }
                assertThat(renewals).as(Seeds.hint(seed)).isPositive();
                assertThat(other.live.cluster().kindsSeen())
                        .as(policy + ", " + Seeds.hint(seed))
                        .isLessThan(one.live.cluster().kindsSeen());
            }
        }
    }

    /** Each pod is of a job of its own, as in a cluster that runs for months. */
    @Test
    void whatIsRememberedOfThePastIsBounded() throws Exception {
        Ask ask = ask("best-fit");
        int renewals = 0;
        int most = 0;
        for (int i = 0; i < 22_000; i++) {
            String name = "p" + i;
            ask.filter(pod(name, 100, "j" + i), "a", "b");
            ask.answers.apply(new ClusterEvent.PodOnNode(name, spec(name, 100, "j" + i), NODES[ask.live.slot(name)]));
            if (i >= 10) {
                ask.answers.apply(new ClusterEvent.PodGone("p" + (i - 10)));
            }
            most = Math.max(most, ask.live.cluster().kindsSeen());
            if (ask.live.isWorthRenewing()) {
                renew(ask, "best-fit");
                renewals++;
                assertThat(ask.live.residents()).isEqualTo(10);
                assertThat(ask.live.cluster().kindsSeen()).isLessThan(20);
            }
        }
        assertThat(renewals).isEqualTo(2);
        assertThat(most).isLessThan(10_100);
    }
}
