package io.plimsoll.core.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the outside world says of a node. Immutable.
 *
 * @param name unique name
 * @param allocatable what pods may use
 * @param labels labels, sorted by key
 * @param devices devices in index order, at most 64
 * @param unschedulable whether the node is cordoned: it keeps its pods and takes no new ones
 * @param taints what keeps pods away that do not tolerate it
 * @param images images on the node by name, with their sizes in bytes
 */
public record NodeSpec(
        String name,
        Resources allocatable,
        SortedMap<String, String> labels,
        List<DeviceSpec> devices,
        boolean unschedulable,
        List<Taint> taints,
        SortedMap<String, Long> images) {

    private static final SortedMap<String, Long> NO_IMAGES = Collections.unmodifiableSortedMap(new TreeMap<>());

    /** @throws IllegalArgumentException when the name is empty or there are more than 64 devices */
    public NodeSpec {
        Require.text("node name", name);
        Require.range(
                "number of devices of a node",
                devices.size(),
                0,
                DeviceRequest.MAX_DEVICES,
                "several nodes were joined into one.");
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        devices = List.copyOf(devices);
        taints = List.copyOf(taints);
        images = images.isEmpty() ? NO_IMAGES : Collections.unmodifiableSortedMap(new TreeMap<>(images));
    }

    /** A node without taints and images. */
    public NodeSpec(
            String name,
            Resources allocatable,
            SortedMap<String, String> labels,
            List<DeviceSpec> devices,
            boolean unschedulable) {
        this(name, allocatable, labels, devices, unschedulable, List.of(), NO_IMAGES);
    }

    /** A schedulable node without labels and devices. */
    public static NodeSpec of(String name, Resources allocatable) {
        return new NodeSpec(name, allocatable, new TreeMap<>(), List.of(), false);
    }

    /** This node with other labels. */
    public NodeSpec withLabels(Map<String, String> newLabels) {
        return new NodeSpec(name, allocatable, new TreeMap<>(newLabels), devices, unschedulable, taints, images);
    }

    /** This node with other devices. */
    public NodeSpec withDevices(List<DeviceSpec> newDevices) {
        return new NodeSpec(name, allocatable, labels, newDevices, unschedulable, taints, images);
    }

    /** This node with other allocatable resources. */
    public NodeSpec withAllocatable(Resources newAllocatable) {
        return new NodeSpec(name, newAllocatable, labels, devices, unschedulable, taints, images);
    }

    /** This node cordoned or not. */
    public NodeSpec withUnschedulable(boolean cordoned) {
        return new NodeSpec(name, allocatable, labels, devices, cordoned, taints, images);
    }

    /** This node under another name. */
    public NodeSpec withName(String newName) {
        return new NodeSpec(newName, allocatable, labels, devices, unschedulable, taints, images);
    }

    /** This node with other taints. */
    public NodeSpec withTaints(List<Taint> newTaints) {
        return new NodeSpec(name, allocatable, labels, devices, unschedulable, newTaints, images);
    }

    /** This node with other images, by name, of these sizes in bytes. */
    public NodeSpec withImages(Map<String, Long> newImages) {
        return new NodeSpec(name, allocatable, labels, devices, unschedulable, taints, new TreeMap<>(newImages));
    }
}
