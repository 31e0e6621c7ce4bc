package io.plimsoll.extender.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.model.PodConverter;
import io.plimsoll.kubernetes.model.Trimming;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the pod of a request. The request after it is often about the same pod (prioritize after filter, or a pod that is tried
 * again): equal bytes are not read twice. One thread.
 */
public final class PodReader {

    private static final int LONGEST_PROBLEM = 200;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultNullHandling(always -> JsonSetter.Value.construct(Nulls.SKIP, Nulls.SKIP))
            .build();
    private final DeviceNames devices;
    private byte[] lastBytes = new byte[0];
    private @Nullable AskedPod last;

    /** A reader of pods that ask for devices under some names. */
    public PodReader(DeviceNames devices) {
        this.devices = devices;
    }

    /**
     * The pod of a request.
     *
     * @throws MalformedRequestException when it is not a pod, or a value in it is not one the API server would take
     */
    public AskedPod read(ExtenderRequest request) throws MalformedRequestException {
        return read(request.bytes(), request.podFrom(), request.podEnd());
    }

    /** The pod that stands between two places of a request. */
    public AskedPod read(byte[] bytes, int from, int end) throws MalformedRequestException {
        @Nullable AskedPod same = last;
        if (same != null && Arrays.equals(lastBytes, 0, lastBytes.length, bytes, from, end)) {
            return same;
        }
        AskedPod read = convert(bytes, from, end);
        lastBytes = Arrays.copyOfRange(bytes, from, end);
        last = read;
        return read;
    }

    /** The scheduler that a pod asks for. */
    public static String schedulerName(io.fabric8.kubernetes.api.model.PodSpec spec) {
        return SchedulerConfig.schedulerOf(spec.getSchedulerName());
    }

    private AskedPod convert(byte[] bytes, int from, int end) throws MalformedRequestException {
        try {
            @Nullable Pod pod = MAPPER.readValue(bytes, from, end - from, Pod.class);
            if (pod == null || pod.getMetadata() == null || pod.getSpec() == null) {
                throw new MalformedRequestException("The Pod of the request must have metadata and spec.");
            }
            ObjectMeta metadata = pod.getMetadata();
            if (metadata.getName() == null || metadata.getName().isEmpty()) {
                throw new MalformedRequestException("The Pod of the request must have a metadata.name.");
            }
            Trimming.trim(pod);
            PodSpec spec = PodConverter.waiting(pod);
            @Nullable String uid = metadata.getUid();
            return new AskedPod(
                    uid == null || uid.isEmpty() ? spec.namespace() + "/" + spec.name() : uid,
                    schedulerName(pod.getSpec()),
                    devices.pod(spec),
                    devices.problem(spec),
                    pod);
        } catch (RuntimeException e) {
            // Also where a field is missing that no API server lets be missing, and a conversion stumbles over it.
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new MalformedRequestException("The Pod of the request cannot be read: "
                    + why.substring(0, Math.min(why.length(), LONGEST_PROBLEM)));
        }
    }
}
