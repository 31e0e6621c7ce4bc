package io.plimsoll.kubernetes.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.engine.Explanation.NodeReport;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.kubernetes.config.CoreProfile;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.config.SchedulerProfile;
import io.plimsoll.kubernetes.model.NodeConverter;
import io.plimsoll.kubernetes.model.ObjectsConverter;
import io.plimsoll.kubernetes.model.PodConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random clusters under the whole profile of kube-scheduler, all rules at once: pods and nodes come, go and change labels,
 * taints, images and sizes; services, namespaces, volumes and claims appear and vanish. After each change a pod is
 * decided by what the scheduler remembers, under full checks, and by rules that are asked about every node of a cluster made
 * anew.
 */
class WholeProfileChurnTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 20261130);
    private static final int CLUSTERS = 40;
    private static final int STEPS = 120;
    private static final int KINDS = 8;

    private final JsonMapper mapper = JsonMapper.shared();
    private final VectorFiles files = new VectorFiles();
    /** By filter, how many nodes it refused; by scorer, in how many decisions it told nodes apart. */
    private final Map<String, Integer> mattered = new TreeMap<>();

    private Random random = new Random(SEED);
    private RandomCases cases = new RandomCases(SEED);
    private int taken;
    private Cluster cluster = new Cluster();
    private SchedulerProfile profile = taken().profile();
    private final List<PodSpec> kinds = new ArrayList<>();
    private int named;

    @Test
    void whatIsRememberedDecidesAsRulesThatAreAskedAnew() {
        assumeTrue(Checks.FULL, "Maven runs this with -Dplimsoll.checks=full, apart from the other tests.");
        for (int run = 0; run < CLUSTERS; run++) {
            random = new Random(SEED + run);
            cases = new RandomCases(SEED + run);
            taken = 0;
            try {
                churn();
            } catch (RuntimeException | AssertionError difference) {
                throw new AssertionError("Replay with -Dplimsoll.seed=" + (SEED + run), difference);
            }
        }
        List<String> rules = new ArrayList<>();
        Profile all = CoreProfile.of(SchedulerConfig.byDefault().profiles().get(0));
        all.filters().stream().map(Filter::name).forEach(rules::add);
        all.scorers().forEach(scorer -> rules.add(scorer.scorer().name() + " score"));
        rules.remove(VectorCheck.NOT_MODELLED);
        assertThat(mattered).containsOnlyKeys(rules);
        assertThat(mattered.values()).as("%s", mattered).allMatch(times -> times >= 20);
    }

    private void churn() {
        VectorCase first = taken();
        cluster = new Cluster();
        profile = first.profile();
        cluster.setObjects(ObjectsConverter.convert(first.objects()));
        for (Node node : first.nodes()) {
            cluster.addNode(NodeConverter.convert(node));
        }
        for (Pod pod : first.pods()) {
            put(PodConverter.bound(pod), pod.getSpec().getNodeName());
        }
        Scheduler scheduler = new Scheduler(cluster, CoreProfile.of(profile), 1);
        kinds.clear();
        while (kinds.size() < KINDS) {
            kinds.add(PodConverter.waiting(taken().pod()));
        }
        for (int step = 0; step < STEPS; step++) {
            change();
            PodSpec kind = kinds.get(random.nextInt(KINDS)).withName("k" + named++);
            int best = best(kind);
            int pod = cluster.addPod(kind);
            assertThat(scheduler.decide(pod)).as("step %d, pod %s", step, kind).isEqualTo(best);
            if (best >= 0 && random.nextInt(3) > 0) {
                cluster.bind(pod, best, scheduler.devices());
            } else {
                cluster.removePod(pod);
            }
        }
    }

    /** The slot of the best node by a cluster that has seen nothing before; of equals the lowest. */
    private int best(PodSpec pod) {
        Cluster fresh = new Cluster();
        fresh.setObjects(cluster.objects());
        for (int node = 0; node < cluster.nodes().slots(); node++) {
            if (cluster.nodes().exists(node)) {
                int slot = fresh.addNode(cluster.nodes().spec(node));
                for (int on = cluster.pods().firstOn(node);
                        on != PodTable.NONE;
                        on = cluster.pods().nextOnNode(on)) {
                    fresh.bind(fresh.addPod(cluster.pods().spec(on)), slot, 0);
                }
            }
        }
        Explanation explanation = new Scheduler(fresh, CoreProfile.of(profile), 1).explain(pod);
        int best = Scheduler.UNSCHEDULABLE;
        long most = -1;
        for (NodeReport report : explanation.nodes()) {
            report.objections().forEach(objection -> mattered.merge(objection.filter(), 1, Integer::sum));
            if (report.feasible() && report.total() > most) {
                most = report.total();
                best = cluster.nodes().find(report.node());
            }
        }
        List<NodeReport> feasible =
                explanation.nodes().stream().filter(NodeReport::feasible).toList();
        for (int scorer = 0;
                !feasible.isEmpty() && scorer < feasible.get(0).scores().size();
                scorer++) {
            TreeSet<Long> values = new TreeSet<>();
            for (NodeReport report : feasible) {
                values.add(report.scores().get(scorer).score());
            }
            if (values.size() > 1) {
                mattered.merge(feasible.get(0).scores().get(scorer).scorer() + " score", 1, Integer::sum);
            }
        }
        return best;
    }

    private void change() {
        VectorCase other = taken();
        Node node = other.nodes().get(random.nextInt(other.nodes().size()));
        int slot = cluster.nodes().find(node.getMetadata().getName());
        switch (random.nextInt(10)) {
            case 0, 1 -> {
                if (slot < 0) {
                    cluster.addNode(NodeConverter.convert(node));
                } else {
                    cluster.describeNode(slot, NodeConverter.convert(node));
                }
            }
            case 2 -> {
                if (slot >= 0 && cluster.nodes().count() > 3) {
                    while (cluster.nodes().podCount(slot) > 0) {
                        cluster.removePod(cluster.pods().firstOn(slot));
                    }
                    cluster.removeNode(slot);
                }
            }
            case 3 -> {
                if (slot >= 0) {
                    NodeSpec now = cluster.nodes().spec(slot);
                    cluster.setUnschedulable(slot, !now.unschedulable());
                }
            }
            case 4, 5 -> {
                if (slot >= 0 && cluster.nodes().podCount(slot) > 0) {
                    cluster.removePod(cluster.pods().firstOn(slot));
                }
            }
            case 6 -> cluster.setObjects(ObjectsConverter.convert(some(other.objects())));
            case 7 -> kinds.set(random.nextInt(KINDS), PodConverter.waiting(other.pod()));
            default ->
                other.pods().stream()
                        .limit(1 + random.nextInt(2))
                        .forEach(pod ->
                                put(PodConverter.bound(pod), node.getMetadata().getName()));
        }
    }

    /** All objects of another case, or those without some. */
    private List<HasMetadata> some(List<HasMetadata> objects) {
        return random.nextBoolean()
                ? objects
                : objects.stream().filter(object -> random.nextInt(4) > 0).toList();
    }

    private void put(PodSpec pod, String node) {
        int slot = cluster.nodes().find(node);
        if (slot >= 0) {
            cluster.bind(cluster.addPod(pod.withNodeName(null).withName("b" + named++)), slot, 0);
        }
    }

    /** The next case. */
    private VectorCase taken() {
        try {
            return files.parse(mapper.writeValueAsString(cases.get(taken++)), "{\"nodes\": {}}");
        } catch (InputException e) {
            throw new IllegalStateException(e);
        }
    }
}
