package io.plimsoll.planner.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.core.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with a catalogue: each kind is named with its place and a rule. */
final class CatalogueBrokenInputTest {

    private static final String HEADER =
            "name,cpu,memory,price,pods,zones,labels,taints,min,max,kube-reserved-memory\n";
    private static final String POOL =
            "---\n{apiVersion: karpenter.sh/v1, kind: NodePool, metadata: {name: p}, spec: {template: {spec: {requirements: [%s]}}}}";

    @TempDir
    private Path folder = Path.of(".");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'a b,4,8Gi,1'                        | :2: The name (a b) must be at most 63 letters
            ',4,8Gi,1'                           | :2: The name must be at most 63 letters
            'm,four,8Gi,1'                       | :2: The cpu (four) of node type (m) must be a quantity
            'm,0,8Gi,1'                          | :2: The cpu (0) of node type (m) must be more than 0
            'm,,8Gi,1'                           | :2: The cpu of node type (m) must be given
            'm,4,,1'                             | :2: The memory of node type (m) must be given
            'm,4,8GB,1'                          | :2: The memory (8GB) of node type (m) must be a quantity
            'm,4,8Gi,'                           | :2: The price of node type (m) must be given
            'm,4,8Gi,$1'                         | :2: The price ($1) of node type (m) must be a number from 0
            'm,4,8Gi,-1'                         | :2: The price (-1) of node type (m) must be a number from 0
            'm,4,8Gi,0.1234567'                  | with at most six decimals
            'm,4,8Gi,1,0'                        | :2: The pods (0) of node type (m) must be more than 0
            'm,4,8Gi,1,,a a'                     | :2: The zone (a) of node type (m) must be named once
            'm,4,8Gi,1,,a/b'                     | :2: The zone (a/b) of node type (m) must be at most 63
            'm,4,8Gi,1,,,team'                   | :2: The label (team) of node type (m) must be KEY=VALUE
            'm,4,8Gi,1,,,a//b=c'                 | :2: The label (a//b) of node type (m) must be a key
            'm,4,8Gi,1,,,team=*'                 | :2: The label team (*) of node type (m) must have a value
            'm,4,8Gi,1,,,kubernetes.io/hostname=x'| must not be one that every node gets by itself
            'm,4,8Gi,1,,,,gpu=yes'               | :2: The taint gpu () of node type (m) must have the effect
            'm,4,8Gi,1,,,,gpu=yes:Never'         | :2: The taint gpu (Never) of node type (m) must have the effect
            'm,4,8Gi,1,,,,g pu=yes:NoSchedule'   | The taint g () of node type (m) must have the effect
            'm,4,8Gi,1,,,,,-1'                   | :2: The min (-1) of node type (m) must be a whole number from 0
            'm,4,8Gi,1,,,,,3,2'                  | :2: The max (2) of node type (m) must be at least min, 3
            'm,4,8Gi,1,,,,,,0'                   | :2: The max (0) of node type (m) must be a whole number from 1
            'm,4,8Gi,1,,,,,,,9Gi'                | The kube-reserved memory (9Gi) of node type (m) must be less than the capacity
            'm,4,8Gi,1,,,,,,,1Gi,more'           | :2: The row of node type (m) must have as many fields
            """)
    void aRowShouldBeRefusedWithItsPlace(String row, String message) throws IOException {
        assertThat(problems("c.csv", HEADER + row + "\n")).contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c.csv  | ''                                                                   | must have a header line and a row
            c.csv  | 'name,cpu,memory~a,1,1Gi~'                                            | The header must have the column price
            c.csv  | 'name,cpu,memory,price,zone~a,1,1Gi,1,x~'                             | The column (zone) must be a column of a catalogue
            c.csv  | 'name,cpu,memory,price,gpu,gpu-model~a,1,1Gi,1,,T4~'                  | The gpu-model (T4) of node type (a) must come with 1 to 64 GPUs
            c.yaml | '{apiVersion: plimsoll.io/v1, kind: NodeCatalogue, nodeTypes: [{name: m, price: 1, gpuModel: T4, capacity: {cpu: 1, memory: 1Gi}}]}' | nodeTypes[0].gpuModel (T4)
            c.yaml | 'kind: Pod'                                                          | must hold a MachineDeployment or a MachineSet
            c.yaml | '{'                                                                  | c.yaml
            c.yaml | '{apiVersion: v2, kind: NodeCatalogue, nodeTypes: [{name: m}]}'      | The apiVersion (v2) of NodeCatalogue (document 1) must be plimsoll.io/v1
            c.yaml | '{apiVersion: plimsoll.io/v1, kind: NodeCatalogue}'                  | The nodeTypes of NodeCatalogue (document 1) must be given
            c.yaml | '{apiVersion: plimsoll.io/v1, kind: NodeCatalogue, nodeTypes: [{name: m, prize: 1}]}' | must be a field of a node type
            c.yaml | '{apiVersion: plimsoll.io/v1, kind: NodeCatalogue, nodeTypes: [{name: m, price: true}]}' | must be a number
            c.yaml | '{kind: MachineDeployment, metadata: {name: g}}'                     | capacity.cluster-autoscaler.kubernetes.io/cpu
            """)
    void aFileShouldBeRefusedWithItsPlace(String name, String text, String message) throws IOException {
        String flow = text.startsWith("{a") || text.startsWith("{k") ? "---\n" + text : text;
        assertThat(problems(name, flow.replace('~', '\n'))).contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '{operator: Exists}'                       | spec.template.spec.requirements[0].key
            '{key: team, operator: Is, values: [a]}'   | must be one of In, NotIn, Exists, DoesNotExist, Gt and Lt
            '{key: team, operator: In}'                | spec.template.spec.requirements[0].values
            '{key: team, operator: In, values: [none]}'| The node pool (p) must allow at least one of the 1 node types
            """)
    void aNodePoolShouldBeRefusedWithItsPlace(String requirement, String message) throws IOException {
        Path types = Files.writeString(folder.resolve("t.csv"), HEADER + "m,4,8Gi,1\n");
        Path pool = Files.writeString(folder.resolve("p.yaml"), POOL.formatted(requirement));
        assertThat(problems(List.of(types, pool))).contains(message);
    }

    @Test
    void allProblemsShouldBeReportedAtOnce() throws IOException {
        Path first = Files.writeString(folder.resolve("a.csv"), HEADER + "m,4,8Gi,1\nm,4,8Gi,1\nn,x,8Gi,y\n");
        String text = problems(List.of(first, folder.resolve("missing.csv")));
        assertThat(text)
                .contains(
                        "a.csv:3: The name (m) must be that of one node type",
                        "a.csv:4: The cpu (x)",
                        "a.csv:4: The price (y)",
                        "missing.csv: The file must be there");
    }

    private String problems(String name, String text) throws IOException {
        return problems(List.of(Files.writeString(folder.resolve(name), text)));
    }

    private static String problems(List<Path> files) {
        InputException refused = catchThrowableOfType(InputException.class, () -> CatalogueReader.read(files));
        assertThat(refused).isNotNull();
        return String.valueOf(refused.getMessage());
    }
}
