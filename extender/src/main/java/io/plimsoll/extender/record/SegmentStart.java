package io.plimsoll.extender.record;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.RequestMix;
import io.plimsoll.extender.live.ResidentVisitor;
import io.plimsoll.extender.wire.DeviceBits;
import io.plimsoll.extender.wire.JsonBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Writes how a segment begins: what it is, and all that later decisions follow from. Nodes stand in the order of their slots,
 * because that is the order in which ties are broken.
 */
final class SegmentStart {

    private static final int FLUSH = 1 << 16;

    private final Replica replica;
    private final OutputStream to;
    private final JsonBytes out = new JsonBytes(FLUSH);
    private long lines;

    private SegmentStart(Replica replica, OutputStream to) {
        this.replica = replica;
        this.to = to;
    }

    /**
     * Writes it.
     *
     * @param began when the clock of the entries was 0, as ISO 8601
     * @param follows whether nothing is missing between the segment before and this one
     */
    static void write(
            long number,
            long at,
            String began,
            boolean follows,
            DecisionSettings settings,
            Replica replica,
            OutputStream to)
            throws IOException {
        SegmentStart start = new SegmentStart(replica, to);
        JsonBytes out = start.out;
        Lines.begin(at, Lines.SEGMENT, out);
        Lines.number("schemaVersion", Lines.SCHEMA_VERSION, out);
        Lines.number("segment", number, out);
        Lines.text("began", began, out);
        out.raw(follows ? ",\"follows\":true" : ",\"follows\":false");
        Lines.json("settings", ApiObjects.bytes(settings.json()), out);
        Lines.end(out);
        start.mix(at);
        try {
            start.cluster(at);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        Lines.begin(at, Lines.SNAPSHOT, out);
        Lines.number("lines", start.lines, out);
        Lines.end(out);
        start.flush();
    }

    /** How many pods of which requests have arrived so far, which some policies learn from. */
    private void mix(long at) {
        Cluster cluster = replica.live().cluster();
        RequestMix mix = cluster.requestMix();
        Lines.begin(at, Lines.MIX, out);
        Lines.number("version", mix.version(), out);
        Lines.number("next", mix.next(), out);
        out.raw(",\"arrived\":[");
        boolean first = true;
        for (int id = 0; id < cluster.podClasses().count(); id++) {
            if (mix.arrivedUntilNow(id) > 0) {
                PodClass podClass = cluster.podClasses().get(id);
                DeviceRequest devices = podClass.deviceRequest();
                out.raw(first ? "{\"cpuMilli\":" : ",{\"cpuMilli\":");
                first = false;
                out.number(podClass.request(Dimensions.CPU));
                Lines.number("devices", devices.count(), out);
                Lines.number("milli", devices.milliPerDevice(), out);
                out.raw(",\"models\":[");
                String mark = "";
                for (String model : devices.models()) {
                    out.raw(mark);
                    out.string(model);
                    mark = ",";
                }
                out.mark(']');
                Lines.number("until", mix.arrivedUntilNow(id), out);
                Lines.number("known", mix.arrived(id), out);
                out.mark('}');
            }
        }
        out.mark(']');
        Lines.end(out);
        lines++;
    }

    private void cluster(long at) {
        replica.objects((kind, json) -> {
            Lines.begin(at, Lines.OBJECT, out);
            Lines.text("resource", kind, out);
            Lines.json("object", json, out);
            end();
        });
        Lines.begin(at, Lines.OBJECTS, out);
        end();
        replica.live().describe(new ResidentVisitor() {
            @Override
            public void node(int slot, String name, boolean told) {
                Lines.begin(at, Lines.NODE, out);
                Lines.number("slot", slot, out);
                out.raw(told ? ",\"listed\":true" : ",\"listed\":false");
                Lines.json("object", replica.nodeJson(name), out);
                end();
            }

            @Override
            public void pod(Place place) {
                Lines.begin(at, Lines.POD, out);
                Lines.text("uid", place.uid(), out);
                Lines.text("node", place.node(), out);
                if (place.devices() != 0) {
                    Lines.text("devices", DeviceBits.text(place.devices()), out);
                }
                Lines.number("until", place.until(), out);
                Lines.number("seenAt", place.seenAt(), out);
                out.raw(place.nominated() ? ",\"nominated\":true" : "");
                out.raw(place.told() ? ",\"listed\":true" : ",\"listed\":false");
                Lines.json("object", replica.podJson(place.uid()), out);
                end();
            }
        });
        replica.waitingTold((uid, json, told) -> {
            Lines.begin(at, Lines.WAITING, out);
            Lines.text("uid", uid, out);
            out.raw(told ? ",\"listed\":true" : ",\"listed\":false");
            Lines.json("object", json, out);
            end();
        });
    }

    private void end() {
        Lines.end(out);
        lines++;
        if (out.size() >= FLUSH) {
            try {
                flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void flush() throws IOException {
        to.write(out.toByteArray());
        out.clear();
    }
}
