package io.plimsoll.kubernetes.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.input.InputException;
import io.plimsoll.kubernetes.SharedData;
import io.plimsoll.kubernetes.config.PluginArguments.ResourceWeight;
import io.plimsoll.kubernetes.config.PluginArguments.ShapePoint;
import io.plimsoll.kubernetes.config.PluginArguments.Strategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class SchedulerConfigReaderTest {

    private static final String HEAD = "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n";

    private static SchedulerConfig read(String rest) throws InputException {
        return SchedulerConfigReader.read("c.yaml", HEAD + rest);
    }

    private static SchedulerProfile profile(String rest) throws InputException {
        return read("profiles:\n- " + rest.indent(2).strip() + "\n").profiles().get(0);
    }

    private static List<String> names(SchedulerProfile profile, ExtensionPoint point) {
        return profile.at(point).stream().map(PluginUse::name).toList();
    }

    @Test
    void anEmptyConfigurationShouldGiveTheDefaults() throws InputException {
        SchedulerConfig config = read("");
        assertThat(config).isEqualTo(SchedulerConfig.byDefault());
        SchedulerProfile profile = config.profile("default-scheduler");
        assertThat(profile).isNotNull();
        assertThat(config.profile("other")).isNull();
        assertThat(names(profile, ExtensionPoint.FILTER))
                .containsExactly(
                        "NodeUnschedulable",
                        "NodeName",
                        "TaintToleration",
                        "NodeAffinity",
                        "NodePorts",
                        "NodeResourcesFit",
                        "VolumeRestrictions",
                        "NodeVolumeLimits",
                        "VolumeBinding",
                        "VolumeZone",
                        "PodTopologySpread",
                        "InterPodAffinity",
                        "DynamicResources");
        assertThat(profile.weight("TaintToleration")).isEqualTo(3);
        assertThat(profile.weight("PodTopologySpread")).isEqualTo(2);
        assertThat(profile.weight("ImageLocality")).isEqualTo(1);
        assertThat(profile.weight("NodeName")).isZero();
        assertThat(profile.has(ExtensionPoint.BIND, "DefaultBinder")).isTrue();
    }

    @Test
    void whatIsEnabledAtOnePointShouldWinOverAllPoints() throws InputException {
        SchedulerProfile profile = profile("""
                plugins:
                  multiPoint:
                    enabled:
                    - {name: TaintToleration, weight: 5}
                    - {name: Coscheduling}
                  score:
                    enabled: [{name: ImageLocality, weight: 7}, {name: NodeAffinity}]
                    disabled: [{name: InterPodAffinity}]
                  preFilter:
                    disabled: [{name: '*'}]
                """);
        assertThat(profile.weight("TaintToleration")).isEqualTo(5);
        assertThat(profile.weight("ImageLocality")).isEqualTo(7);
        assertThat(profile.weight("NodeAffinity")).isEqualTo(1);
        assertThat(profile.weight("InterPodAffinity")).isZero();
        assertThat(names(profile, ExtensionPoint.SCORE).subList(0, 3))
                .containsExactly("ImageLocality", "NodeAffinity", "TaintToleration");
        assertThat(profile.at(ExtensionPoint.PRE_FILTER)).isEmpty();
        assertThat(names(profile, ExtensionPoint.FILTER)).contains("Coscheduling", "InterPodAffinity");
    }

    @Test
    void disablingEverythingShouldLeaveWhatIsEnabled() throws InputException {
        SchedulerProfile profile = profile("""
                plugins:
                  multiPoint:
                    enabled: [{name: NodeResourcesFit, weight: 2}]
                    disabled: [{name: '*'}]
                """);
        assertThat(names(profile, ExtensionPoint.FILTER)).containsExactly("NodeResourcesFit");
        assertThat(profile.weight("NodeResourcesFit")).isEqualTo(2);
    }

    @Test
    void theArgumentsOfEveryPluginShouldBeRead() throws InputException {
        SchedulerProfile profile = profile("""
                schedulerName: packing
                percentageOfNodesToScore: 100
                pluginConfig:
                - name: NodeResourcesFit
                  args:
                    ignoredResources: [example.com/a]
                    ignoredResourceGroups: [example.org]
                    scoringStrategy:
                      type: RequestedToCapacityRatio
                      resources: [{name: cpu, weight: 3}, {name: nvidia.com/gpu}]
                      requestedToCapacityRatio:
                        shape: [{utilization: 0, score: 0}, {utilization: 100, score: 10}]
                - name: NodeResourcesBalancedAllocation
                  args: {resources: [{name: memory, weight: 1}]}
                - name: InterPodAffinity
                  args: {hardPodAffinityWeight: 9, ignorePreferredTermsOfExistingPods: true}
                - name: DefaultPreemption
                  args: {minCandidateNodesPercentage: 20, minCandidateNodesAbsolute: 5}
                - name: NodeAffinity
                  args:
                    addedAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                        nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Exists}]}]
                - name: PodTopologySpread
                  args:
                    defaultingType: List
                    defaultConstraints: [{maxSkew: 2, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}]
                """);
        PluginArguments arguments = profile.arguments();
        assertThat(profile.schedulerName()).isEqualTo("packing");
        assertThat(arguments.fit().strategy()).isEqualTo(Strategy.REQUESTED_TO_CAPACITY_RATIO);
        assertThat(arguments.fit().resources())
                .containsExactly(new ResourceWeight("cpu", 3), new ResourceWeight("nvidia.com/gpu", 1));
        assertThat(arguments.fit().shape()).containsExactly(new ShapePoint(0, 0), new ShapePoint(100, 10));
        assertThat(arguments.fit().ignoredResources()).containsExactly("example.com/a");
        assertThat(arguments.fit().ignoredGroups()).containsExactly("example.org");
        assertThat(arguments.balanced()).containsExactly(new ResourceWeight("memory", 1));
        assertThat(arguments.interPodAffinity()).isEqualTo(new PluginArguments.PodAffinity(9, true));
        assertThat(arguments.preemption()).isEqualTo(new PluginArguments.Preemption(20, 5));
        assertThat(arguments.addedAffinity()).isNotNull();
        assertThat(arguments.spread().systemDefaults()).isFalse();
        assertThat(arguments.spread().defaultConstraints()).hasSize(1);
    }

    @Test
    void whatIsNotModelledShouldBeSaid() throws InputException {
        assertThat(read("""
                        parallelism: 4
                        percentageOfNodesToScore: 30
                        leaderElection: {leaderElect: true}
                        extenders: [{urlPrefix: 'http://x', filterVerb: filter}]
                        profiles:
                        - plugins: {filter: {enabled: [{name: Capacity}]}}
                          pluginConfig:
                          - {name: Capacity, args: {a: 1}}
                          - {name: VolumeBinding, args: {bindTimeoutSeconds: 3}}
                          - {name: DynamicResources, args: {filterTimeout: 1s}}
                        """).warnings())
                .containsExactly(
                        "The setting leaderElection is not modelled; it would change which of several schedulers works,"
                                + " not where pods go.",
                        "The setting parallelism is not modelled; it would change how many nodes are looked at at the"
                                + " same time, not where pods go.",
                        "The extender http://x is not asked; it would change which nodes fit and which of them is best.",
                        "The plugin Capacity (profiles[0].plugins.filter.enabled[0].name) is not modelled; it would"
                                + " change what is decided there.",
                        "The arguments of Capacity (profiles[0].pluginConfig[0].args) are not modelled; they would"
                                + " change what that plugin decides.",
                        "The setting profiles[0].pluginConfig[1].args.bindTimeoutSeconds is not modelled; it would"
                                + " change how long a pod waits for its volumes before it is tried again.",
                        "The setting profiles[0].pluginConfig[2].args.filterTimeout is not modelled; it would change"
                                + " how long a search for devices may take.");
    }

    @Test
    void samplingShouldBeSaidApart() throws InputException {
        SchedulerConfig config = read("""
                        percentageOfNodesToScore: 30
                        profiles:
                        - {schedulerName: a}
                        - {schedulerName: b, percentageOfNodesToScore: 0}
                        - {schedulerName: c, percentageOfNodesToScore: 7}
                        """);
        assertThat(config.warnings()).isEmpty();
        assertThat(config.sampled())
                .containsExactly(
                        "The setting percentageOfNodesToScore (30) is not modelled unless asked for; it would change how"
                                + " many of the nodes that fit are compared.",
                        "The setting profiles[2].percentageOfNodesToScore (7) is not modelled unless asked for; it would"
                                + " change how many of the nodes that fit are compared.");
        assertThat(config.profiles().stream().map(config::percentageOfNodesToScore))
                .containsExactly(30, 0, 7);
    }

    @Test
    void everySettingOfTheSchedulerItselfShouldBeNamed() throws InputException {
        assertThat(read("""
                        parallelism: 4
                        leaderElection: {leaderElect: true}
                        clientConnection: {qps: 50}
                        enableProfiling: true
                        enableContentionProfiling: true
                        delayCacheUntilActive: true
                        podInitialBackoffSeconds: 2
                        podMaxBackoffSeconds: 20
                        """).warnings())
                .hasSize(8)
                .allSatisfy(warning -> assertThat(warning)
                        .matches("The setting \\w+ is not modelled; it would change .+, not where pods go\\."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            preFilter: {disabled: [{name: NodePorts}]} | preFilter without NodePorts is not modelled; it would change that plugin's filter: most answer with an error then
            preScore: {disabled: [{name: TaintToleration}]} | preScore without TaintToleration is not modelled; it would change that plugin's score: most answer with an error then
            filter: {disabled: [{name: VolumeBinding}]} | filter without VolumeBinding is modelled as if its preFilter were off, too; kube-scheduler would go on to refuse by it
            preFilter: {enabled: [{name: VolumeBinding}]} | preFilter in another order than filter is not modelled; it would change which of several reasons is given
            preEnqueue: {disabled: [{name: SchedulingGates}]} | preEnqueue without SchedulingGates is not modelled; it would change whether pods are held back
            queueSort: {disabled: [{name: '*'}]} | queueSort without PrioritySort is not modelled; it would change which pod is tried first
            reserve: {disabled: [{name: VolumeBinding}]} | reserve without VolumeBinding is not modelled; it would change what happens after a node was chosen, not which
            preBind: {disabled: [{name: '*'}]} | preBind without VolumeBinding is not modelled; it would change what happens after a node was chosen, not which
            bind: {disabled: [{name: DefaultBinder}]} | bind without DefaultBinder is not modelled; it would change what happens after a node was chosen, not which
            """)
    void stepsThatAreSwitchedOffAloneShouldBeNamed(String plugins, String warning) throws InputException {
        assertThat(read("profiles: [{plugins: {" + plugins + "}}]\n").warnings())
                .containsExactly("The setting profiles[0].plugins." + warning + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multiPoint: {disabled: [{name: VolumeBinding}, {name: NodePorts}]}",
                "filter: {disabled: [{name: NodeResourcesFit}, {name: InterPodAffinity}]}",
                "score: {disabled: [{name: '*'}], enabled: [{name: ImageLocality, weight: 3}]}",
                "filter: {disabled: [{name: NodeName}], enabled: [{name: NodeName}]}",
                "postFilter: {disabled: [{name: DefaultPreemption}]}"
            })
    void whatIsModelledShouldNotBeWarnedOf(String plugins) throws InputException {
        assertThat(read("profiles: [{plugins: {" + plugins + "}}]\n").warnings())
                .isEmpty();
    }

    @Test
    void resourcesThatAreLeftToExtendersShouldNotBeLookedAt() throws InputException {
        SchedulerConfig config = read("""
                extenders:
                - urlPrefix: http://x
                  managedResources: [{name: x.com/gpu, ignoredByScheduler: true}, {name: x.com/fpga}]
                profiles:
                - {schedulerName: a}
                - schedulerName: b
                  pluginConfig: [{name: NodeResourcesFit, args: {ignoredResources: [x.com/other]}}]
                """);
        assertThat(config.profiles())
                .allSatisfy(profile ->
                        assertThat(profile.arguments().fit().ignoredResources()).containsExactly("x.com/gpu"));
        assertThat(
                        read("extenders: [{urlPrefix: 'http://x', managedResources: [{name: a.b/c, ignoredByScheduler: true}]}]")
                                .profiles()
                                .get(0)
                                .arguments()
                                .fit()
                                .ignoredResources())
                .containsExactly("a.b/c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            percentageOfNodesToScore: 101 | percentageOfNodesToScore (101) of @ must be a whole number from 0 to 100.
            podInitialBackoffSeconds: 0 | podInitialBackoffSeconds (0) of @ must be a whole number, at least 1.
            {podInitialBackoffSeconds: 9, podMaxBackoffSeconds: 8} | podMaxBackoffSeconds (8) of @ must be at least podInitialBackoffSeconds.
            profile: [] | profile of @ must be a field of KubeSchedulerConfiguration.
            profiles: {a: 1} | profiles (an object) of @ must be a list.
            profiles: [{schedulerName: 7}] | profiles[0].schedulerName (7) of @ must be a text.
            profiles: [{schedulerName: a}, {schedulerName: a}] | profiles[1].schedulerName (a) of @ must be the only profile of this name.
            profiles: [{}, {schedulerName: a}] | profiles[0].schedulerName of @ must be given.
            profiles: [{plugins: {score: {enabled: [{name: ImageLocalty}]}}}] | profiles[0].plugins.score.enabled[0].name (ImageLocalty) of @ must be the name of a plugin.
            profiles: [{plugins: {score: {enabled: [{name: NodeName}]}}}] | profiles[0].plugins.score.enabled[0].name (NodeName) of @ must be a plugin that takes part in score.
            profiles: [{plugins: {score: {enabled: [{}]}}}] | profiles[0].plugins.score.enabled[0].name of @ must be given.
            profiles: [{pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {type: BestFit}}}]}] | profiles[0].pluginConfig[0].args.scoringStrategy.type (BestFit) of @ must be LeastAllocated, MostAllocated or RequestedToCapacityRatio.
            profiles: [{pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {type: RequestedToCapacityRatio}}}]}] | profiles[0].pluginConfig[0].args.scoringStrategy.requestedToCapacityRatio.shape of @ must be given.
            profiles: [{pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {resources: [{name: cpu, weight: 101}]}}}]}] | profiles[0].pluginConfig[0].args.scoringStrategy.resources[0].weight (101) of @ must be a whole number from 0 to 100.
            profiles: [{pluginConfig: [{name: NodeResourcesFit, args: {ignoredResourceGroups: [a/b]}}]}] | profiles[0].pluginConfig[0].args.ignoredResourceGroups[0] (a/b) of @ must be a domain without a slash.
            profiles: [{pluginConfig: [{name: NodeResourcesBalancedAllocation, args: {resources: [{name: cpu}, {name: cpu}]}}]}] | profiles[0].pluginConfig[0].args.resources[1].name (cpu) of @ must be given once.
            profiles: [{pluginConfig: [{name: InterPodAffinity, args: {hardPodAffinityWeight: -1}}]}] | profiles[0].pluginConfig[0].args.hardPodAffinityWeight (-1) of @ must be a whole number from 0 to 100.
            profiles: [{pluginConfig: [{name: InterPodAffinity, args: {ignorePreferredTermsOfExistingPods: 3}}]}] | profiles[0].pluginConfig[0].args.ignorePreferredTermsOfExistingPods (3) of @ must be true or false.
            profiles: [{pluginConfig: [{name: DefaultPreemption, args: {minCandidateNodesPercentage: 0, minCandidateNodesAbsolute: 0}}]}] | profiles[0].pluginConfig[0].args.minCandidateNodesAbsolute (0) of @ must be more than 0 when minCandidateNodesPercentage is 0.
            profiles: [{pluginConfig: [{name: PodTopologySpread, args: {defaultConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule}]}}]}] | profiles[0].pluginConfig[0].args.defaultingType (System) of @ must be List when defaultConstraints are given.
            profiles: [{pluginConfig: [{name: PodTopologySpread, args: {defaultingType: Lists}}]}] | profiles[0].pluginConfig[0].args.defaultingType (Lists) of @ must be System or List.
            profiles: [{pluginConfig: [{name: VolumeBinding, args: {shape: []}}]}] | profiles[0].pluginConfig[0].args.shape of @ must be absent: the feature gate StorageCapacityScoring is off.
            profiles: [{pluginConfig: [{name: NodeAffinity, args: {addedAffinity: 3}}]}] | profiles[0].pluginConfig[0].args.addedAffinity (3) of @ must be an object.
            profiles: [{pluginConfig: [{name: ImageLocality}, {name: ImageLocality}]}] | profiles[0].pluginConfig[1].name (ImageLocality) of @ must be given once in pluginConfig.
            profiles: [{pluginConfig: [{name: NodeResourceFit}]}] | profiles[0].pluginConfig[0].name (NodeResourceFit) of @ must be the name of a plugin.
            healthzBindAddress: 0.0.0.0:10251 | healthzBindAddress of @ must be a field of KubeSchedulerConfiguration.
            extenders: [{urlPrefix: x, managedResources: [{ignoredByScheduler: true}]}] | extenders[0].managedResources[0].name of @ must be given.
            extenders: [{weight: 1}] | extenders[0].urlPrefix of @ must be given.
            """)
    void badSettingsShouldBeNamed(String setting, String problem) {
        String head = setting.startsWith("{")
                ? "{apiVersion: kubescheduler.config.k8s.io/v1, kind: KubeSchedulerConfiguration, "
                        + setting.substring(1)
                : HEAD + setting;
        // A document that begins with a brace would be read as JSON.
        assertThatThrownBy(() -> SchedulerConfigReader.read("c.yaml", "---\n" + head))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("The " + problem.replace("@", "KubeSchedulerConfiguration (document 1)"));
    }

    @Test
    void anotherVersionOrKindShouldBeRefused() {
        assertThatThrownBy(() -> SchedulerConfigReader.read("c.yaml", HEAD.replace("/v1", "/v1beta2")))
                .hasMessage("""
                        c.yaml:1: The apiVersion (kubescheduler.config.k8s.io/v1beta2) of KubeSchedulerConfiguration (document 1) must be kubescheduler.config.k8s.io/v1.
                          Maybe it was written for an older kube-scheduler; v1 is read since 1.25.""");
        assertThatThrownBy(() -> SchedulerConfigReader.read("c.yaml", "kind: Pod"))
                .hasMessage(
                        "c.yaml: The file must hold a KubeSchedulerConfiguration.\n  Maybe another file was meant.");
        assertThatThrownBy(() -> SchedulerConfigReader.read(Path.of("nowhere.yaml")))
                .hasMessage("nowhere.yaml: The file must exist.\n  Maybe its name is misspelt.");
    }

    @Test
    void theConfigurationsOfTheSharedVectorsShouldBeRead() throws IOException, InputException {
        Path vectors = SharedData.folder("kubernetes").resolve("scheduler-vectors");
        int read = 0;
        for (String set : List.of("families", "hand")) {
            Path file = vectors.resolve(set + ".cases.jsonl.gz");
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    JsonNode config = JsonMapper.shared().readTree(line).get("config");
                    if (config != null) {
                        SchedulerConfig given = SchedulerConfigReader.read(set, config.toString());
                        assertThat(given.warnings()).isEmpty();
                        read++;
                    }
                }
            }
        }
        assertThat(read).isEqualTo(251);
    }
}
