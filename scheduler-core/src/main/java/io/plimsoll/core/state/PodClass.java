package io.plimsoll.core.state;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.ScoredRequests;
import io.plimsoll.core.model.SpreadConstraint;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All pods that ask the same. What decides the class is what a pod asks for, never its name; its labels count only as far
 * as they match its own spread constraints and, in a class that is decided, the {@link PodSelectors} of others. Immutable; two pods of one cluster ask the same exactly when their class is
 * the same object.
 */
public final class PodClass {

    private final int id;
    private final PodSpec example;
    private final long[] requests;
    private final int[] requestedDimensions;
    private final int deviceCount;
    private final int deviceMilli;
    private final long deviceModels;
    private final BitSet meantBy;
    private final long usualCpuBeyond;
    private final long usualMemoryBeyond;

    PodClass(int id, PodSpec example, long[] requests, long deviceModels, BitSet meantBy) {
        this.id = id;
        this.meantBy = meantBy;
        this.example = example;
        this.requests = requests;
        this.deviceModels = deviceModels;
        @Nullable ScoredRequests scored = example.rules().scored();
        this.usualCpuBeyond = scored == null ? 0 : scored.heldCpuMilli() - requests[Dimensions.CPU];
        this.usualMemoryBeyond = scored == null ? 0 : scored.heldMemoryBytes() - requests[Dimensions.MEMORY];
        DeviceRequest devices = example.devices();
        this.deviceCount = devices.count();
        this.deviceMilli = devices.milliPerDevice();
        int[] dimensions = new int[requests.length];
        int count = 0;
        for (int d = 0; d < requests.length; d++) {
            if (requests[d] > 0) {
                dimensions[count++] = d;
            }
        }
        this.requestedDimensions = Arrays.copyOf(dimensions, count);
    }

    /** The number of this class within its cluster: 0, 1, 2 ... */
    public int id() {
        return id;
    }

    /** How many dimensions {@link #request(int)} knows; the request of any later one is 0. */
    public int dimensions() {
        return requests.length;
    }

    /** What is requested of a dimension, {@code dimension < dimensions()}. */
    public long request(int dimension) {
        return requests[dimension];
    }

    /** What is requested, by name. */
    public Resources requestedResources() {
        return example.requests();
    }

    /** What a pod that is to be placed counts as where fullness is scored: see {@link ScoredRequests}. */
    public Resources scoredRequests() {
        @Nullable ScoredRequests scored = example.rules().scored();
        return scored == null ? example.requests() : scored.asking();
    }

    /** By how much CPU that counts where fullness is scored is above what is requested, in milli-cores. */
    long usualCpuBeyond() {
        return usualCpuBeyond;
    }

    /** The same of memory, in bytes. */
    long usualMemoryBeyond() {
        return usualMemoryBeyond;
    }

    /** The dimensions of which something is requested, ascending. A copy. */
    public int[] requestedDimensions() {
        return requestedDimensions.clone();
    }

    /** The devices asked for. */
    public DeviceRequest deviceRequest() {
        return example.devices();
    }

    /** Number of devices asked for; 0 for none. */
    public int deviceCount() {
        return deviceCount;
    }

    /** Thousandths asked of each device; 1000 is a whole one. */
    public int deviceMilli() {
        return deviceMilli;
    }

    /** Accepted device models as a set of bits of {@link NodeTable#deviceModel(int, int)}; -1 accepts any. */
    public long deviceModels() {
        return deviceModels;
    }

    /** Whether a device of this model is accepted. */
    public boolean acceptsModel(int model) {
        return (deviceModels >>> model & 1) != 0;
    }

    /** The only node allowed, or null. */
    public @Nullable String nodeName() {
        return example.nodeName();
    }

    /** What only Kubernetes says of the pods. */
    public PodRules rules() {
        return example.rules();
    }

    /** The namespace that spread constraints count in and that claims and the controller are of; else that of any pod. */
    public String namespace() {
        return example.namespace();
    }

    /** Spread constraints. */
    public List<SpreadConstraint> spread() {
        return example.spread();
    }

    /** Preferred node labels. */
    public List<PreferredLabels> preferred() {
        return example.preferred();
    }

    /** Whether the selector of {@link PodSelectors} with this number means the pods: theirs, or of others. */
    public boolean meantBy(int selector) {
        return meantBy.get(selector);
    }

    /** This class, of pods that these selectors mean. */
    PodClass of(int newId, BitSet selectors) {
        return new PodClass(newId, example, requests, deviceModels, selectors);
    }

    /** Whether pods of this class are counted by the constraint of their own. */
    public boolean countsItself(SpreadConstraint constraint) {
        return constraint.selector().matches(example.labels());
    }

    @Override
    public String toString() {
        return "class " + id + " " + example.requests() + " " + example.devices();
    }
}
