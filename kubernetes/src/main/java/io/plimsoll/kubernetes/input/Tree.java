package io.plimsoll.kubernetes.input;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of the parts of a document. The items of a list of objects are handed out one by one, so that a dump of
 * a cluster never stands in memory as a whole. For one document, or a stream of JSON documents.
 */
final class Tree {

    /** Takes what a document holds. */
    interface Taker {

        /**
         * An object of a list.
         *
         * @param header what was read so far of the object that holds the list
         * @param index the place in the list, counted from 0
         */
        void item(Value.Fields header, Value item, int index);

        /** A document; of a list of objects all but the items that were handed out. */
        void document(Value document, int itemsGiven);

        /** A field was given twice in an object. */
        void repeated(int line, String field);
    }

    private final Tokens tokens;
    private final InputLimits limits;
    private final Taker taker;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private long values;
    private long aliased;

    Tree(Tokens tokens, InputLimits limits, Taker taker) {
        this.tokens = tokens;
        this.limits = limits;
        this.taker = taker;
    }

    /** A named value and how many values it is made of; null while it is being read. */
    private record Anchored(@Nullable Value value, long size) {}

    /** Reads the next document; false when there is none. */
    boolean read() throws MalformedException {
        Tokens.Token first = tokens.next();
        if (first == Tokens.Token.END) {
            return false;
        }
        if (first == Tokens.Token.OBJECT_START) {
            topObject();
        } else {
            taker.document(value(first, 1), 0);
        }
        return true;
    }

    private void topObject() throws MalformedException {
        Value.Fields fields = new Value.Fields(tokens.line(), new LinkedHashMap<>());
        int given = 0;
        for (Tokens.Token token = tokens.next(); token != Tokens.Token.OBJECT_END; token = tokens.next()) {
            String name = key(token);
            int line = tokens.line();
            Tokens.Token start = tokens.next();
            if (name.equals("items") && start == Tokens.Token.LIST_START && mayBeList(fields)) {
                given += items(fields);
                continue;
            }
            put(fields, name, line, value(start, 2));
        }
        taker.document(merged(fields), given);
    }

    private static boolean mayBeList(Value.Fields fields) {
        String kind = fields.text("kind");
        return kind == null || kind.endsWith("List");
    }

    private int items(Value.Fields header) throws MalformedException {
        List<Value> rest = new ArrayList<>();
        int line = tokens.line();
        int given = 0;
        int index = 0;
        for (Tokens.Token token = tokens.next(); token != Tokens.Token.LIST_END; token = tokens.next()) {
            Value item = value(token, 3);
            boolean named = item instanceof Value.Fields fields && fields.text("kind") != null;
            if (named || header.text("kind") != null) {
                taker.item(header, item, index);
                given++;
            } else {
                rest.add(item);
            }
            index++;
        }
        if (!rest.isEmpty() || given == 0) {
            header.values().put("items", new Value.Items(line, rest));
        }
        return given;
    }

    private Value value(Tokens.Token token, int depth) throws MalformedException {
        int line = tokens.line();
        if (depth > limits.depth()) {
            throw new MalformedException(
                    line,
                    "hold at most %d objects and lists in each other".formatted(limits.depth()),
                    "it is no Kubernetes object.");
        }
        values++;
        String anchor = token == Tokens.Token.ALIAS ? null : tokens.anchor();
        long before = values;
        if (anchor != null) {
            anchors.put(anchor, new Anchored(null, 0));
        }
        Value value = switch (token) {
            case SCALAR -> new Value.Scalar(line, tokens.kind(), tokens.text());
            case OBJECT_START -> object(line, depth);
            case LIST_START -> list(line, depth);
            case ALIAS -> alias(line, tokens.text());
            default -> throw new MalformedException(line, "be complete", "it was cut off, or a bracket is missing.");
        };
        if (anchor != null) {
            anchors.put(anchor, new Anchored(value, 1 + values - before));
        }
        return value;
    }

    private Value alias(int line, String name) throws MalformedException {
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            throw new MalformedException(
                    line, "define the anchor (" + name + ") before it is used", "its name is misspelt.");
        }
        if (anchored.value() == null) {
            throw new MalformedException(
                    line, "not use the anchor (" + name + ") within itself", "another anchor was meant.");
        }
        aliased += anchored.size();
        values += anchored.size();
        if (aliased > limits.aliasedValues()) {
            throw new MalformedException(
                    line,
                    "stand for at most %d values through its aliases".formatted(limits.aliasedValues()),
                    "it was made to exhaust memory.");
        }
        return anchored.value();
    }

    private Value object(int line, int depth) throws MalformedException {
        Value.Fields fields = new Value.Fields(line, new LinkedHashMap<>());
        for (Tokens.Token token = tokens.next(); token != Tokens.Token.OBJECT_END; token = tokens.next()) {
            String name = key(token);
            int at = tokens.line();
            put(fields, name, at, value(tokens.next(), depth + 1));
        }
        return merged(fields);
    }

    private Value list(int line, int depth) throws MalformedException {
        List<Value> items = new ArrayList<>();
        for (Tokens.Token token = tokens.next(); token != Tokens.Token.LIST_END; token = tokens.next()) {
            items.add(value(token, depth + 1));
        }
        return new Value.Items(line, items);
    }

    private String key(Tokens.Token token) throws MalformedException {
        if (token == Tokens.Token.ALIAS && alias(tokens.line(), tokens.text()) instanceof Value.Scalar scalar) {
            return scalar.text();
        }
        if (token != Tokens.Token.SCALAR) {
            boolean ended = token == Tokens.Token.END;
            throw new MalformedException(
                    tokens.line(),
                    ended ? "be complete" : "name each field by a text",
                    ended ? "it was cut off, or a bracket is missing." : "it is a template that was not rendered.");
        }
        String anchor = tokens.anchor();
        if (anchor != null) {
            anchors.put(anchor, new Anchored(new Value.Scalar(tokens.line(), Value.Kind.TEXT, tokens.text()), 1));
        }
        return tokens.text();
    }

    private void put(Value.Fields fields, String name, int line, Value value) {
        if (fields.values().put(name, value) != null) {
            taker.repeated(line, name);
        }
    }

    /** Resolves YAML's merge key: what an object names under it are fields that it does not have itself. */
    private static Value.Fields merged(Value.Fields fields) {
        Value merge = fields.values().get("<<");
        if (merge == null) {
            return fields;
        }
        Map<String, Value> all = new LinkedHashMap<>(fields.values());
        all.remove("<<");
        List<Value> sources = merge instanceof Value.Items items ? items.values() : List.of(merge);
        for (Value source : sources) {
            if (source instanceof Value.Fields other) {
                other.values().forEach(all::putIfAbsent);
            }
        }
        return new Value.Fields(fields.line(), all);
    }
}
