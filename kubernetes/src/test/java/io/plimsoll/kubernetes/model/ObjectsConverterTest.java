package io.plimsoll.kubernetes.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.SelectingObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectsConverterTest {

    @Test
    void namespacesAndServicesThatSelectAreTaken() {
        ClusterObjects objects = ObjectsConverter.convert(List.of(
                Json.read(Namespace.class, "{'metadata': {'name': 'a', 'labels': {'team': 'x'}}}"),
                Json.read(Namespace.class, "{'metadata': {'name': 'b'}}"),
                Json.read(Service.class, "{'metadata': {'name': 's'}, 'spec': {'selector': {'app': 'web'}}}"),
                Json.read(Service.class, "{'metadata': {'name': 'headless', 'namespace': 'a'}, 'spec': {}}"),
                Json.read(ConfigMap.class, "{'metadata': {'name': 'c'}}")));
        assertThat(objects.labelsOfNamespace("a")).isEqualTo(Map.of("team", "x"));
        assertThat(objects.namespaces()).containsOnlyKeys("a", "b");
        assertThat(objects.labelsOfNamespace("unheard")).isEmpty();
        assertThat(objects.selectors())
                .containsExactly(new SelectingObject(
                        SelectingObject.SERVICE, "default", "s", LabelSelector.of(Map.of("app", "web"))));
    }
}
