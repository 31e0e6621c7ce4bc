package io.plimsoll.traces.generate;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import java.util.function.Predicate;

/** What a trace asks of its GPUs over time, were every pod placed as it arrives. */
final class FluidLoad {

    private final TreeMap<Long, Long> demandFrom = new TreeMap<>();
    private final long capacityMilli;
    private final long horizonMillis;

    FluidLoad(Trace trace, long horizonMillis, Predicate<NodeSpec> nodes, Predicate<PodArrived> pods) {
        this.horizonMillis = horizonMillis;
        capacityMilli = trace.initialNodes().stream()
                .filter(nodes)
                .mapToLong(node -> 1000L * node.devices().size())
                .sum();
        TreeMap<Long, Long> changes = new TreeMap<>(Map.of(0L, 0L, horizonMillis, 0L));
        trace.arrivals().stream().filter(pods).forEach(arrival -> {
            long milli = arrival.pod().devices().totalMilli();
            long end = arrival.hasDuration() ? arrival.timeMillis() + arrival.durationMillis() : horizonMillis;
            changes.merge(arrival.timeMillis(), milli, Long::sum);
            changes.merge(end, -milli, Long::sum);
        });
        long demand = 0;
        for (Map.Entry<Long, Long> change : changes.entrySet()) {
            demand += change.getValue();
            demandFrom.put(change.getKey(), demand);
        }
    }

    /** Mean demand over capacity. */
    double mean() {
        return weigh(demand -> (double) demand) / capacityMilli / horizonMillis;
    }

    /** Largest demand over capacity. */
    double peak() {
        return demandFrom.values().stream().mapToLong(demand -> demand).max().orElseThrow() / (double) capacityMilli;
    }

    /** Hours in which demand over capacity is in a range. */
    double hoursBetween(double least, double most) {
        return weigh(demand -> demand >= least * capacityMilli && demand <= most * capacityMilli ? 1 : 0)
                / Calendar.HOUR;
    }

    /** Demand over capacity at a time. */
    double at(long timeMillis) {
        return demandFrom.floorEntry(timeMillis).getValue() / (double) capacityMilli;
    }

    private double weigh(LongToDoubleFunction weight) {
        double sum = 0;
        for (Map.Entry<Long, Long> step : demandFrom.entrySet()) {
            long from = step.getKey();
            if (from < horizonMillis) {
                sum += weight.applyAsDouble(step.getValue()) * (demandFrom.higherKey(from) - from);
            }
        }
        return sum;
    }
}
