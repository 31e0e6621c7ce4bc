package io.plimsoll.extender.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.kubernetes.model.PodConverter;
import io.plimsoll.kubernetes.model.Trimming;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the pod of a request. The request after it is often about the same pod (prioritize after filter, or a pod that is tried
 * again): equal bytes are not read twice. One thread.
 */
public final class PodReader {

    private static final String DEFAULT_SCHEDULER = "default-scheduler";
    private static final int LONGEST_PROBLEM = 200;

    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultNullHandling(always -> JsonSetter.Value.construct(Nulls.SKIP, Nulls.SKIP))
            .build();
    private byte[] lastBytes = new byte[0];
    private @Nullable AskedPod last;

    /**
     * The pod of a request.
     *
     * @throws MalformedRequestException when it is not a pod, or a value in it is not one the API server would take
     */
    public AskedPod read(ExtenderRequest request) throws MalformedRequestException {
        @Nullable AskedPod same = last;
        if (same != null
                && Arrays.equals(
                        lastBytes, 0, lastBytes.length, request.bytes(), request.podFrom(), request.podEnd())) {
            return same;
        }
        AskedPod read = convert(request);
        lastBytes = Arrays.copyOfRange(request.bytes(), request.podFrom(), request.podEnd());
        last = read;
        return read;
    }

    private AskedPod convert(ExtenderRequest request) throws MalformedRequestException {
        int from = request.podFrom();
        try {
            @Nullable Pod pod = mapper.readValue(request.bytes(), from, request.podEnd() - from, Pod.class);
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
            @Nullable String scheduler = pod.getSpec().getSchedulerName();
            return new AskedPod(
                    uid == null || uid.isEmpty() ? spec.namespace() + "/" + spec.name() : uid,
                    scheduler == null || scheduler.isEmpty() ? DEFAULT_SCHEDULER : scheduler,
                    spec,
                    pod);
        } catch (JacksonException | IllegalArgumentException | ArithmeticException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new MalformedRequestException("The Pod of the request cannot be read: "
                    + why.substring(0, Math.min(why.length(), LONGEST_PROBLEM)));
        }
    }
}
