package io.plimsoll.core.plugin;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.state.ClaimUses;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.DeviceModels;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.Images;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodClasses;
import io.plimsoll.core.state.PodSelectors;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.RequestMix;
import io.plimsoll.core.state.Topology;

/** What a rule may see of a cluster: everything that is true now, nothing that changes it. Always current. */
public final class PluginContext {

    private final Cluster cluster;

    /** The view of a cluster. */
    public PluginContext(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The nodes. */
    public NodeTable nodes() {
        return cluster.nodes();
    }

    /** The pods. A rule of scope {@link Scope#NODE} looks only at those of the node it is asked about. */
    public PodTable pods() {
        return cluster.pods();
    }

    /** The classes of pods. */
    public PodClasses podClasses() {
        return cluster.podClasses();
    }

    /** Domains and counters; to be asked for while a rule is prepared, not while it is evaluated. */
    public Topology topology() {
        return cluster.topology();
    }

    /** Selectors that decide something about the pods they mean. */
    public PodSelectors podSelectors() {
        return cluster.podSelectors();
    }

    /** Objects that are neither nodes nor pods: scope {@link Scope#OBJECTS}. */
    public ClusterObjects objects() {
        return cluster.objects();
    }

    /** The version of {@link #objects()}, for {@link Plugin#epoch}. */
    public long objectsVersion() {
        return cluster.objectsVersion();
    }

    /**
     * Which claims pods on nodes use. A rule that reads it says so in its {@link Plugin#epoch(PodClass, PluginContext)}, and is of scope
     * {@link Scope#EPOCH}.
     */
    public ClaimUses claimUses() {
        return cluster.claimUses();
    }

    /** On how many nodes images are. */
    public Images images() {
        return cluster.images();
    }

    /** What has been asked for so far. */
    public RequestMix requestMix() {
        return cluster.requestMix();
    }

    /** Names of resource dimensions. */
    public Dimensions dimensions() {
        return cluster.dimensions();
    }

    /** Names of device models. */
    public DeviceModels deviceModels() {
        return cluster.deviceModels();
    }
}
