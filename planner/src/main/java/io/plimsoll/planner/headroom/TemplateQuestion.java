package io.plimsoll.planner.headroom;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTemplate;
import io.plimsoll.planner.cluster.Demands;
import io.plimsoll.planner.cluster.PlainCheck;
import io.plimsoll.planner.cluster.Replica;
import io.plimsoll.planner.cluster.RoomRules;
import io.plimsoll.planner.cluster.Zones;
import io.plimsoll.planner.headroom.TemplateRoom.Limit;
import io.plimsoll.planner.headroom.TemplateRoom.ZoneRoom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many more pods of one template fit on a copy of a cluster, which is as before afterwards.
 *
 * <p>Where every rule looks at the node alone, nodes do not matter to each other: what fits is the sum of what fits on each,
 * in whatever order and by whatever scores, and no placement can have more. Otherwise the cluster's scheduler places pods
 * one by one until none fits, and {@link RoomBound} says what no order can exceed.
 */
final class TemplateQuestion {

    private static final int EXAMPLES = 3;

    private final Replica replica;
    private final Zones zones;
    private final Cluster core;
    private final NodeTable nodes;
    private final Template template;
    private final Scheduler scheduler;
    private final PodTemplate pods;
    private final PodClass podClass;
    private RoomRules rules;
    private final long[] room;
    private final long[] reasons;

    TemplateQuestion(Replica replica, Zones zones, Template template) {
        this.replica = replica;
        this.zones = zones;
        this.template = template;
        this.core = replica.core();
        this.nodes = core.nodes();
        this.scheduler = replica.scheduler(template.scheduler());
        this.pods = core.template(template.pod());
        this.podClass = core.decidedClass(template.pod());
        this.rules = new RoomRules(podClass, scheduler.profile(), new PluginContext(core));
        this.room = new long[nodes.slots()];
        this.reasons = new long[nodes.slots()];
    }

    TemplateRoom answer() {
        long[] alone = new long[nodes.slots()];
        for (int node = 0; node < alone.length; node++) {
            alone[node] = rules.room(node);
        }
        boolean exact = rules.nodeByNode();
        long bound;
        if (!exact) {
            bound = new RoomBound(replica.plan(), template.pod(), alone).bound();
            decide();
        } else {
            for (int node = 0; node < alone.length; node++) {
                if (rules.needsPlacing()) {
                    place(node, alone[node]);
                } else {
                    room[node] = alone[node];
                    reasons[node] = rules.reasonAfter(node, alone[node]);
                }
            }
            bound = total(room);
            verify();
        }
        return new TemplateRoom(
                template,
                Demands.words(template.pod()),
                exact,
                total(room),
                bound,
                pooled(),
                zoneRooms(),
                limits(),
                room);
    }

    /** Puts pods on a node until it takes no more, and takes them off again. */
    private void place(int node, long most) {
        List<Integer> placed = new ArrayList<>();
        while (placed.size() < most && rules.passes(node)) {
            int pod = core.addPod(pods, template.pod().name());
            placed.add(pod);
            long devices = podClass.deviceCount() == 0
                    ? 0
                    : scheduler
                            .profile()
                            .deviceChoice()
                            .prepare(podClass, new PluginContext(core))
                            .devices(node, 0);
            core.bind(pod, node, devices);
        }
        room[node] = placed.size();
        reasons[node] = rules.reason(node);
        remove(placed);
    }

    /** Places what fits on each node once more, by the plain rules, and makes sure that one more does not fit. */
    private void verify() {
        PlainCheck check = new PlainCheck(core);
        for (int node = 0; node < room.length; node++) {
            check.fill(pods, node, room[node], true, scheduler.profile());
        }
    }

    /** Has the scheduler place pods until none fits, and takes them off again. */
    private void decide() {
        List<Integer> placed = new ArrayList<>();
        replica.restart();
        while (true) {
            int pod = core.addPod(pods, template.pod().name());
            placed.add(pod);
            int node = scheduler.schedule(pod);
            if (node == Scheduler.UNSCHEDULABLE) {
                break;
            }
            room[node]++;
        }
        verify(placed);
        // Prepared anew: what the rules learned of claims may have moved.
        rules = new RoomRules(podClass, scheduler.profile(), new PluginContext(core));
        for (int node = 0; node < reasons.length; node++) {
            reasons[node] = rules.reason(node);
        }
        remove(placed);
    }

    /** Places the pods, the last of which fits nowhere, once more in the same order, by the plain rules. */
    private void verify(List<Integer> placed) {
        int count = placed.size() - 1;
        int[] slots = new int[count];
        long[] devices = new long[count];
        for (int i = 0; i < count; i++) {
            slots[i] = core.pods().node(placed.get(i));
            devices[i] = core.pods().devices(placed.get(i));
        }
        for (int i = count - 1; i >= 0; i--) {
            core.unbind(placed.get(i));
        }
        PlainCheck check = new PlainCheck(core);
        for (int i = 0; i < count; i++) {
            check.place(placed.get(i), slots[i], devices[i], scheduler.profile());
        }
        for (int node = 0; node < room.length; node++) {
            check.fill(pods, node, 0, true, scheduler.profile());
        }
    }

    private void remove(List<Integer> placed) {
        for (int i = placed.size() - 1; i >= 0; i--) {
            core.removePod(placed.get(i));
        }
    }

    private static long total(long[] room) {
        long total = 0;
        for (long pods : room) {
            total = RoomBound.sum(total, pods);
        }
        return total;
    }

    /** As if everything that is free where the pods may run were on one node. */
    private long pooled() {
        int[] requested = podClass.requestedDimensions();
        long[] free = new long[requested.length];
        long devices = 0;
        for (int node = 0; node < room.length; node++) {
            if (rules.mayRun(node)) {
                for (int i = 0; i < requested.length; i++) {
                    free[i] = RoomBound.sum(free[i], Math.max(0, nodes.free(requested[i], node)));
                }
                devices += freeDevices(node);
            }
        }
        long pooled = Long.MAX_VALUE;
        for (int i = 0; i < requested.length; i++) {
            pooled = Math.min(pooled, free[i] / podClass.request(requested[i]));
        }
        int asked = podClass.deviceRequest().totalMilli();
        return asked == 0 ? pooled : Math.min(pooled, devices / asked);
    }

    private long freeDevices(int node) {
        long free = 0;
        for (int device = 0; device < nodes.deviceCount(node); device++) {
            if (podClass.acceptsModel(nodes.deviceModel(node, device))) {
                free += nodes.deviceFree(node, device);
            }
        }
        return free;
    }

    private List<ZoneRoom> zoneRooms() {
        List<String> names = zones.names();
        int[] count = new int[names.size()];
        long[] pods = new long[names.size()];
        for (int node = 0; node < room.length; node++) {
            int zone = zones.of(node);
            count[zone]++;
            pods[zone] = RoomBound.sum(pods[zone], room[node]);
        }
        List<ZoneRoom> list = new ArrayList<>();
        for (int zone = 0; zone < count.length; zone++) {
            list.add(new ZoneRoom(names.get(zone), count[zone], pods[zone]));
        }
        return list;
    }

    private List<Limit> limits() {
        Map<Long, Stopped> byReason = new LinkedHashMap<>();
        for (int node = 0; node < room.length; node++) {
            byReason.computeIfAbsent(reasons[node], reason -> new Stopped()).add(nodes.name(node), room[node]);
        }
        List<Limit> limits = new ArrayList<>();
        byReason.forEach((reason, stopped) -> limits.add(stopped.limit(rules.words(reason))));
        limits.sort(Comparator.comparingInt(Limit::nodes).reversed().thenComparing(Limit::reason));
        return limits;
    }

    /** Nodes that take no more pods for the same reason. */
    private static final class Stopped {
        private final List<String> examples = new ArrayList<>();
        private int nodes;
        private int full;
        private long pods;

        void add(String node, long room) {
            nodes++;
            full += room > 0 ? 1 : 0;
            pods = RoomBound.sum(pods, room);
            if (examples.size() < EXAMPLES) {
                examples.add(node);
            }
        }

        Limit limit(String reason) {
            return new Limit(reason, nodes, full, pods, examples);
        }
    }
}
