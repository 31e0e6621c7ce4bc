package io.plimsoll.planner.size;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.input.ObjectReader;
import io.plimsoll.planner.catalogue.Catalogue;
import io.plimsoll.planner.catalogue.CatalogueReader;
import io.plimsoll.planner.cluster.GrowingCluster;
import io.plimsoll.planner.cluster.KubernetesRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Questions for tests, from texts. */
final class Workload {

    private Workload() {}

    static Manifests objects(String yaml) throws IOException, InputException {
        ObjectReader reader = new ObjectReader(Problems.strict());
        reader.read("test.yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
        return reader.finish();
    }

    static Catalogue catalogue(Path folder, String csv) throws IOException, InputException {
        return CatalogueReader.read(List.of(Files.writeString(folder.resolve("catalogue.csv"), csv)));
    }

    static SizeQuestion question(Manifests objects, Catalogue catalogue) {
        return new SizeQuestion(
                GrowingCluster.of("test", objects, SchedulerConfig.byDefault(), null),
                KubernetesRules.of(SchedulerConfig.byDefault()),
                catalogue,
                0,
                0,
                Integer.MAX_VALUE,
                false,
                false,
                Set.of(),
                7,
                500_000);
    }

    /** A deployment with something more in its pods' spec, as YAML in flow style that ends in a comma, or nothing. */
    static String deployment(String name, int replicas, String cpu, String memory, String more) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, namespace: test}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec: {%5$s containers: [{name: c, image: "i:1", resources: {requests: {cpu: %3$s, memory: %4$s}}}]}
                """.formatted(name, replicas, cpu, memory, more);
    }
}
