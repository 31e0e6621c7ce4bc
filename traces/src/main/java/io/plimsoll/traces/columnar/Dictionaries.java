package io.plimsoll.traces.columnar;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import java.util.ArrayList;
import java.util.List;

/** The pod templates, node descriptions and owners that a file has named so far. */
final class Dictionaries {

    private final List<PodSpec> templates = new ArrayList<>();
    private final List<NodeSpec> descriptions = new ArrayList<>();
    private final List<String> owners = new ArrayList<>();

    void read(ByteCursor cursor) {
        int pods = begin(cursor, templates.size());
        for (int i = 0; i < pods; i++) {
            templates.add(SpecCodec.readPod(cursor, "pod"));
        }
        int nodes = begin(cursor, descriptions.size());
        for (int i = 0; i < nodes; i++) {
            descriptions.add(SpecCodec.readNode(cursor, "node"));
        }
        int more = begin(cursor, owners.size());
        for (int i = 0; i < more; i++) {
            owners.add(cursor.text());
        }
        cursor.requireEnd();
    }

    private static int begin(ByteCursor cursor, int known) {
        if (cursor.number() != known) {
            throw new MalformedBlockException("go on with the dictionaries where the one before ends");
        }
        int count = cursor.count();
        if (known + count > Layout.MOST_ENTRIES) {
            throw new MalformedBlockException("have at most %d entries of a kind".formatted(Layout.MOST_ENTRIES));
        }
        return count;
    }

    int templates() {
        return templates.size();
    }

    int descriptions() {
        return descriptions.size();
    }

    int owners() {
        return owners.size();
    }

    PodSpec template(int number) {
        return templates.get(number);
    }

    NodeSpec description(int number) {
        return descriptions.get(number);
    }

    String owner(int number) {
        return owners.get(number);
    }
}
