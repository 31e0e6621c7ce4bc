package io.plimsoll.kubernetes.model;

import tools.jackson.databind.json.JsonMapper;

/** Objects written as JSON with single quotes. */
final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static <T> T read(Class<T> type, String text) {
        return MAPPER.readValue(text.replace('\'', '"'), type);
    }
}
