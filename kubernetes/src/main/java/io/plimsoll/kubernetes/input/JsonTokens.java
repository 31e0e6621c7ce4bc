package io.plimsoll.kubernetes.input;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** The parts of a stream of JSON documents; one document after the other. */
final class JsonTokens implements Tokens, AutoCloseable {

    private static final int LONGEST_TEXT = 64 << 20;

    private final JsonParser parser;
    private String text = "";

    JsonTokens(InputStream bytes, InputLimits limits) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth() + 10)
                        .maxStringLength(LONGEST_TEXT)
                        .build())
                .build();
        parser = factory.createParser(ObjectReadContext.empty(), bytes);
    }

    @Override
    public Token next() throws MalformedException {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return Token.END;
            }
            return switch (token) {
                case START_OBJECT -> Token.OBJECT_START;
                case END_OBJECT -> Token.OBJECT_END;
                case START_ARRAY -> Token.LIST_START;
                case END_ARRAY -> Token.LIST_END;
                default -> scalar();
            };
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new MalformedException(
                    line,
                    "be JSON: " + firstLine(e.getOriginalMessage()),
                    "it was cut off, or is a template that was not rendered.");
        }
    }

    /** The parser reads a text only when it is asked for it, and may find then that it is broken. */
    private Token scalar() {
        String read = parser.getString();
        text = read == null ? "" : read;
        return Token.SCALAR;
    }

    private static String firstLine(@Nullable String message) {
        String text = message == null ? "it cannot be read" : message;
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    @Override
    public int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Value.Kind kind() {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Value.Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Value.Kind.BOOLEAN;
            case VALUE_NULL -> Value.Kind.NULL;
            default -> Value.Kind.TEXT;
        };
    }

    @Override
    public @Nullable String anchor() {
        return null;
    }

    @Override
    public void close() {
        parser.close();
    }
}
