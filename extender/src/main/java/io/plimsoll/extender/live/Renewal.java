package io.plimsoll.extender.live;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.RequestMix;
import java.util.Arrays;

/**
 * Makes a cluster that is as another one is now and has not seen what that one has. A cluster numbers classes, sets of labels and selectors
 * once and for ever, which a simulation of a month bears; in a service that runs for months each rollout and each job would leave
 * some behind. Slots, numbers of pods, the order of pods on nodes and what policies have learned of requests stay, so that the same is
 * decided from both. O(nodes + pods).
 */
final class Renewal {

    private final Cluster old;
    private final Cluster fresh = new Cluster();

    private Renewal(Cluster old) {
        this.old = old;
    }

    /** The new one. The old one stays as it is; it must be without trials, and no pod be nominated. */
    static Cluster of(Cluster old) {
        Renewal renewal = new Renewal(old);
        renewal.fresh.setObjects(old.objects());
        renewal.fresh.setBudgets(old.budgets().all());
        renewal.nodes();
        renewal.pods();
        renewal.mix();
        return renewal.fresh;
    }

    private void nodes() {
        NodeTable nodes = old.nodes();
        for (int slot = 0; slot < nodes.slots(); slot++) {
            if (nodes.exists(slot)) {
                fresh.restoreNode(slot, nodes.spec(slot));
            }
        }
    }

    private void pods() {
        PodTable pods = old.pods();
        fresh.restorePodNumbers(pods.end(), pods.freeNumbers());
        for (int pod = 0; pod < pods.end(); pod++) {
            if (pods.exists(pod)) {
                PodSpec spec = pods.spec(pod);
                fresh.restorePod(pod, fresh.template(spec), spec.name());
            }
        }
        int[] onNode = new int[16];
        for (int slot = 0; slot < old.nodes().slots(); slot++) {
            int count = 0;
            for (int pod = pods.firstOn(slot); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
                if (count == onNode.length) {
                    onNode = Arrays.copyOf(onNode, 2 * count);
                }
                onNode[count++] = pod;
            }
            while (count > 0) {
                int first = onNode[--count];
                fresh.bind(first, slot, pods.devices(first));
                fresh.setStart(first, pods.startMillis(first));
            }
        }
    }

    /** Of the pods that arrived only what they asked for is known on: by processors and devices, as in a recording. */
    private void mix() {
        RequestMix mix = old.requestMix();
        long[] until = new long[16];
        long[] known = new long[16];
        for (int id = 0; id < old.podClasses().count(); id++) {
            if (mix.arrivedUntilNow(id) > 0) {
                PodClass podClass = old.podClasses().get(id);
                PodSpec alike = PodSpec.named("mix")
                        .withRequests(Resources.request(podClass.request(Dimensions.CPU), 0))
                        .withDevices(podClass.deviceRequest());
                int now = fresh.template(alike).podClass().id();
                if (now >= until.length) {
                    until = Arrays.copyOf(until, 2 * now);
                    known = Arrays.copyOf(known, 2 * now);
                }
                until[now] += mix.arrivedUntilNow(id);
                known[now] += mix.arrived(id);
            }
        }
        fresh.requestMix().restore(until, known, mix.version(), mix.next());
    }
}
