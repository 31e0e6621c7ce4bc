package io.plimsoll.extender.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.core.model.PodGroup;
import io.plimsoll.extender.FakeApiServer;
import io.plimsoll.extender.Services;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.wire.DeviceNames;
import io.plimsoll.extender.wire.GroupNames;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PodGroupWatchTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Queue<ClusterEvent> told = new ConcurrentLinkedQueue<>();

    @Test
    void groupsAreToldAsTheirObjectsChange() throws Exception {
        try (FakeApiServer api = new FakeApiServer();
                KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(api.config()).build();
                ClusterWatch watch = watch(client)) {
            group(api, "train", "\"minMember\":3,\"scheduleTimeoutSeconds\":10,\"later\":1");
            watch.start();
            Services.await(() -> wasTold(new PodGroup("default/train", 3, 10_000)), PATIENCE);
            Services.await(watch::synced, PATIENCE);
            group(api, "train", "\"minMember\":2");
            Services.await(() -> wasTold(new PodGroup("default/train", 2, 0)), PATIENCE);
            group(api, "train", "\"minMember\":0");
            Services.await(() -> wasTold(), PATIENCE);
            group(api, "train", "\"minMember\":1");
            Services.await(() -> wasTold(new PodGroup("default/train", 1, 0)), PATIENCE);
            api.remove("podgroups", "train");
            Services.await(() -> wasTold(), PATIENCE);
        }
    }

    @Test
    void anApiServerWithoutTheKindHasNoGroups() throws Exception {
        try (FakeApiServer api = new FakeApiServer();
                KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(api.config()).build();
                ClusterWatch watch = watch(client)) {
            api.setUnknown("podgroups", true);
            watch.start();
            Services.await(watch::synced, PATIENCE);
            Services.await(() -> wasTold(), PATIENCE);
            assertThat(api.requests().stream().filter(uri -> uri.contains("/podgroups")))
                    .as("it is not asked again and again")
                    .containsExactly(
                            "/apis/scheduling.x-k8s.io/v1alpha1/podgroups?limit=500");
        }
    }

    /** Whether these groups were told newest. */
    private boolean wasTold(PodGroup... groups) {
        @Nullable List<PodGroup> newest = null;
        for (ClusterEvent event : told) {
            newest = event instanceof ClusterEvent.ObjectsSeen seen ? seen.groups() : newest;
        }
        return List.of(groups).equals(newest);
    }

    private ClusterWatch watch(KubernetesClient client) {
        return new ClusterWatch(client, DeviceNames.DEFAULT, GroupNames.DEFAULT, false, told::add);
    }

    private static void group(FakeApiServer api, String name, String spec) {
        api.put(
                "podgroups",
                name,
                "{\"apiVersion\":\"scheduling.x-k8s.io/v1alpha1\",\"kind\":\"PodGroup\",\"metadata\":{\"name\":\"" + name
                        + "\",\"namespace\":\"default\",\"resourceVersion\":\"%s\"},\"spec\":{" + spec
                        + "},\"status\":{\"phase\":\"Pending\"}}");
    }
}
