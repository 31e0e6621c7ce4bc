package io.plimsoll.extender.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.plimsoll.extender.FakeApiServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterListsTest {

    private static String object(String kind, String name, String more) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"" + kind + "\",\"metadata\":{\"name\":\"" + name
                + "\",\"resourceVersion\":\"%s\",\"annotations\":{\"a\":\"must-not-appear\"}}" + more + "}";
    }

    @Test
    void everythingIsListedOnceAndTrimmedWhateverTheNumberOfPages() throws Exception {
        try (FakeApiServer api = new FakeApiServer();
                KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(api.config()).build()) {
            for (int i = 0; i < 1_201; i++) {
                api.put("nodes", "n%04d".formatted(i), object("Node", "n%04d".formatted(i), ""));
            }
            api.put(
                    "pods",
                    "p",
                    object(
                            "Pod",
                            "p",
                            ",\"spec\":{\"containers\":[{\"name\":\"c\",\"env\":[{\"name\":\"E\","
                                    + "\"value\":\"must-not-appear\"}]}]}"));
            List<String> found = new ArrayList<>();
            new ClusterLists(client).visit(new ClusterLists.Visitor() {
                @Override
                public void object(String kind, HasMetadata object) {
                    found.add(kind + "/" + object.getMetadata().getName());
                    assertThat(object.toString()).doesNotContain("must-not-appear");
                }

                @Override
                public void hidden(String kind, String why) {
                    throw new AssertionError(kind + " " + why);
                }
            });
            assertThat(found).hasSize(1_202).doesNotHaveDuplicates().contains("nodes/n1200", "pods/p");
            assertThat(api.requests())
                    .filteredOn(request -> request.contains("/nodes?"))
                    .hasSize(3);
        }
    }

    @Test
    void aClusterThatDoesNotAnswerIsAnError() throws Exception {
        try (FakeApiServer api = new FakeApiServer();
                KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(api.config()).build()) {
            api.setBroken(true);
            ClusterLists lists = new ClusterLists(client);
            assertThatThrownBy(() -> lists.visit(new ClusterLists.Visitor() {
                        @Override
                        public void object(String kind, HasMetadata object) {}

                        @Override
                        public void hidden(String kind, String why) {}
                    }))
                    .isInstanceOf(KubernetesClientException.class);
        }
    }
}
