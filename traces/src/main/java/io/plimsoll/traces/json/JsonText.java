package io.plimsoll.traces.json;

import io.plimsoll.traces.json.JsonValue.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads a text as JSON (RFC 8259) in which comments of {@code //} and {@code /* *}{@code /} may stand. A key that occurs
 * twice in an object is a problem. For texts of a few megabytes at most: the whole document becomes {@link JsonValue}s.
 */
public final class JsonText {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private final JsonProblems problems;

    private JsonText(JsonProblems problems) {
        this.problems = problems;
    }

    /** The document; null when the text is no JSON, which is then reported as a problem of the whole file. */
    public static @Nullable JsonValue parse(String text, JsonProblems problems) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                problems.text(1, "", "be a JSON document", "the file is empty.");
                return null;
            }
            JsonValue document = new JsonText(problems).value(parser, first, "");
            if (parser.nextToken() != null) {
                problems.text(
                        line(parser.currentTokenLocation()),
                        parser.getString(),
                        "end where the first value ends",
                        "a bracket was closed too early.");
                return null;
            }
            return document;
        } catch (JacksonException e) {
            report(text, e.getLocation(), problems);
            return null;
        }
    }

    private JsonValue value(JsonParser parser, JsonToken token, String path) {
        long line = line(parser.currentTokenLocation());
        return switch (token) {
            case START_OBJECT -> new JsonValue(Kind.OBJECT, path, line, "", List.of(), members(parser, path));
            case START_ARRAY -> new JsonValue(Kind.LIST, path, line, "", items(parser, path), Map.of());
            case VALUE_STRING -> scalar(Kind.STRING, path, line, parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Kind.NUMBER, path, line, parser);
            case VALUE_TRUE, VALUE_FALSE -> scalar(Kind.BOOLEAN, path, line, parser);
            case VALUE_NULL -> scalar(Kind.NULL, path, line, parser);
            default -> throw new IllegalStateException("A value must not begin with " + token + ".");
        };
    }

    private static JsonValue scalar(Kind kind, String path, long line, JsonParser parser) {
        return new JsonValue(kind, path, line, parser.getString(), List.of(), Map.of());
    }

    private Map<String, JsonValue> members(JsonParser parser, String path) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            long line = line(parser.currentTokenLocation());
            JsonValue value = value(parser, parser.nextToken(), JsonValue.member(path, key));
            if (members.put(key, value) != null) {
                problems.key(line, path, key, "occur once", "a copied line was not renamed.");
            }
        }
        return Collections.unmodifiableMap(members);
    }

    private List<JsonValue> items(JsonParser parser, String path) {
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token, path + "[" + items.size() + "]"));
        }
        return Collections.unmodifiableList(items);
    }

    private static void report(String text, @Nullable TokenStreamLocation location, JsonProblems problems) {
        long line = location == null ? 1 : line(location);
        long offset = location == null ? 0 : location.getCharOffset();
        if (offset < 0 || offset >= text.length()) {
            problems.text(line, "", "not end here", "a bracket or a quote is not closed, or the file was cut off.");
            return;
        }
        int from = (int) offset;
        int lineEnd = text.indexOf('\n', from);
        String rest =
                text.substring(from, lineEnd < 0 ? text.length() : lineEnd).strip();
        problems.text(line, rest, "be JSON", "a comma, a quote or a bracket is missing or too many near here.");
    }

    private static long line(TokenStreamLocation location) {
        return Math.max(1, location.getLineNr());
    }
}
