package io.plimsoll.extender.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.extender.Seeds;
import io.plimsoll.extender.live.LiveCluster.Overdue;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.BindRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small world in which everything comes at random times: a kube-scheduler that asks, binds or gives up, an API server whose watch lags
 * behind, TTLs that end, and a service that is killed and started again. In mode pick-one no node and no device is ever given to more pods
 * than it can hold: counting those that are bound in truth, and those that could still be because the answer is younger than the TTL.
 */
class LedgerModelTest {

    private static final int STEPS = 1_200;
    private static final int NODES = 5;
    private static final int DEVICES = 2;
    private static final long CPU = 1_000;
    private static final String MILLI = "alibabacloud.com/gpu-milli";

    @TempDir
    private Path folder;

    @Test
    void spaceIsNeverGivenTwice() throws Exception {
        int bound = 0;
        int kills = 0;
        int refusals = 0;
        for (long seed : Seeds.some(12)) {
            World world = new World(seed, folder.resolve("journal-" + seed));
            world.run();
            bound += world.bound;
            kills += world.kills;
            refusals += world.refusals;
        }
        assertThat(bound).as("bindings").isGreaterThan(200);
        assertThat(kills).as("kills").isGreaterThan(100);
        assertThat(refusals).as("refusals").isGreaterThan(200);
    }

    /** A pod in truth. */
    private static final class Pod {

        private final String uid;
        private final long cpu;
        private final int milli;
        private @Nullable String node;
        private long devices;
        /** What the service answered, and kube-scheduler may still bind; and until when. */
        private @Nullable String answered;

        private long answeredDevices;
        private long until;

        Pod(String uid, long cpu, int milli) {
            this.uid = uid;
            this.cpu = cpu;
            this.milli = milli;
        }

        PodSpec spec() {
            PodSpec spec = Ask.podSpec(uid, cpu);
            return milli == 0 ? spec : spec.withDevices(DeviceRequest.share(milli, Set.of()));
        }

        String json() {
            String plain = Ask.pod(uid, "default-scheduler", cpu, "");
            return milli == 0 ? plain : plain.replace("\"cpu\":", "\"" + MILLI + "\":\"" + milli + "\",\"cpu\":");
        }

        AskedPod asked() {
            return new AskedPod(uid, "default-scheduler", spec(), null);
        }
    }

    private static final class World {

        private final long seed;
        private final Random random;
        private final Path file;
        private final Map<String, Pod> pods = new LinkedHashMap<>();
        private final Deque<ClusterEvent> watch = new ArrayDeque<>();
        private Ask service;
        private long now;
        private int made;
        private int bound;
        private int kills;
        private int refusals;

        World(long seed, Path file) throws IOException {
            this.seed = seed;
            this.random = new Random(seed);
            this.file = file;
            this.service = start();
        }

        void run() throws Exception {
            for (int step = 0; step < STEPS; step++) {
                now += random.nextInt(40);
                service.now = now;
                step();
                check("step " + step + ", " + Seeds.hint(seed));
            }
            // In the end everything is told: the ledger must be what is true.
            deliver(watch.size());
            for (Pod pod : pods.values()) {
                if (pod.node != null) {
                    int slot = service.live.cluster().nodes().find(pod.node);
                    assertThat(service.live.slot(pod.uid))
                            .as(pod.uid + ", " + Seeds.hint(seed))
                            .isEqualTo(slot);
                    assertThat(service.live.devices(pod.uid)).isEqualTo(pod.devices);
                }
            }
            assertThat(service.live.lateBindings()).as(Seeds.hint(seed)).isZero();
        }

        private void step() throws Exception {
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> create();
                case 3, 4, 5, 6 -> ask();
                case 7, 8 -> bind();
                case 9 -> any(pod -> pod.answered = null);
                case 10, 11 -> delete();
                case 12, 13 -> deliver(random.nextInt(6));
                case 14 -> ttl();
                default -> {
                    if (random.nextInt(4) == 0) {
                        kill();
                    }
                }
            }
        }

        private interface Change {
            void on(Pod pod) throws Exception;
        }

        private void any(Change change) throws Exception {
            if (!pods.isEmpty()) {
                List<Pod> all = new ArrayList<>(pods.values());
                change.on(all.get(random.nextInt(all.size())));
            }
        }

        private void create() {
            String uid = "u" + made++;
            int milli = random.nextInt(2) == 0 ? 0 : 100 * (1 + random.nextInt(9));
            pods.put(uid, new Pod(uid, 50L * (1 + random.nextInt(8)), milli));
            watch.add(new ClusterEvent.PodWaits(uid));
        }

        /** kube-scheduler asks about a pod that waits; what was answered before it does not use any more. */
        private void ask() throws Exception {
            any(pod -> {
                if (pod.node != null) {
                    return;
                }
                pod.answered = null;
                String[] names = new String[NODES];
                for (int i = 0; i < NODES; i++) {
                    names[i] = "n" + i;
                }
                List<String> answer = Ask.names(service.filter(pod.json(), names));
                assertThat(answer.size()).isLessThan(2);
                refusals += answer.isEmpty() ? 1 : 0;
                if (!answer.isEmpty()) {
                    pod.answered = answer.get(0);
                    pod.answeredDevices = service.live.devices(pod.uid);
                    pod.until = now + Ask.HOLD;
                }
            });
        }

        /** The binding reaches the API server while the answer is young enough; pods with devices are bound by the service. */
        private void bind() throws Exception {
            any(pod -> {
                @Nullable String node = pod.answered;
                if (node == null || pod.node != null || now >= pod.until) {
                    return;
                }
                long devices = 0;
                if (pod.milli > 0) {
                    BindRequest request = new BindRequest(pod.uid, "default", pod.uid, node);
                    BindVerdict verdict = service.answers.checkBinding(request, null);
                    if (verdict instanceof BindVerdict.Unknown) {
                        verdict = service.answers.checkBinding(request, pod.asked());
                    }
                    if (verdict instanceof BindVerdict.Refused) {
                        // Only because of a pod of which nothing but its end has not been told yet; kube-scheduler
                        // tries again.
                        assertThat(isStale(node))
                                .as(pod.uid + ", " + Seeds.hint(seed))
                                .isTrue();
                        pod.answered = null;
                        return;
                    }
                    assertThat(verdict).as(pod.uid + ", " + Seeds.hint(seed)).isInstanceOf(BindVerdict.Free.class);
                    devices = ((BindVerdict.Free) verdict).devices();
                }
                pod.node = node;
                pod.devices = devices;
                bound++;
                watch.add(event(pod, node));
            });
        }

        /** Whether the service still has a pod on the node that is gone. */
        private boolean isStale(String node) {
            int slot = service.live.cluster().nodes().find(node);
            return watch.stream()
                    .anyMatch(event ->
                            event instanceof ClusterEvent.PodGone gone && service.live.slot(gone.uid()) == slot);
        }

        private static ClusterEvent event(Pod pod, String node) {
            return new ClusterEvent.PodOnNode(pod.uid, pod.spec(), node, 0, pod.devices);
        }

        private void delete() throws Exception {
            any(pod -> {
                pods.remove(pod.uid);
                watch.add(new ClusterEvent.PodGone(pod.uid));
            });
        }

        private void deliver(int count) {
            for (int i = 0; i < count && !watch.isEmpty(); i++) {
                service.answers.apply(watch.remove());
            }
        }

        /** As the service does it: the API server itself is asked before anything is given back, if it answers. */
        private void ttl() {
            for (Overdue overdue : service.live.overdue(now)) {
                @Nullable Pod pod = pods.get(overdue.uid());
                if (random.nextInt(4) == 0) {
                    service.live.extend(overdue.uid(), now + Ask.HOLD);
                } else if (pod != null && pod.node != null) {
                    service.answers.apply(event(pod, pod.node));
                } else {
                    service.answers.release(overdue.uid());
                }
            }
        }

        private void kill() throws IOException {
            kills++;
            if (random.nextBoolean()) {
                Files.writeString(file, "{\"hold\":\"torn", StandardOpenOption.APPEND);
            }
            service = start();
        }

        /** Lists everything as it is in truth, and asks about every hold of the journal. */
        private Ask start() throws IOException {
            HoldJournal journal = HoldJournal.open(file);
            List<HoldJournal.Hold> holds = journal.holds();
            Ask fresh = new Ask(Mode.PICK_ONE, true, "best-fit", journal);
            fresh.now = now;
            for (int i = 0; i < NODES; i++) {
                fresh.live.apply(new ClusterEvent.NodeSeen(
                        Ask.nodeSpec("n" + i, CPU).withDevices(Collections.nCopies(DEVICES, DeviceSpec.whole("gpu")))));
            }
            watch.clear();
            fresh.answers.apply(new ClusterEvent.PodsListing());
            for (Pod pod : pods.values()) {
                @Nullable String node = pod.node;
                fresh.answers.apply(node == null ? new ClusterEvent.PodWaits(pod.uid) : event(pod, node));
            }
            fresh.answers.apply(new ClusterEvent.PodsListed());
            for (HoldJournal.Hold hold : holds) {
                @Nullable Pod pod = pods.get(hold.uid());
                if (pod == null || pod.node != null || !fresh.live.restoreHold(hold, pod.spec(), now + Ask.HOLD)) {
                    journal.ended(hold.uid());
                }
            }
            return fresh;
        }

        private void check(String where) {
            for (int i = 0; i < NODES; i++) {
                String name = "n" + i;
                long cpu = 0;
                int[] milli = new int[DEVICES];
                for (Pod pod : pods.values()) {
                    boolean mayCome = pod.node == null && name.equals(pod.answered) && now < pod.until;
                    if (name.equals(pod.node) || mayCome) {
                        cpu += pod.cpu;
                        long devices = pod.node == null ? pod.answeredDevices : pod.devices;
                        assertThat(Long.bitCount(devices)).as(where).isEqualTo(pod.milli > 0 ? 1 : 0);
                        if (devices != 0) {
                            milli[Long.numberOfTrailingZeros(devices)] += pod.milli;
                        }
                    }
                }
                assertThat(cpu).as(name + ", " + where).isLessThanOrEqualTo(CPU);
                for (int sum : milli) {
                    assertThat(sum).as(name + ", " + where).isLessThanOrEqualTo(DeviceSpec.WHOLE);
                }
            }
        }
    }
}
