package io.plimsoll.planner.headroom;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTemplate;
import io.plimsoll.planner.cluster.PlainCheck;
import io.plimsoll.planner.cluster.Replica;
import io.plimsoll.planner.cluster.RoomRules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * How many more sets of a mix of templates fit on a copy of a cluster, which is as before afterwards.
 *
 * <p>What fits is what the scheduler was seen to place, set after set, and with all pods of the largest template first. The
 * bound is the least of: what fits of each template alone, by the set; and for each set of nodes to which a template is bound, and
 * each resource, what is free there by what the templates that may run there only ask for.
 */
final class MixQuestion {

    private final Replica replica;
    private final Cluster core;
    private final NodeTable nodes;
    private final List<Template> templates;
    private final List<TemplateRoom> alone;
    private final List<PodTemplate> pods = new ArrayList<>();
    private final List<Integer> placed = new ArrayList<>();
    private final List<Scheduler> placedBy = new ArrayList<>();

    /** @param alone how many more pods of each template fit alone */
    MixQuestion(Replica replica, List<Template> templates, List<TemplateRoom> alone) {
        this.replica = replica;
        this.core = replica.core();
        this.nodes = core.nodes();
        this.templates = templates;
        this.alone = alone;
        templates.forEach(template -> pods.add(core.template(template.pod())));
    }

    MixRoom answer() {
        long bound = bound();
        long asTheyCome = asTheyCome(bound);
        verify();
        remove();
        long enough = asTheyCome;
        long tooMany = bound + 1;
        while (tooMany - enough > 1) {
            long middle = enough + (tooMany - enough) / 2;
            if (fitsLargestFirst(middle)) {
                enough = middle;
                verify();
            } else {
                tooMany = middle;
            }
            remove();
        }
        return new MixRoom(asTheyCome, enough, bound);
    }

    private long asTheyCome(long most) {
        replica.restart();
        for (long set = 0; set < most; set++) {
            int before = placed.size();
            for (int t = 0; t < templates.size(); t++) {
                if (!isPlaced(t, templates.get(t).share())) {
                    removeFrom(before);
                    return set;
                }
            }
        }
        return most;
    }

    private boolean fitsLargestFirst(long sets) {
        replica.restart();
        List<Integer> order = new ArrayList<>();
        for (int t = 0; t < templates.size(); t++) {
            order.add(t);
        }
        // The one of which fewest fit alone takes most of a node.
        order.sort(Comparator.comparingLong(t -> alone.get(t).bound()));
        for (int t : order) {
            if (!isPlaced(t, sets * templates.get(t).share())) {
                return false;
            }
        }
        return true;
    }

    private boolean isPlaced(int t, long count) {
        Scheduler scheduler = replica.scheduler(templates.get(t).scheduler());
        for (long i = 0; i < count; i++) {
            int pod = core.addPod(pods.get(t), templates.get(t).pod().name());
            placed.add(pod);
            placedBy.add(scheduler);
            if (scheduler.schedule(pod) == Scheduler.UNSCHEDULABLE) {
                return false;
            }
        }
        return true;
    }

    private void verify() {
        int[] slots = new int[placed.size()];
        long[] devices = new long[slots.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = core.pods().node(placed.get(i));
            devices[i] = core.pods().devices(placed.get(i));
        }
        for (int i = slots.length - 1; i >= 0; i--) {
            core.unbind(placed.get(i));
        }
        PlainCheck check = new PlainCheck(core);
        for (int i = 0; i < slots.length; i++) {
            check.place(placed.get(i), slots[i], devices[i], placedBy.get(i).profile());
        }
    }

    private void remove() {
        removeFrom(0);
    }

    private void removeFrom(int from) {
        for (int i = placed.size() - 1; i >= from; i--) {
            core.removePod(placed.get(i));
            placed.remove(i);
            placedBy.remove(i);
        }
    }

    private long bound() {
        long bound = Long.MAX_VALUE;
        List<BitSet> eligible = new ArrayList<>();
        List<PodClass> classes = new ArrayList<>();
        for (int t = 0; t < templates.size(); t++) {
            Template template = templates.get(t);
            bound = Math.min(bound, alone.get(t).bound() / template.share());
            PodClass podClass = core.decidedClass(template.pod());
            RoomRules rules = new RoomRules(
                    podClass, replica.scheduler(template.scheduler()).profile(), new PluginContext(core));
            BitSet mayRun = new BitSet();
            for (int node = 0; node < nodes.slots(); node++) {
                mayRun.set(node, rules.mayRun(node));
            }
            eligible.add(mayRun);
            classes.add(podClass);
        }
        List<BitSet> sets = new ArrayList<>(eligible);
        BitSet union = new BitSet();
        eligible.forEach(union::or);
        sets.add(union);
        for (BitSet set : sets) {
            for (int d = -1; d < core.dimensions().count(); d++) {
                long asked = 0;
                for (int t = 0; t < templates.size(); t++) {
                    BitSet outside = (BitSet) eligible.get(t).clone();
                    outside.andNot(set);
                    asked += outside.isEmpty() ? templates.get(t).share() * asks(classes.get(t), d) : 0;
                }
                bound = asked == 0 ? bound : Math.min(bound, free(set, d) / asked);
            }
        }
        return bound;
    }

    private static long asks(PodClass podClass, int dimension) {
        if (dimension < 0) {
            return podClass.deviceRequest().totalMilli();
        }
        return dimension < podClass.dimensions() ? podClass.request(dimension) : 0;
    }

    private long free(BitSet set, int dimension) {
        long free = 0;
        for (int node = set.nextSetBit(0); node >= 0; node = set.nextSetBit(node + 1)) {
            long here = dimension < 0 ? nodes.deviceFreeTotal(node) : nodes.free(dimension, node);
            free = RoomBound.sum(free, Math.max(0, here));
        }
        return free;
    }
}
