package io.plimsoll.planner.headroom;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.planner.cluster.Demands;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.PodKinds;
import io.plimsoll.planner.cluster.Replica;
import io.plimsoll.planner.cluster.SchedulingRules;
import io.plimsoll.planner.cluster.Zones;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks how many more pods fit into a cluster. */
public final class Headroom {

    private Headroom() {}

    /**
     * The answer.
     *
     * @param templates what pods are asked about, at least one
     * @param mixed whether they come together, in sets of their shares
     * @param seed of random draws
     */
    public static HeadroomAnswer answer(
            PlanCluster plan, SchedulingRules rules, List<Template> templates, boolean mixed, long seed) {
        Replica replica = new Replica(plan, PodKinds.of(plan), rules, seed);
        Zones zones = Zones.of(plan.nodes());
        List<TemplateRoom> rooms = new ArrayList<>();
        for (Template template : templates) {
            rooms.add(new TemplateQuestion(replica, zones, template).answer());
        }
        @Nullable MixRoom mix = mixed ? new MixQuestion(replica, templates, rooms).answer() : null;
        return new HeadroomAnswer(plan, rules.name(), seed, rooms, mix);
    }

    /**
     * A template for each class of pods that the cluster has, those with most pods first: pods that ask the same, whatever their
     * names, and their labels where nobody's rules look at them. Pods that belong to their nodes are left out.
     */
    public static List<Template> classes(PlanCluster plan, SchedulingRules rules, long seed) {
        PodKinds kinds = PodKinds.of(plan);
        Replica replica = new Replica(plan, kinds, rules, seed);
        Map<Integer, Template> byClass = new LinkedHashMap<>();
        for (int i = 0; i < plan.pods().size(); i++) {
            PlanPod pod = plan.pods().get(i);
            if (pod.fate() == PlanPod.Fate.PLACED_AGAIN) {
                int number = replica.core().decidedClass(replica.wanted(i)).id();
                Template before = byClass.get(number);
                byClass.put(number, before == null ? first(pod) : more(before));
            }
        }
        List<Template> templates = new ArrayList<>(byClass.values());
        templates.sort(Comparator.comparingInt(Template::inCluster).reversed());
        return templates;
    }

    private static Template first(PlanPod pod) {
        PodSpec spec = pod.wanted();
        return new Template(pod.owner(), spec, pod.scheduler(), 1, 1);
    }

    private static Template more(Template before) {
        return new Template(before.name(), before.pod(), before.scheduler(), before.share(), before.inCluster() + 1);
    }

    /** A template of pods like one of the cluster. */
    public static Template like(PlanCluster plan, PlanPod pod, int share) {
        int same = 0;
        for (PlanPod other : plan.pods()) {
            same += other.owner().equals(pod.owner()) ? 1 : 0;
        }
        return new Template(pod.owner(), pod.wanted(), pod.scheduler(), share, same);
    }

    /** A template of pods that only ask for resources. */
    public static Template of(PodSpec pod, int share) {
        return new Template(Demands.words(pod), pod, "", share, 0);
    }
}
