package io.plimsoll.core.policy;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.plugin.DeviceChoice;
import io.plimsoll.core.plugin.DeviceRule;
import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes where fragmentation grows least: the score is the sigmoid of the decrease of a node's fragmentation amount (in
 * devices), in whole percent rounded down. A pod that asks for a share takes the device, the first of equals, whose
 * decrease scores best. Weng et al., USENIX ATC 2023, section 5, with the integer scores of the authors' simulator.
 *
 * <p>The worked example of a scorer that depends on the node and on learned knowledge: the typical pods are given once
 * ({@link Scope#NODE} alone would do then) or learned from what has arrived, and move with the version of the request mix.
 */
public final class FragmentationGradient implements Scorer {

    private final @Nullable TypicalPods given;
    private final int threshold;
    private @Nullable FragmentationStates states;
    private long statesEpoch = -1;

    private FragmentationGradient(@Nullable TypicalPods given, int threshold) {
        this.given = given;
        this.threshold = threshold;
    }

    /** Against typical pods that are known before the run. */
    public static FragmentationGradient of(TypicalPods typical) {
        return new FragmentationGradient(typical, TypicalPods.STUDY_THRESHOLD);
    }

    /** Against the pods that have arrived so far: the most frequent that make up {@code threshold} percent of them. */
    public static FragmentationGradient learning(int threshold) {
        return new FragmentationGradient(null, threshold);
    }

    @Override
    public String name() {
        return "FragmentationGradient";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE, Scope.EPOCH);
    }

    @Override
    public long epoch(PluginContext context) {
        return given == null ? context.requestMix().version() : 0;
    }

    @Override
    public long maximum() {
        return SigmoidPercent.MAXIMUM;
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        return List.of(rule(podClass, context));
    }

    /** The device choice that belongs to the score; use both together. */
    public DeviceChoice deviceChoice() {
        return new DeviceChoice() {
            @Override
            public String name() {
                return FragmentationGradient.this.name();
            }

            @Override
            public DeviceRule prepare(PodClass podClass, PluginContext context) {
                return rule(podClass, context);
            }
        };
    }

    private Rule rule(PodClass podClass, PluginContext context) {
        FragmentationStates known = states;
        if (known == null || statesEpoch != epoch(context)) {
            TypicalPods typical = given == null ? arrived(context) : given;
            known = new FragmentationStates(new Fragmentation(typical, context.deviceModels()));
            states = known;
            statesEpoch = epoch(context);
        }
        return new Rule(podClass, context.nodes(), known);
    }

    private TypicalPods arrived(PluginContext context) {
        Map<TypicalPods.Ask, Long> counts = new HashMap<>();
        for (int id = 0; id < context.podClasses().count(); id++) {
            long arrived = context.requestMix().arrived(id);
            if (arrived > 0) {
                PodClass podClass = context.podClasses().get(id);
                counts.merge(
                        new TypicalPods.Ask(podClass.request(Dimensions.CPU), podClass.deviceRequest()),
                        arrived,
                        Long::sum);
            }
        }
        return TypicalPods.of(TypicalPods.requests(counts), threshold);
    }

    private static final class Rule implements NodeScore, DeviceRule {

        private final PodClass podClass;
        private final NodeTable nodes;
        private final FragmentationStates states;
        private final long cpu;
        private final int milli;
        private final int count;

        Rule(PodClass podClass, NodeTable nodes, FragmentationStates states) {
            this.podClass = podClass;
            this.nodes = nodes;
            this.states = states;
            this.cpu = podClass.request(Dimensions.CPU);
            this.milli = podClass.deviceMilli();
            this.count = podClass.deviceCount();
        }

        @Override
        public long score(int node) {
            FragmentationStates.State state = states.of(nodes, node);
            long freeCpu = nodes.free(Dimensions.CPU, node);
            double before = state.amount(states.cpuStep(freeCpu));
            int step = states.cpuStep(freeCpu - cpu);
            if (count == 0) {
                return SigmoidPercent.of(before - state.amount(step));
            }
            if (milli == DeviceSpec.WHOLE) {
                int whole = DeviceFit.model(podClass, nodes, node) << 10 | milli;
                return SigmoidPercent.of(
                        before - state.after(whole, milli, count).amount(step));
            }
            long best = -1;
            int previous = -1;
            for (int device : state.devices) {
                if (device != previous && (device & 1023) >= milli && podClass.acceptsModel(device >>> 10)) {
                    best = Math.max(
                            best,
                            SigmoidPercent.of(
                                    before - state.after(device, milli, 1).amount(step)));
                }
                previous = device;
            }
            return best;
        }

        @Override
        public long devices(int node, long draw) {
            if (milli == DeviceSpec.WHOLE) {
                return LowestFit.devices(podClass, nodes, node);
            }
            FragmentationStates.State state = states.of(nodes, node);
            long freeCpu = nodes.free(Dimensions.CPU, node);
            double before = state.amount(states.cpuStep(freeCpu));
            int step = states.cpuStep(freeCpu - cpu);
            long best = -1;
            int chosen = -1;
            for (int i = 0; i < nodes.deviceCount(node); i++) {
                int device = FragmentationStates.device(nodes, node, i);
                if ((device & 1023) >= milli && podClass.acceptsModel(device >>> 10)) {
                    long score = SigmoidPercent.of(
                            before - state.after(device, milli, 1).amount(step));
                    if (score > best) {
                        best = score;
                        chosen = i;
                    }
                }
            }
            return 1L << chosen;
        }
    }

    /** {@code fgd}. */
    public static final class Provider implements PolicyProvider {

        private static final String THRESHOLD = "threshold";
        private static final String TYPICAL = "typical";
        private static final String TRACE = "trace";
        private static final String SEEN = "seen";

        @Override
        public String name() {
            return "fgd";
        }

        @Override
        public String summary() {
            return "the node and device where fragmentation grows least";
        }

        @Override
        public String origin() {
            return "06-FGD of Weng et al., Beware of Fragmentation, USENIX ATC 2023";
        }

        @Override
        public List<PolicyParameter> parameters() {
            return List.of(
                    PolicyParameter.whole(
                            THRESHOLD,
                            1,
                            100,
                            TypicalPods.STUDY_THRESHOLD,
                            "the percentage of all pods that the typical ones make up"),
                    PolicyParameter.choice(
                            TYPICAL,
                            List.of("auto", TRACE, SEEN),
                            "auto",
                            "typical pods of the whole trace, known before the run, or of what has been seen so far;"
                                    + " auto is trace where there is one"));
        }

        @Override
        public Policy create(PolicyParameters parameters, PolicyContext context) {
            int threshold = (int) parameters.whole(THRESHOLD);
            String typical = parameters.choice(TYPICAL);
            @Nullable List<TypicalPods.Request> requests = typical.equals(SEEN) ? null : context.requests();
            if (requests == null && typical.equals(TRACE)) {
                throw new PolicyTextException(
                        "The parameter typical (trace) of policy (fgd) must be seen where the pods of a run are not known"
                                + " before.",
                        "Maybe fgd:typical=seen was meant.");
            }
            FragmentationGradient gradient =
                    requests == null ? learning(threshold) : of(TypicalPods.of(requests, threshold));
            return Policy.best(gradient).withDeviceChoice(gradient.deviceChoice());
        }
    }
}
