package io.plimsoll.extender.wire;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What Kubernetes objects call shares of devices (GPUs), so that the core can count each device by itself. A pod asks for
 * thousandths of one device, for a number of whole devices, or for both (1000 thousandths of each of several). A node offers
 * a number of devices, all of the model that its label says. Immutable.
 *
 * @param milliResource the resource of thousandths of each device that a pod asks for
 * @param countResource the resource of the number of devices
 * @param modelLabel the label of nodes that says the model
 * @param indexAnnotation the annotation of bound pods that says which devices they take, see {@link DeviceBits}
 */
public record DeviceNames(String milliResource, String countResource, String modelLabel, String indexAnnotation) {

    /** The names that are usual where GPUs are shared. */
    public static final DeviceNames DEFAULT = new DeviceNames(
            "alibabacloud.com/gpu-milli",
            "alibabacloud.com/gpu-count",
            "alibabacloud.com/gpu-card-model",
            "alibabacloud.com/gpu-index");

    /** Said of every node where a pod asks for devices in a way that no node can serve. */
    static final String NO_REQUEST = "a share must be of one GPU, or 1000 thousandths of each";

    private static final String ANY_MODEL = "gpu";

    /** A pod whose request for devices is the core's. One that cannot be served asks for none: see {@link #problem}. */
    public PodSpec pod(PodSpec pod) {
        Map<String, Long> scalars = pod.requests().scalars();
        if (!scalars.containsKey(milliResource) && !scalars.containsKey(countResource)) {
            return pod;
        }
        PodSpec rest = pod.withRequests(without(pod.requests()));
        return problem(pod) == null ? rest.withDevices(request(scalars)) : rest;
    }

    /** Why a pod's request for devices cannot be served, or null. */
    public @Nullable String problem(PodSpec pod) {
        Map<String, Long> scalars = pod.requests().scalars();
        long count = count(scalars);
        long milli = milli(scalars);
        boolean none = count == 0 && milli == 0;
        boolean share = count == 1 && milli >= 1 && milli <= DeviceSpec.WHOLE;
        boolean whole = count >= 1 && count <= DeviceRequest.MAX_DEVICES && milli == DeviceSpec.WHOLE;
        return none || share || whole ? null : NO_REQUEST;
    }

    /** A node whose devices are the core's. */
    public NodeSpec node(NodeSpec node) {
        long count = node.allocatable().scalars().getOrDefault(countResource, 0L);
        if (count == 0) {
            return node.allocatable().scalars().containsKey(milliResource)
                    ? node.withAllocatable(without(node.allocatable()))
                    : node;
        }
        String model = node.labels().getOrDefault(modelLabel, ANY_MODEL);
        DeviceSpec device = DeviceSpec.whole(model.isEmpty() ? ANY_MODEL : model);
        int devices = (int) Math.min(count, DeviceRequest.MAX_DEVICES);
        return node.withAllocatable(without(node.allocatable())).withDevices(Collections.nCopies(devices, device));
    }

    /** The devices that a pod's annotations say it takes, as bits; 0 where they say none. */
    public long devices(@Nullable Map<String, String> annotations) {
        return annotations == null ? 0 : DeviceBits.parse(annotations.getOrDefault(indexAnnotation, ""));
    }

    private DeviceRequest request(Map<String, Long> scalars) {
        int count = (int) count(scalars);
        return count == 1 ? DeviceRequest.share((int) milli(scalars), Set.of()) : DeviceRequest.whole(count, Set.of());
    }

    private long count(Map<String, Long> scalars) {
        return scalars.getOrDefault(countResource, scalars.getOrDefault(milliResource, 0L) == 0 ? 0L : 1L);
    }

    private long milli(Map<String, Long> scalars) {
        return scalars.getOrDefault(
                milliResource, scalars.getOrDefault(countResource, 0L) == 0 ? 0L : (long) DeviceSpec.WHOLE);
    }

    private Resources without(Resources resources) {
        Map<String, Long> rest = new TreeMap<>(resources.scalars());
        rest.remove(milliResource);
        rest.remove(countResource);
        return resources.withScalars(rest);
    }
}
