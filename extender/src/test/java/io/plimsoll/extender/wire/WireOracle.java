package io.plimsoll.extender.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads requests by Jackson's parser into plain objects, and takes out of those what the protocol means: member names without regard to
 * case, of several of one name the last, null as if it were absent. Slow, and made of nothing that the fast readers are made of.
 */
final class WireOracle {

    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build());

    /** A request to filter or prioritize: the pod as JSON, and the names of the nodes. */
    record Offer(Object pod, boolean whole, List<String> names) {}

    private record Member(String name, @Nullable Object value) {}

    /** The members of an object, in order; a name may come more than once. */
    private record Fields(List<Member> members) {

        /** The last value of a name, or null. */
        @Nullable
        Object last(String name) {
            @Nullable Object last = null;
            for (Member member : members) {
                last = isName(member.name(), name) ? member.value() : last;
            }
            return last;
        }

        /** The last value of a name that is not null. */
        @Nullable
        Object lastGiven(String name) {
            @Nullable Object last = null;
            for (Member member : members) {
                boolean given = isName(member.name(), name) && member.value() != null;
                last = given ? member.value() : last;
            }
            return last;
        }

        /** The last value of a name in any of the objects of another name, which are one. */
        @Nullable
        Object lastWithin(String outer, String name) {
            @Nullable Object last = null;
            for (Member member : members) {
                if (isName(member.name(), outer) && member.value() != null) {
                    @Nullable Object found = as(Fields.class, member.value()).lastGiven(name);
                    last = found == null ? last : found;
                }
            }
            return last;
        }
    }

    /** Whether a name is this word, letters of ASCII alike in upper and lower case. */
    private static boolean isName(String name, String lowerCase) {
        StringBuilder lower = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return lower.toString().equals(lowerCase);
    }

    /** A number, as it was written. */
    private record Digits(String text) {}

    /** The request is not one. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private interface Reading<T> {
        T read(Fields root);
    }

    private WireOracle() {}

    /** Whether it is one JSON document. */
    static boolean isJson(byte[] body) {
        return tree(body) != null;
    }

    /** A part of a document, read like the pod of {@link Offer}. */
    static @Nullable Object value(byte[] json) {
        return tree(json);
    }

    static @Nullable Offer offer(byte[] body) {
        return read(body, root -> {
            boolean whole = root.last("nodes") != null;
            List<String> names = new ArrayList<>();
            if (whole == (root.last("nodenames") != null)) {
                throw new Refused();
            } else if (whole) {
                @Nullable Object items = as(Fields.class, root.last("nodes")).last("items");
                for (Object node : items == null ? List.of() : as(List.class, items)) {
                    names.add(as(String.class, as(Fields.class, node).lastWithin("metadata", "name")));
                }
            } else {
                for (Object name : as(List.class, root.last("nodenames"))) {
                    names.add(as(String.class, name));
                }
            }
            return new Offer(as(Fields.class, root.last("pod")), whole, names);
        });
    }

    static @Nullable List<PreemptRequest.Victims> preempt(byte[] body) {
        return read(body, root -> {
            boolean whole = root.last("nodenametovictims") != null;
            if (whole == (root.last("nodenametometavictims") != null)) {
                throw new Refused();
            }
            Fields unused = as(Fields.class, root.last("pod"));
            Map<String, PreemptRequest.Victims> nodes = new LinkedHashMap<>();
            Fields map = as(Fields.class, root.last(whole ? "nodenametovictims" : "nodenametometavictims"));
            for (Member node : map.members()) {
                Fields of = node.value() == null ? new Fields(List.of()) : as(Fields.class, node.value());
                nodes.put(node.name(), new PreemptRequest.Victims(node.name(), uids(of, whole), violations(of)));
            }
            return List.copyOf(nodes.values());
        });
    }

    private static List<String> uids(Fields victims, boolean whole) {
        List<String> uids = new ArrayList<>();
        @Nullable Object pods = victims.last("pods");
        for (Object pod : pods == null ? List.of() : as(List.class, pods)) {
            Fields fields = as(Fields.class, pod);
            String uid = as(String.class, whole ? fields.lastWithin("metadata", "uid") : fields.lastGiven("uid"));
            if (uid.isEmpty()) {
                throw new Refused();
            }
            uids.add(uid);
        }
        return uids;
    }

    private static long violations(Fields victims) {
        @Nullable Object number = victims.lastGiven("numpdbviolations");
        try {
            return number == null ? 0 : Long.parseLong(as(Digits.class, number).text());
        } catch (NumberFormatException e) {
            throw new Refused();
        }
    }

    static @Nullable BindRequest bind(byte[] body) {
        return read(body, root -> {
            List<String> texts = new ArrayList<>();
            for (String name : List.of("podname", "podnamespace", "poduid", "node")) {
                String text = as(String.class, root.lastGiven(name));
                if (text.isEmpty()) {
                    throw new Refused();
                }
                texts.add(text);
            }
            return new BindRequest(texts.get(0), texts.get(1), texts.get(2), texts.get(3));
        });
    }

    private static <T> @Nullable T read(byte[] body, Reading<T> reading) {
        try {
            return reading.read(as(Fields.class, tree(body)));
        } catch (Refused e) {
            return null;
        }
    }

    private static <T> T as(Class<T> type, @Nullable Object value) {
        if (!type.isInstance(value)) {
            throw new Refused();
        }
        return type.cast(value);
    }

    private static @Nullable Object tree(byte[] body) {
        try (JsonParser parser = MAPPER.createParser(body)) {
            @Nullable Object value = parser.nextToken() == null ? null : value(parser);
            return parser.nextToken() == null ? value : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                List<Member> members = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.add(new Member(name, value(parser)));
                }
                return new Fields(members);
            }
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                return elements;
            }
            case VALUE_STRING -> {
                return parser.getString();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return new Digits(parser.getString());
            }
            case VALUE_NULL -> {
                return null;
            }
            default -> {
                return parser.currentToken() == JsonToken.VALUE_TRUE;
            }
        }
    }
}
