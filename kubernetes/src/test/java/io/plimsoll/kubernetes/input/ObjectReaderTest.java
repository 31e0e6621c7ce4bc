package io.plimsoll.kubernetes.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClass;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ObjectReaderTest {

    @TempDir
    Path folder;

    private static Manifests read(String text) throws InputException {
        return new ObjectReader(Problems.strict()).read("x.yaml", text).finish();
    }

    private static String node(String name) {
        return "apiVersion: v1\nkind: Node\nmetadata: {name: " + name + "}\n";
    }

    private static List<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(object -> object.getMetadata().getName()).toList();
    }

    @Test
    void documentsWithCommentsBetweenThemShouldBeRead() throws InputException {
        Manifests objects = read("# first\n---\n" + node("a") + "---\n# nothing\n---\n" + node("b") + "...\n");
        assertThat(names(objects.nodes())).containsExactly("a", "b");
        assertThat(objects.place(objects.nodes().get(1))).isEqualTo("x.yaml:9");
    }

    @Test
    void jsonShouldBeReadOneObjectAfterTheOther() throws InputException {
        Manifests objects = read("""
                {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "a"}}
                {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "b"}, "status": {"allocatable": {"cpu": 4, "memory": "1Gi"}}}
                """);
        assertThat(names(objects.nodes())).containsExactly("a", "b");
        assertThat(objects.nodes().get(1).getStatus().getAllocatable())
                .containsEntry("cpu", new Quantity("4"))
                .containsEntry("memory", new Quantity("1Gi"));
    }

    @Test
    void aDumpOfKubectlShouldBeReadAsItIs() throws InputException {
        Manifests objects = read("""
                {
                    "apiVersion": "v1",
                    "items": [
                        {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "a", "managedFields": [{"fieldsV1": {"f:x": {}}}]}},
                        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "uid": "1", "deletionTimestamp": "2026-01-01T00:00:00Z"},
                         "spec": {"nodeName": "a", "containers": [{"name": "c"}]}, "status": {"phase": "Running", "newInTheNextVersion": 1}}
                    ],
                    "kind": "List",
                    "metadata": {"resourceVersion": ""}
                }
                """);
        assertThat(names(objects.nodes())).containsExactly("a");
        Pod pod = objects.pods().get(0);
        assertThat(pod.getMetadata().getNamespace()).isEqualTo("default");
        assertThat(pod.getMetadata().getDeletionTimestamp()).isNotNull();
        assertThat(objects.warnings())
                .containsExactly("The field PodStatus.newInTheNextVersion is not known and was ignored in 1 place.");
    }

    @Test
    void theItemsOfATypedListShouldNeedNoKind() throws InputException {
        assertThat(
                        read("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[{\"metadata\":{\"name\":\"p\"},"
                                        + "\"spec\":{\"containers\":[{\"name\":\"c\"}]}}]}")
                                .pods())
                .hasSize(1);
        // The API server names the kind first, others may not.
        assertThat(read("{\"items\":[{\"metadata\":{\"name\":\"n\"}}],\"kind\":\"NodeList\",\"apiVersion\":\"v1\"}")
                        .nodes())
                .hasSize(1);
        assertThat(read("apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: List\n  items:\n  - "
                                + node("deep").indent(4).strip())
                        .nodes())
                .hasSize(1);
    }

    @Test
    void anchorsMergeKeysAndOldNumbersShouldBeUnderstood() throws InputException {
        Node node = read("""
                        apiVersion: v1
                        kind: Node
                        metadata:
                          name: a
                          labels: &base {zone: "1", &key rack: r}
                          annotations: {<<: *base, zone: "2"}
                        spec: {unschedulable: yes}
                        status:
                          daemonEndpoints: {kubeletEndpoint: {Port: 0o17}}
                          images: [{names: [x], sizeBytes: 0x10}]
                        """).nodes().get(0);
        assertThat(node.getMetadata().getAnnotations())
                .containsEntry("zone", "2")
                .containsEntry("rack", "r");
        assertThat(node.getSpec().getUnschedulable()).isTrue();
        assertThat(node.getStatus().getImages().get(0).getSizeBytes()).isEqualTo(16);
        assertThat(node.getStatus().getDaemonEndpoints().getKubeletEndpoint().getPort())
                .isEqualTo(15);
    }

    @Test
    void legacyGroupsShouldBecomeTodays() throws InputException {
        Manifests objects = read("""
                apiVersion: extensions/v1beta1
                kind: Deployment
                metadata: {name: d}
                spec:
                  rollbackTo: {revision: 1}
                  template: {metadata: {labels: {app: d}}, spec: {containers: [{name: c}]}}
                ---
                apiVersion: v1
                kind: ReplicationController
                metadata: {name: r}
                spec:
                  template: {metadata: {labels: {app: r}}, spec: {containers: [{name: c}]}}
                ---
                apiVersion: batch/v1beta1
                kind: CronJob
                metadata: {name: j}
                spec: {schedule: "* * * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c}]}}}}}
                ---
                apiVersion: policy/v1beta1
                kind: PodDisruptionBudget
                metadata: {name: b}
                spec: {minAvailable: 50%, selector: {}}
                ---
                apiVersion: node.k8s.io/v1alpha1
                kind: RuntimeClass
                metadata: {name: kata}
                spec: {runtimeHandler: kata, overhead: {podFixed: {cpu: 100m}}}
                """);
        Deployment deployment = objects.find(Deployment.class, "default", "d");
        assertThat(deployment).isNotNull();
        assertThat(deployment.getApiVersion()).isEqualTo("apps/v1");
        assertThat(deployment.getSpec().getSelector().getMatchLabels()).containsEntry("app", "d");
        assertThat(objects.all(ReplicationController.class).get(0).getSpec().getSelector())
                .containsEntry("app", "r");
        assertThat(objects.all(CronJob.class)).hasSize(1);
        assertThat(objects.all(PodDisruptionBudget.class).get(0).getSpec().getSelector())
                .isNull();
        assertThat(objects.find(RuntimeClass.class, "kata")).isNotNull().satisfies(kata -> {
            assertThat(kata.getHandler()).isEqualTo("kata");
            assertThat(kata.getOverhead().getPodFixed()).containsKey("cpu");
        });
    }

    @Test
    void kindsThatAreNotModelledShouldBeCounted() throws InputException {
        String secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n---\n";
        String other = "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: s}\n";
        Manifests objects = read(secret + secret + other);
        assertThat(objects.size()).isZero();
        assertThat(objects.notModelled())
                .containsEntry("v1 Secret", 2)
                .containsEntry("serving.knative.dev/v1 Service", 1)
                .hasSize(2);
    }

    @Test
    void theSameObjectMayComeTwice() throws InputException {
        assertThat(read(node("a") + "---\n" + node("a")).nodes()).hasSize(1);
    }

    @Test
    void anObjectWithAGeneratedNameShouldGetOne() throws InputException {
        Pod pod = read("apiVersion: v1\nkind: Pod\nmetadata: {generateName: run-}\nspec: {containers: [{name: c}]}\n")
                .pods()
                .get(0);
        assertThat(pod.getMetadata().getName()).matches("run-[a-z0-9]{5}");
    }

    @Test
    void aFolderShouldBeReadInTheOrderOfNames() throws IOException, InputException {
        Files.createDirectories(folder.resolve("b/.git"));
        Files.writeString(folder.resolve("b/x.yml"), node("two"));
        Files.writeString(folder.resolve("b/.git/y.yaml"), node("hidden"));
        Files.writeString(
                folder.resolve("a.json"), "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"one\"}}");
        Files.writeString(folder.resolve("readme.txt"), "nothing");
        Files.write(folder.resolve("c.tar.gz"), gzip(tar("deep/three.yaml", node("three"), "notes.md", "x")));
        Files.write(folder.resolve("d.yaml.gz"), gzip(node("four").getBytes(StandardCharsets.UTF_8)));
        assertThat(names(ObjectReader.read(List.of(folder)).nodes())).containsExactly("one", "two", "three", "four");
    }

    @Test
    void aStreamMayBePacked() throws IOException, InputException {
        String longName = "a/".repeat(80) + "x.yaml";
        byte[] archive = gzip(tar(longName, node("a")));
        ObjectReader reader = new ObjectReader(Problems.strict());
        assertThat(reader.read("standard input", new ByteArrayInputStream(archive))
                        .finish()
                        .nodes())
                .hasSize(1);
    }

    @Test
    void whatCannotBeOpenedShouldBeSaid() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> ObjectReader.read(List.of(empty, folder.resolve("nowhere.yaml"))))
                .isInstanceOf(InputException.class)
                .hasMessage(empty
                        + ": The folder must hold files that end with .yaml, .yml, .json or .tar.gz.\n  Maybe it is the wrong one.\n"
                        + folder.resolve("nowhere.yaml") + ": The file must exist.\n  Maybe its name is misspelt.");
    }

    @Test
    void damagedArchivesShouldBeSaid() throws IOException {
        byte[] whole = gzip(tar("x.yaml", node("a").repeat(500)));
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        assertThatThrownBy(() -> reader(InputLimits.USUAL, cut))
                .hasMessageStartingWith("in: The file must be readable: ")
                .hasMessageContaining("Maybe it is damaged");
        byte[] header = tar("x.yaml", node("a"));
        header[124] = 'z';
        assertThatThrownBy(() -> reader(InputLimits.USUAL, header)).hasMessageContaining("damaged header");
    }

    @Test
    void limitsShouldHold() throws IOException {
        byte[] text = node("a").repeat(50).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> reader(new InputLimits(100, 1000, 10, 50, 50), text))
                .hasMessage(
                        "in: The file must hold at most 100 bytes, unpacked.\n  Maybe it can be cut into several files.");
        assertThatThrownBy(() -> reader(new InputLimits(500, 1000, 10, 50, 50), gzip(new byte[100_000])))
                .hasMessageContaining("must hold at most 500 bytes");
        byte[] bomb = gzip(tar("x.yaml", "x".repeat(5000)));
        assertThatThrownBy(() -> reader(new InputLimits(1000, 1000, 10, 50, 50), bomb))
                .hasMessageContaining("an entry is larger than 1000 bytes");
        assertThatThrownBy(() -> reader(
                        new InputLimits(9000, 100_000, 1, 50, 50), gzip(tar("x.yaml", node("a"), "y.yaml", node("b")))))
                .hasMessage("in: The archive must hold at most 1 files.\n  Maybe it is the wrong one.");
        assertThatThrownBy(() -> reader(InputLimits.USUAL, new byte[] {'a', '\n', (byte) 0xff, (byte) 0xfe}))
                .hasMessage(
                        "in:2: The file must be text in UTF-8.\n  Maybe it is in another encoding, or no text at all.");
    }

    @Test
    void aLenientReaderShouldLeaveBadObjectsOut() throws InputException {
        Problems problems = Problems.lenient();
        Manifests objects = new ObjectReader(problems)
                .read("x.yaml", node("A_") + "---\n" + node("b") + "---\n{{ x }}\n---\n" + node("c"))
                .finish();
        assertThat(names(objects.nodes())).containsExactly("b", "c");
        assertThat(problems.count()).isEqualTo(2);
        assertThat(problems.rowsSkipped()).isEqualTo(2);
    }

    @Test
    void aByteOrderMarkAndBlankLinesShouldNotMatter() throws InputException {
        String text =
                "\ufeffapiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  annotations:\n    note: |\n          \n      text\n";
        assertThat(read(text).all(Namespace.class)).hasSize(1);
        assertThat(read("").size()).isZero();
    }

    private static void reader(InputLimits limits, byte[] bytes) throws InputException {
        new ObjectReader(Problems.strict(), limits)
                .read("in", new ByteArrayInputStream(bytes))
                .finish();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** An archive of names and contents; names over 100 letters are written as GNU tar does. */
    static byte[] tar(String... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            if (namesAndContents[i].length() > 100) {
                entry(out, "././@LongLink", namesAndContents[i] + "\0", 'L');
            }
            entry(out, namesAndContents[i], namesAndContents[i + 1], '0');
        }
        out.write(new byte[1024]);
        return out.toByteArray();
    }

    private static void entry(ByteArrayOutputStream out, String name, String content, char type) throws IOException {
        byte[] header = new byte[512];
        byte[] text = content.getBytes(StandardCharsets.UTF_8);
        put(header, 0, name.length() > 100 ? name.substring(0, 100) : name);
        put(header, 124, "%011o".formatted(text.length));
        header[156] = (byte) type;
        put(header, 257, "ustar");
        out.write(header);
        out.write(text);
        out.write(new byte[(512 - text.length % 512) % 512]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
