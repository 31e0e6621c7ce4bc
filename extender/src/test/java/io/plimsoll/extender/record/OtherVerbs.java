package io.plimsoll.extender.record;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.plimsoll.extender.live.Answers;
import io.plimsoll.extender.live.BindVerdict;
import io.plimsoll.extender.live.LiveCluster;
import io.plimsoll.extender.wire.BindRequest;
import io.plimsoll.extender.wire.DeviceBits;
import java.util.Collection;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks what the extender is asked beside filter and prioritize. */
final class OtherVerbs {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Answers answers;
    private final LiveCluster live;
    private final Random random;
    private long decisions;

    OtherVerbs(Answers answers, LiveCluster live, Random random) {
        this.answers = answers;
        this.live = live;
        this.random = random;
    }

    /** How many requests were decided, and not just looked up. */
    long decisions() {
        return decisions;
    }

    /** Asks to bind a pod; returns it as the API server has it then, or null when it was not bound. */
    @Nullable
    Pod bind(Pod pod, String node) throws Exception {
        String uid = pod.getMetadata().getUid();
        BindRequest request = new BindRequest(
                pod.getMetadata().getName(), pod.getMetadata().getNamespace(), uid, node);
        boolean there = live.slot(uid) >= 0 && !live.isHeld(uid);
        boolean known = live.cluster().nodes().find(node) >= 0;
        BindVerdict verdict = answers.checkBinding(request, null);
        decisions += there || !known || verdict instanceof BindVerdict.Unknown ? 0 : 1;
        if (!(verdict instanceof BindVerdict.Free free)) {
            return null;
        }
        if (random.nextInt(4) == 0) {
            answers.notBound(uid);
            return null;
        }
        return new PodBuilder(pod)
                .editMetadata()
                .addToAnnotations("alibabacloud.com/gpu-index", DeviceBits.text(free.devices()))
                .endMetadata()
                .editSpec()
                .withNodeName(node)
                .endSpec()
                .build();
    }

    /** Asks where others should leave for a pod: any of those on nodes, in the form that kube-scheduler sends without its cache. */
    void preempt(Pod pod, Collection<Pod> others) throws Exception {
        ObjectNode request = MAPPER.createObjectNode();
        request.set("Pod", MAPPER.valueToTree(pod));
        ObjectNode nodes = request.putObject("NodeNameToVictims");
        for (Pod other : others) {
            @Nullable String node = other.getSpec().getNodeName();
            if (node != null && random.nextBoolean()) {
                ObjectNode victims = nodes.withObject("/" + node);
                victims.put("NumPDBViolations", random.nextInt(2));
                ArrayNode list = victims.withArray("/Pods");
                list.addObject().putObject("metadata").put("uid", other.getMetadata().getUid());
            }
        }
        byte[] body = MAPPER.writeValueAsBytes(request);
        answers.preempt(body, body.length);
        decisions++;
    }
}
