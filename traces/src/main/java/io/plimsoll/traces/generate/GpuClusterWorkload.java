package io.plimsoll.traces.generate;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Generates the workload of a GPU cluster: no recording, but shaped like published ones, and with the moments of
 * contention that make a scheduler's choices visible.
 *
 * <ul>
 *   <li><b>Cluster.</b> CPU nodes and nodes of 1, 2, 4 and 8 GPUs of four models, in three zones and racks of 16.
 *   <li><b>Jobs.</b> Some thirty classes of requests, in the proportions of the openb cluster: most ask for a share of a
 *       GPU or for one, few for several, one in eight for none; a third accepts certain models only. Lifetimes are
 *       log-normal with a heavy tail (in openb the 99th percentile is about two hundred times the median). Arrivals follow
 *       the hours of the day, and are half as many on weekends. Jobs that were already running when the trace begins
 *       arrive in its first minutes, so that there is no empty cluster to fill first.
 *   <li><b>Distributed jobs.</b> Some jobs have 4 to 32 workers with a GPU each, which come and end together and have an owner
 *       in common: pod groups, where a run treats them so.
 *   <li><b>Services.</b> Twelve services hold about a fifth of the GPUs in use: high priority, spread over the zones,
 *       replaced replica by replica when a new version is released.
 *   <li><b>Contention.</b> On the first Thursday at 14:00 a parameter sweep asks within 40 minutes for about a third of
 *       all GPUs, on top of a busy afternoon: more is asked for than there is, for a few hours.
 *   <li><b>Nodes.</b> {@link Maintenance} takes a few nodes out on Tuesday and brings them back, and resizes one.
 *   <li><b>Load.</b> The lifetimes of the jobs are scaled so that the GPU time asked for is the wanted part of what there
 *       is. A pod that would outlive the trace has an unknown duration, as in a recording.
 * </ul>
 *
 * <p>The same seed and parameters give the same trace on every platform: whole milliseconds, a random generator of our
 * own, {@link StrictMath}. Stateless; takes time linear in the number of pods, but for one sort.
 */
public final class GpuClusterWorkload {

    /** What {@link Trace#format()} says of a generated trace. */
    public static final String FORMAT = "gpu-cluster";

    private static final double SERVICE_PART = 0.2;
    private static final int SERVICE_PODS_PERCENT = 15;
    private static final double RUNNING_AT_START_PART = 0.92;
    private static final int RUNNING_AT_START_PERCENT = 15;
    private static final double SWEEP_PART = 0.36;
    private static final int SWEEP_PERCENT = 10;

    private GpuClusterWorkload() {}

    /**
     * Generates a trace.
     *
     * @throws IllegalArgumentException when the pods cannot make the wanted load
     */
    public static Trace generate(long seed, GpuClusterParameters parameters) {
        List<NodeSpec> nodes = NodeShape.cluster(parameters.nodes());
        long horizon = parameters.horizonMillis();
        long gpuMilli = capacityMilli(nodes);
        List<PodDraft> drafts = drafts(parameters, gpuMilli, new SeededRandom(seed));
        double factor = LifetimeScale.find(drafts, horizon, parameters.load() * gpuMilli * horizon);
        List<TraceEvent> events = new ArrayList<>(Maintenance.events(nodes, new Calendar(parameters.days())));
        events.addAll(arrivals(drafts, factor, horizon));
        return new Trace("gpu-cluster-seed-" + seed, FORMAT, true, nodes, events, List.of());
    }

    private static List<PodDraft> drafts(GpuClusterParameters parameters, long gpuMilli, SeededRandom random) {
        int pods = parameters.pods();
        int days = parameters.days();
        long inUse = (long) (parameters.load() * gpuMilli);
        long inServices = (long) (SERVICE_PART * inUse);
        long atStart = (long) (RUNNING_AT_START_PART * inUse) - inServices;
        long inSweep = (long) (SWEEP_PART * gpuMilli);
        List<PodDraft> drafts = new ArrayList<>(pods);
        drafts.addAll(Services.generate(days, inServices, percent(pods, SERVICE_PODS_PERCENT), random.stream(1)));
        drafts.addAll(Jobs.alreadyRunning(atStart, percent(pods, RUNNING_AT_START_PERCENT), random.stream(2)));
        drafts.addAll(Jobs.ofSweep(inSweep, percent(pods, SWEEP_PERCENT), new Calendar(days), random.stream(3)));
        drafts.addAll(Jobs.ofEveryDay(
                pods - drafts.size(), new LoadCurve(days), random.stream(4), random.stream(5)));
        return drafts;
    }

    private static List<TraceEvent> arrivals(List<PodDraft> drafts, double factor, long horizonMillis) {
        List<PodDraft> inOrder = new ArrayList<>(drafts);
        inOrder.sort(Comparator.comparingLong(PodDraft::arrivalMillis));
        int digits = Integer.toString(drafts.size()).length();
        List<TraceEvent> arrivals = new ArrayList<>(drafts.size());
        for (int i = 0; i < inOrder.size(); i++) {
            PodDraft draft = inOrder.get(i);
            PodSpec template = draft.template();
            PodSpec pod = draft.named() ? template : template.withName(Numbered.name(template.name(), i, digits));
            long lifetime = draft.lifetimeMillis(factor);
            boolean outlives = draft.arrivalMillis() + lifetime > horizonMillis;
            arrivals.add(new PodArrived(
                    draft.arrivalMillis(), pod, outlives ? PodArrived.UNKNOWN_DURATION : lifetime, draft.owner()));
        }
        return arrivals;
    }

    private static long capacityMilli(List<NodeSpec> nodes) {
        long sum = 0;
        for (NodeSpec node : nodes) {
            sum += 1000L * node.devices().size();
        }
        return sum;
    }

    private static int percent(int pods, int percent) {
        return (int) ((long) pods * percent / 100);
    }
}
