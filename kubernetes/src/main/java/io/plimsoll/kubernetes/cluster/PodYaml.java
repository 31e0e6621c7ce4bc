package io.plimsoll.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.Pod;

/** Writes pods as YAML documents that kubectl reads. For one thread. */
public final class PodYaml {

    private final ObjectYaml yaml = new ObjectYaml();

    /** The pod, on a node. */
    public String document(Pod pod, String node) {
        return yaml.document(pod.edit().editSpec().withNodeName(node).endSpec().build());
    }
}
