package io.plimsoll.traces.columnar;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.EventStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers templates, node descriptions and owners in the order of their first use, and writes those that are new. */
final class DictionaryWriter {

    private final BlockWriter blocks;
    private final ByteSink pods = new ByteSink();
    private final ByteSink nodes = new ByteSink();
    private final ByteSink names = new ByteSink();
    private final ByteSink payload = new ByteSink();
    private final Map<NodeSpec, Integer> descriptions = new HashMap<>();
    private final List<Long> written = new ArrayList<>();
    private int[] templates = new int[64];
    private int[] owners = new int[64];
    private int templateCount;
    private int ownerCount;
    private int writtenTemplates;
    private int writtenDescriptions;
    private int writtenOwners;

    DictionaryWriter(BlockWriter blocks) {
        this.blocks = blocks;
    }

    int templates() {
        return templateCount;
    }

    int descriptions() {
        return descriptions.size();
    }

    /** Position and number of each block. */
    List<Long> written() {
        return written;
    }

    /** The number of the template of the arrival that the stream is at. */
    int template(EventStream events) {
        int number = events.templateNumber();
        if (number >= templates.length) {
            templates = Arrays.copyOf(templates, Math.max(number + 1, 2 * templates.length));
        }
        if (templates[number] == 0) {
            templates[number] = ++templateCount;
            SpecCodec.write(pods, events.template());
        }
        return templates[number] - 1;
    }

    /** The number of the owner of the arrival that the stream is at. */
    int owner(EventStream events) {
        int number = events.ownerNumber();
        if (number >= owners.length) {
            owners = Arrays.copyOf(owners, Math.max(number + 1, 2 * owners.length));
        }
        if (owners[number] == 0) {
            owners[number] = ++ownerCount;
            names.text(events.owner());
        }
        return owners[number] - 1;
    }

    int description(NodeSpec node) {
        NodeSpec nameless = SpecCodec.named(node, "node");
        Integer known = descriptions.putIfAbsent(nameless, descriptions.size());
        if (known != null) {
            return known;
        }
        SpecCodec.write(nodes, nameless);
        return descriptions.size() - 1;
    }

    /** Whether what is new should be written before more comes. */
    boolean isFull() {
        return pods.size() + nodes.size() + names.size() > Layout.FULL_BYTES;
    }

    /** Writes what is new since the last time. */
    void flush() {
        if (pods.size() + nodes.size() + names.size() == 0) {
            return;
        }
        section(pods, writtenTemplates, templateCount);
        section(nodes, writtenDescriptions, descriptions.size());
        section(names, writtenOwners, ownerCount);
        writtenTemplates = templateCount;
        writtenDescriptions = descriptions.size();
        writtenOwners = ownerCount;
        written.add(blocks.position());
        written.add((long) blocks.number());
        blocks.block(Layout.DICTIONARY, payload);
    }

    private void section(ByteSink entries, int before, int now) {
        payload.number(before);
        payload.number(now - before);
        payload.raw(Arrays.copyOf(entries.bytes(), entries.size()));
        entries.clear();
    }
}
