package io.plimsoll.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.plimsoll.core.input.Problems;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.input.ObjectReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ObjectYamlTest {

    @Test
    void whatIsWrittenIsReadAgainAlsoWhereATextLooksLikeSomethingElse() throws Exception {
        Map<String, String> labels = new TreeMap<>();
        for (String text : List.of(
                "True",
                "true",
                "yes",
                "No",
                "ON",
                "off",
                "y",
                "N",
                "null",
                "~",
                "",
                "0777",
                "1e3",
                "0x1f",
                "1_000",
                "-5",
                ".5",
                "+3",
                "12:30",
                "2026-01-01",
                "a b",
                "a: b",
                "# no",
                "'",
                "\"",
                "- x",
                "{x}",
                "*x",
                "&x",
                "!x",
                "%x",
                "a\nb")) {
            labels.put("label-" + labels.size(), text);
        }
        Node node = new NodeBuilder()
                .withNewMetadata()
                .withName("n1")
                .withAnnotations(labels)
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();

        String yaml = new ObjectYaml().document(node);
        Manifests read =
                new ObjectReader(Problems.strict()).read("n.yaml", yaml).finish();

        List<Node> nodes = read.nodes();
        assertThat(nodes).hasSize(1);
        HasMetadata again = nodes.get(0);
        assertThat(again.getMetadata().getAnnotations()).isEqualTo(labels);
        assertThat(nodes.get(0).getStatus().getConditions().get(0).getStatus()).isEqualTo("True");
    }
}
