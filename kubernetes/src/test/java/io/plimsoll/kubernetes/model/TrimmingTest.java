package io.plimsoll.kubernetes.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TrimmingTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String POD = """
            {"metadata":{"name":"p","namespace":"shop","uid":"u","labels":{"app":"web"},"managedFields":[{"manager":"secret"}],
              "annotations":{"note":"secret","own/index":"0-1","volume.kubernetes.io/selected-node":"n"}},
             "spec":{"nodeName":"n","priority":7,"serviceAccountName":"secret","hostNetwork":true,
              "initContainers":[{"name":"side","image":"i:1","restartPolicy":"Always","env":[{"name":"A","value":"secret"}],
                "resources":{"requests":{"cpu":"100m"}}}],
              "containers":[{"name":"c","image":"i","command":["secret"],"args":["secret"],"env":[{"name":"A","value":"secret"}],
                "envFrom":[{"secretRef":{"name":"secret"}}],"ports":[{"containerPort":80}],
                "livenessProbe":{"httpGet":{"path":"/secret","port":80}},
                "resources":{"requests":{"cpu":"500m","memory":"1Gi"},"limits":{"memory":"2Gi"}}}],
              "tolerations":[{"key":"k","operator":"Exists"}],
              "volumes":[{"name":"v","persistentVolumeClaim":{"claimName":"data"}},{"name":"s","secret":{"secretName":"secret"}}]},
             "status":{"phase":"Running","startTime":"2026-01-01T00:00:00Z","podIP":"10.0.0.1","message":"secret",
              "conditions":[{"type":"PodResizePending","status":"True","reason":"Infeasible","message":"secret"}],
              "containerStatuses":[{"name":"c","image":"i","imageID":"secret","ready":true,"restartCount":1,"started":true,
                "resources":{"requests":{"cpu":"600m","memory":"1Gi"}},"allocatedResources":{"cpu":"600m"}}]}}""";

    @Test
    void whatStaysIsConvertedToTheSame() {
        Pod whole = MAPPER.readValue(POD, Pod.class);
        Pod trimmed = Trimming.trim(MAPPER.readValue(POD, Pod.class), "own/index");
        assertThat(PodConverter.bound(trimmed)).isEqualTo(PodConverter.bound(whole));
        assertThat(PodConverter.waiting(trimmed)).isEqualTo(PodConverter.waiting(whole));
        assertThat(Disruptions.startMillis(trimmed)).isEqualTo(Disruptions.startMillis(whole));
        String json = MAPPER.writeValueAsString(trimmed);
        assertThat(json).doesNotContain("secret", "10.0.0.1").contains("own/index", "selected-node");
        Pod again = MAPPER.readValue(json, Pod.class);
        assertThat(PodConverter.bound(again)).isEqualTo(PodConverter.bound(whole));
        assertThat(MAPPER.writeValueAsString(Trimming.trim(again, "own/index"))).isEqualTo(json);
    }

    @Test
    void templatesOfWorkloadsAreTrimmedToo() {
        Deployment deployment = MAPPER.readValue("""
                {"metadata":{"name":"d"},"spec":{"template":{"metadata":{"annotations":{"a":"secret"}},
                "spec":{"containers":[{"name":"c","env":[{"name":"A","value":"secret"}]}]}}}}""", Deployment.class);
        assertThat(MAPPER.writeValueAsString(Trimming.trim(deployment)))
                .doesNotContain("secret")
                .contains("\"c\"");
    }
}
