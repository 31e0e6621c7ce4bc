package io.plimsoll.traces.format;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers machines and makes a trace of them. */
final class AzureVms {

    /** Seconds of the longest bin and of the whole data set, and more. */
    static final long MOST_SECONDS = 1L << 32;

    private final List<TraceEvent> arrivals = new ArrayList<>();
    private final Map<Resources, PodSpec> flavours = new HashMap<>();
    private final List<InputDigest> inputs = new ArrayList<>();
    private final List<Long> seconds = new ArrayList<>();
    private final List<Long> lifetimes = new ArrayList<>();
    private final List<PodSpec> pods = new ArrayList<>();
    private final List<String> owners = new ArrayList<>();

    void add(long vm, long arrivalSeconds, long batch, Resources requests, long lifetimeMillis) {
        PodSpec flavour =
                flavours.computeIfAbsent(requests, asked -> PodSpec.named("vm").withRequests(asked));
        seconds.add(arrivalSeconds);
        pods.add(flavour.withName("vm-" + vm));
        owners.add("batch-" + batch);
        lifetimes.add(lifetimeMillis);
    }

    void read(InputDigest digest) {
        inputs.add(digest);
    }

    Trace trace(String name, List<NodeSpec> nodes) {
        long first = Long.MAX_VALUE;
        for (long second : seconds) {
            first = Math.min(first, second);
        }
        for (int i = 0; i < pods.size(); i++) {
            long millis = (seconds.get(i) - first) * 1000;
            arrivals.add(new PodArrived(millis, pods.get(i), lifetimes.get(i), owners.get(i)));
        }
        return new Trace(name, TraceFormat.AZURE_V1_VM_ARRIVALS.formatName(), true, nodes, arrivals, inputs);
    }
}
