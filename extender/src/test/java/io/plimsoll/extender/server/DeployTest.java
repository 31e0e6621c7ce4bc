package io.plimsoll.extender.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.extender.FakeApiServer;
import io.plimsoll.extender.Services;
import io.plimsoll.extender.config.Loaded;
import io.plimsoll.extender.config.ServiceConfig;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is deployed is what the service needs, no more and no less. */
class DeployTest {

    private static final Path DEPLOY = Path.of("../deploy");
    private static final Pattern REQUEST =
            Pattern.compile("/(?:api|apis/([^/]+))/v1(?:alpha1)?/(?:namespaces/[^/]+/)?([^?]*).*");

    @TempDir
    private Path folder;

    private static JsonNode kustomization() throws Exception {
        return new YAMLMapper().readTree(Files.readAllBytes(DEPLOY.resolve("kustomization.yaml")));
    }

    private static List<HasMetadata> objects() throws Exception {
        List<HasMetadata> objects = new ArrayList<>();
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            for (JsonNode file : kustomization().get("resources")) {
                try (InputStream in = Files.newInputStream(DEPLOY.resolve(file.asString()))) {
                    objects.addAll(client.load(in).items());
                }
            }
        }
        return objects;
    }

    private static <T> T one(Class<T> type) throws Exception {
        return objects().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyFileIsUsedAndEveryObjectIsOfAKnownKind() throws Exception {
        Set<String> used = new TreeSet<>(Set.of("kustomization.yaml"));
        kustomization().get("resources").forEach(file -> used.add(file.asString()));
        kustomization().at("/configMapGenerator/0/files").forEach(file -> used.add(file.asString()));
        try (Stream<Path> files = Files.list(DEPLOY)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(used);
        }
        assertThat(objects())
                .extracting(HasMetadata::getKind)
                .containsExactly(
                        "Namespace",
                        "ServiceAccount",
                        "ClusterRole",
                        "ClusterRoleBinding",
                        "Deployment",
                        "Service",
                        "NetworkPolicy",
                        "PodDisruptionBudget");
        assertThat(objects())
                .noneMatch(object -> object.getClass().getSimpleName().startsWith("Generic"));
        assertThat(objects()).noneMatch(ConfigMap.class::isInstance);
    }

    @Test
    void theConfigurationsAreRead() throws Exception {
        for (String name : List.of("tls.crt", "tls.key")) {
            Files.writeString(folder.resolve(name), "");
        }
        Files.copy(DEPLOY.resolve("scheduler.yaml"), folder.resolve("scheduler.yaml"));
        Path file = folder.resolve("extender.yaml");
        Files.writeString(
                file, Files.readString(DEPLOY.resolve("extender.yaml")).replace("/etc/plimsoll-tls/", folder + "/"));
        Loaded loaded = ServiceConfig.read(file);
        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.options().answers().mode()).isEqualTo(Mode.PICK_ONE);
        Container container = one(Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
        assertThat(container.getPorts().get(0).getContainerPort())
                .isEqualTo(loaded.options().port());
        assertThat(container.getArgs()).containsExactly("--settings", "/etc/plimsoll/extender.yaml");
        assertThat(container.getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .contains("/etc/plimsoll", "/etc/plimsoll-tls", "/var/lib/plimsoll");
    }

    @Test
    void theContainerHasNoRightsItDoesNotNeed() throws Exception {
        var pod = one(Deployment.class).getSpec().getTemplate().getSpec();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<user>" + pod.getSecurityContext().getRunAsUser() + ":"
                        + pod.getSecurityContext().getRunAsGroup() + "</user>");
        var container = pod.getContainers().get(0).getSecurityContext();
        assertThat(container.getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(one(Deployment.class).getSpec().getReplicas()).isEqualTo(1);
    }

    /** The role allows what the service was seen to ask an API server for, and nothing else. */
    @Test
    void theRoleCoversWhatTheServiceAsksForAndNothingElse() throws Exception {
        Set<String> asked = new TreeSet<>();
        try (FakeApiServer api = new FakeApiServer();
                KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(api.config()).build();
                ExtenderService service = new ExtenderService(
                        Services.options(new AnswerOptions(Mode.PICK_ONE, true, 1_000), null), client)) {
            api.put(
                    "nodes",
                    "a",
                    "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"%s\"},"
                            + "\"status\":{\"allocatable\":{\"cpu\":\"4\",\"memory\":\"1Gi\",\"pods\":\"110\"}}}");
            api.put(
                    "pods",
                    "p",
                    "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\",\"namespace\":\"default\",\"uid\":\"u\","
                            + "\"resourceVersion\":\"%s\"},\"spec\":{\"containers\":[]},\"status\":{}}");
            int port = service.start();
            Services.await(service::ready, Duration.ofMinutes(2));
            HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            String bind = "{\"PodName\":\"p\",\"PodNamespace\":\"default\",\"PodUID\":\"u\",\"Node\":\"a\"}";
            String reply = http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/bind"))
                                    .POST(HttpRequest.BodyPublishers.ofString(bind))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(reply).isEqualTo("{\"Error\":\"\"}");
            long watches = objects().size();
            Services.await(
                    () -> api.requests().stream()
                                    .filter(uri -> uri.contains("watch=true"))
                                    .count()
                            > watches,
                    Duration.ofMinutes(2));
            Services.await(
                    () -> {
                        api.requests().forEach(uri -> asked.add(permission(uri)));
                        return asked.stream()
                                        .filter(each -> each.endsWith(" watch"))
                                        .count()
                                == asked.stream()
                                        .filter(each -> each.endsWith(" list"))
                                        .count();
                    },
                    Duration.ofMinutes(2));
        }
        Set<String> allowed = new TreeSet<>();
        for (PolicyRule rule : one(ClusterRole.class).getRules()) {
            for (String resource : rule.getResources()) {
                rule.getVerbs().forEach(verb -> allowed.add(rule.getApiGroups().get(0) + "/" + resource + " " + verb));
            }
        }
        assertThat(asked).isEqualTo(allowed);
    }

    private static String permission(String uri) {
        Matcher matcher = REQUEST.matcher(uri);
        assertThat(matcher.matches()).as(uri).isTrue();
        String group = matcher.group(1) == null ? "" : matcher.group(1);
        String[] path = matcher.group(2).split("/", -1);
        String verb =
                path.length == 1 ? uri.contains("watch=true") ? "watch" : "list" : path.length == 2 ? "get" : "create";
        return group + "/" + path[0] + (path.length == 3 ? "/" + path[2] : "") + " " + verb;
    }
}
