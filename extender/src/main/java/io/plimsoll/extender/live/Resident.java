package io.plimsoll.extender.live;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.PodTable;
import org.jspecify.annotations.Nullable;

/** A pod that holds space, by what the API server told or by a decision that it has not confirmed yet. */
final class Resident {

    /** Not in the cluster, because its node is not known yet. */
    static final int HOMELESS = -1;

    final String uid;
    final String namespace;
    final String name;
    /** The node it is on or shall go to. */
    String node;
    /** Its number in the cluster, or {@link #HOMELESS}. */
    int number = HOMELESS;
    /** What it holds, kept only while it is homeless. */
    @Nullable
    PodSpec spec;
    /** The devices that it takes there, as bits, kept only while it is homeless. */
    long devices;
    /** When it started, in milliseconds since 1970. */
    long start = PodTable.NOT_STARTED;
    /** When it was first seen on its node, in milliseconds of the ledger's clock. */
    long seenAt;
    /** Whether it is held on a node that pods must leave for it. */
    boolean nominated;
    /** Until when the space is held for it without being confirmed, in milliseconds of the ledger's clock; 0 once confirmed. */
    long heldUntil;
    /** Which of all arrivals its own at its node was, or its coming to wait for the node. Victims of equal rank leave in that order. */
    long arrival;
    /** In which list of all pods it was told last. */
    long list;

    Resident(String uid, String namespace, String name, String node) {
        this.uid = uid;
        this.namespace = namespace;
        this.name = name;
        this.node = node;
    }

    boolean held() {
        return heldUntil != 0;
    }
}
