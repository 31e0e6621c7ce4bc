package io.plimsoll.extender.live;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;

/** Which devices a pod takes on its node. */
final class TakenDevices {

    private TakenDevices() {}

    /**
     * What a pod that is on a node must be thought to take there: the devices that are said, or else those it accepts that have the
     * most left. Fewer than it asks for where the node has no more.
     */
    static long of(Cluster cluster, PodSpec pod, int slot, long said) {
        int wanted = pod.devices().count();
        NodeTable nodes = cluster.nodes();
        int count = nodes.deviceCount(slot);
        boolean known = count == Long.SIZE || said >>> count == 0;
        if (wanted == 0 || (known && Long.bitCount(said) == wanted)) {
            return wanted == 0 ? 0 : said;
        }
        int[] free = new int[count];
        for (int i = 0; i < count; i++) {
            free[i] = nodes.deviceFree(slot, i);
        }
        PodClass podClass = cluster.template(pod).podClass();
        return nodes.mostFreeDevices(slot, podClass, free);
    }
}
