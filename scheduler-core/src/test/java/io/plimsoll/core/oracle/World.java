package io.plimsoll.core.oracle;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who is where, and who has arrived: the objects themselves and not one number derived from them. */
public final class World {

    /** Where a pod is, and which devices it has there. */
    public record Seat(PodSpec pod, int slot, long devices) {}

    private final SortedMap<Integer, NodeSpec> nodes;
    private final SortedMap<Integer, PodSpec> pods;
    private final SortedMap<Integer, Seat> seats;
    private final List<PodSpec> arrivals;

    /** A world without nodes and pods. */
    public World() {
        this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
    }

    private World(
            SortedMap<Integer, NodeSpec> nodes,
            SortedMap<Integer, PodSpec> pods,
            SortedMap<Integer, Seat> seats,
            List<PodSpec> arrivals) {
        this.nodes = nodes;
        this.pods = pods;
        this.seats = seats;
        this.arrivals = arrivals;
    }

    /** A world of its own that is the same now. */
    public World copy() {
        return new World(new TreeMap<>(nodes), new TreeMap<>(pods), new TreeMap<>(seats), new ArrayList<>(arrivals));
    }

    /** The nodes by slot. */
    public SortedMap<Integer, NodeSpec> nodes() {
        return Collections.unmodifiableSortedMap(nodes);
    }

    /** The pods by number. */
    public SortedMap<Integer, PodSpec> pods() {
        return Collections.unmodifiableSortedMap(pods);
    }

    /** Where a pod is, or null while it waits. */
    public @Nullable Seat seat(int pod) {
        return seats.get(pod);
    }

    /** The pods on a node. */
    public List<Integer> podsOn(int slot) {
        List<Integer> found = new ArrayList<>();
        seats.forEach((pod, seat) -> {
            if (seat.slot() == slot) {
                found.add(pod);
            }
        });
        return found;
    }

    /** The slot the next node gets. */
    public int lowestFreeSlot() {
        int slot = 0;
        while (nodes.containsKey(slot)) {
            slot++;
        }
        return slot;
    }

    /** All pods that ever arrived, in order. */
    List<PodSpec> arrivals() {
        return arrivals;
    }

    /** A node comes, or is another one from now on. */
    public void put(int slot, NodeSpec spec) {
        nodes.put(slot, spec);
    }

    /** A node goes. */
    public void removeNode(int slot) {
        nodes.remove(slot);
    }

    /** A pod arrives and waits. */
    public void addPod(int pod, PodSpec spec) {
        pods.put(pod, spec);
        arrivals.add(spec);
    }

    /** A pod goes, from wherever it is. */
    public void removePod(int pod) {
        pods.remove(pod);
        seats.remove(pod);
    }

    /** A pod takes its place on a node. */
    public void bind(int pod, int slot, long devices) {
        @Nullable PodSpec spec = pods.get(pod);
        if (spec == null) {
            throw new IllegalStateException("pod " + pod + " is not there");
        }
        seats.put(pod, new Seat(spec, slot, devices));
    }

    /** A pod waits again. */
    public void unbind(int pod) {
        seats.remove(pod);
    }

    /** Every node with its pods, in slot order. */
    List<Place> places() {
        @Nullable Place[] bySlot = new Place[nodes.isEmpty() ? 0 : nodes.lastKey() + 1];
        List<Place> places = new ArrayList<>();
        for (Map.Entry<Integer, NodeSpec> node : nodes.entrySet()) {
            Place place = new Place(node.getKey(), node.getValue());
            bySlot[place.slot] = place;
            places.add(place);
        }
        for (Map.Entry<Integer, Seat> entry : seats.entrySet()) {
            Seat seat = entry.getValue();
            @Nullable Place place = bySlot[seat.slot()];
            if (place == null) {
                throw new IllegalStateException("pod " + entry.getKey() + " sits on a node that is not there");
            }
            place.seat(seat.pod(), seat.devices());
        }
        return places;
    }
}
