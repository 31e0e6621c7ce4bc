package io.plimsoll.extender.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks over JSON in place, in UTF-8, without making an object per token: values are skipped and remembered as ranges of the
 * array. It accepts what RFC 8259 accepts, nested up to {@value #DEEPEST} levels, and leaves the form of UTF-8 to whoever reads the
 * text. Tokens are checked when they are passed, so an error in a value that
 * nobody reads is found, too. One thread.
 */
final class JsonScanner {

    static final int DEEPEST = 200;

    private static final byte OBJECT_END = '}';
    private static final byte ARRAY_END = ']';

    private final byte[] bytes;
    private final int end;
    private int at;
    private int depth;
    /** By depth: what closes an object or array that is passed. */
    private final byte[] closing = new byte[DEEPEST + 1];

    JsonScanner(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Where the next byte is that was not read yet. */
    int position() {
        return at;
    }

    /** The first byte of the next token, 0 at the end. */
    byte peek() {
        at = behindBlanks(bytes, at);
        return at < end ? bytes[at] : 0;
    }

    /** Reads one punctuation mark if it comes next. */
    boolean accept(char mark) {
        if (peek() == mark && at < end) {
            at++;
            return true;
        }
        return false;
    }

    /** Reads one punctuation mark. */
    void expect(char mark) throws MalformedRequestException {
        if (!accept(mark)) {
            throw problem("'" + mark + "' must come next");
        }
    }

    /** Reads {@code null} if it comes next. */
    boolean acceptNull() throws MalformedRequestException {
        if (peek() != 'n') {
            return false;
        }
        word("null");
        return true;
    }

    /** Begins an object or array of this opening mark. */
    void open(char mark) throws MalformedRequestException {
        expect(mark);
        if (++depth > DEEPEST) {
            throw problem("values must not be nested deeper than " + DEEPEST + " levels");
        }
    }

    /**
     * Goes to the next member or element.
     *
     * @param first whether it is the first
     * @param mark what closes the object or array
     * @return whether there is one; if not, the object or array was closed
     */
    boolean next(boolean first, char mark) throws MalformedRequestException {
        if (accept(mark)) {
            depth--;
            return false;
        }
        if (!first) {
            expect(',');
        }
        return true;
    }

    /** Reads a string and returns where its text begins; {@link #position} is then one behind the closing quote. */
    int string() throws MalformedRequestException {
        expect('"');
        int from = at;
        at = behindText(from);
        return from;
    }

    /** One behind the quote that closes a text. */
    private int behindText(int from) throws MalformedRequestException {
        byte[] b = bytes;
        int i = from;
        while (i < end) {
            if (i + Long.BYTES <= end) {
                long found = Words.special(Words.at(b, i));
                if (found == 0) {
                    i += Long.BYTES;
                    continue;
                }
                i += Long.numberOfTrailingZeros(found) >>> 3;
            }
            byte c = b[i];
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\') {
                escapes = true;
                i = escape(i + 1);
            } else if (c >= 0 && c < ' ') {
                at = i;
                throw problem("a control character must be escaped in a string");
            }
            i++;
        }
        at = end;
        throw problem("a string must end in '\"'");
    }

    /**
     * Reads a string as {@link #string} does, and sets {@link #hash}.
     *
     * @see Words#hash
     */
    int hashedString() throws MalformedRequestException {
        expect('"');
        byte[] b = bytes;
        int from = at;
        long hashed = 0;
        for (int i = from; i + Long.BYTES <= end; i += Long.BYTES) {
            long word = Words.at(b, i);
            long found = Words.special(word);
            if (found == 0) {
                hashed = Words.mix(hashed ^ word);
                continue;
            }
            int left = Long.numberOfTrailingZeros(found) >>> 3;
            if (b[i + left] != '"') {
                break;
            }
            hash = Words.finish(hashed, word, left, i + left - from);
            at = i + left + 1;
            return from;
        }
        at = from - 1;
        string();
        hash = Words.hash(b, from, at - 1);
        return from;
    }

    /** The hash of the text of the string that {@link #hashedString} has read last. */
    long hash;

    /** Passes over bytes that are known to be one value. */
    void pass(int length) {
        at += length;
    }

    /** How many bytes may still be read. */
    int left() {
        return end - at;
    }

    /** Reads a string as text. */
    String text() throws MalformedRequestException {
        int from = string();
        int behind = at - 1;
        for (int i = from; i < behind; i++) {
            if (bytes[i] == '\\') {
                return unescaped(from - 1, at);
            }
        }
        return new String(bytes, from, behind - from, StandardCharsets.UTF_8);
    }

    private String unescaped(int from, int behind) throws MalformedRequestException {
        try {
            return JsonMapper.shared().readValue(bytes, from, behind - from, String.class);
        } catch (JacksonException e) {
            throw problem("a string must be one of JSON");
        }
    }

    /** Reads a whole number. */
    long wholeNumber() throws MalformedRequestException {
        peek();
        int from = at;
        number();
        try {
            return Long.parseLong(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            throw problem("a whole number of 64 bits must come next");
        }
    }

    /** Checks what stands behind a backslash and returns where its last byte is. */
    private int escape(int i) throws MalformedRequestException {
        byte c = i < end ? bytes[i] : 0;
        int last = c == 'u' ? i + 4 : i;
        boolean good = last < end && (c == 'u' || "\"\\/bfnrt".indexOf(c) >= 0);
        for (int digit = i + 1; good && digit <= last; digit++) {
            good = Character.digit(bytes[digit], 16) >= 0;
        }
        if (!good) {
            at = i;
            throw problem("an escape that JSON knows must stand behind a backslash");
        }
        return last;
    }

    /** Reads a name of a member and the colon behind it; returns where its text begins and sets {@link #nameEnd}. */
    int name() throws MalformedRequestException {
        escapes = false;
        int from = string();
        nameEnd = at - 1;
        plainName = escapes ? unescaped(from - 1, at) : "";
        expect(':');
        return from;
    }

    /** Whether the string that was read last has escapes. */
    private boolean escapes;

    /** The name that was read last, if it has escapes. */
    private String plainName = "";

    /** One behind the text of the name that was read last. */
    int nameEnd;

    /** Whether the text from there to {@link #nameEnd} is this word, upper and lower case alike. */
    boolean nameIs(int from, String lowerCase) {
        if (!plainName.isEmpty()) {
            byte[] plain = plainName.getBytes(StandardCharsets.UTF_8);
            return isWord(plain, 0, plain.length, lowerCase);
        }
        return isWord(bytes, from, nameEnd, lowerCase);
    }

    private static boolean isWord(byte[] bytes, int from, int end, String lowerCase) {
        if (end - from != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            byte c = bytes[from + i];
            if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Passes one value of any kind. */
    void skip() throws MalformedRequestException {
        byte[] b = bytes;
        int outside = depth;
        int i = at;
        while (true) {
            i = behindBlanks(b, i);
            byte c = i < end ? b[i] : 0;
            if (c == '{' || c == '[') {
                at = i;
                open((char) c);
                closing[depth] = c == '{' ? OBJECT_END : ARRAY_END;
                i = behindBlanks(b, at);
                if (i == end || b[i] != closing[depth]) {
                    i = c == '{' ? behindName(b, i) : i;
                    continue;
                }
            } else if (c == '"') {
                i = behindText(i + 1);
            } else {
                at = i;
                simple(c);
                i = at;
            }
            // Behind a value, or before what closes an empty object or array.
            while (depth > outside && (i = behindBlanks(b, i)) < end && b[i] == closing[depth]) {
                depth--;
                i++;
            }
            if (depth == outside) {
                at = i;
                return;
            }
            if (i == end || b[i] != ',') {
                at = i;
                throw problem("',' must come next");
            }
            i++;
            i = closing[depth] == OBJECT_END ? behindName(b, i) : i;
        }
    }

    /** Passes a value that is no object, array or string. */
    private void simple(byte first) throws MalformedRequestException {
        switch (first) {
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    /** One behind a member's name and its colon. */
    private int behindName(byte[] b, int from) throws MalformedRequestException {
        int i = behindBlanks(b, from);
        if (i < end && b[i] == '"') {
            i = behindText(i + 1);
            if (i < end && b[i] == ':') {
                return i + 1;
            }
            at = i;
            expect(':');
            return at;
        }
        at = i;
        throw problem("'\"' must come next");
    }

    private int behindBlanks(byte[] b, int from) {
        int i = from;
        while (i < end && b[i] <= ' ' && (b[i] == ' ' || b[i] == '\n' || b[i] == '\r' || b[i] == '\t')) {
            i++;
        }
        return i;
    }

    /** Sees that nothing but blanks comes before the end of the body. */
    void end(int length) throws MalformedRequestException {
        peek();
        if (at < length) {
            throw problem("nothing must stand behind the request");
        }
    }

    private void word(String word) throws MalformedRequestException {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || bytes[at + i] != word.charAt(i)) {
                throw problem("'" + word + "' must come next");
            }
        }
        at += word.length();
    }

    private void number() throws MalformedRequestException {
        int from = at;
        if (at < end && bytes[at] == '-') {
            at++;
        }
        boolean zero = at < end && bytes[at] == '0';
        int whole = digits();
        boolean good = whole > 0 && !(zero && whole > 1);
        if (at < end && bytes[at] == '.') {
            at++;
            good &= digits() > 0;
        }
        if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            good &= digits() > 0;
        }
        if (!good) {
            at = from;
            throw problem("a JSON value must come next");
        }
    }

    private int digits() {
        int from = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at - from;
    }

    /** Says what is wrong here. */
    MalformedRequestException problem(String rule) {
        return problem(rule, null);
    }

    /** Says what is wrong here with which value. */
    MalformedRequestException problem(String rule, @Nullable String value) {
        int upTo = Math.min(end, at + 20);
        String near = value == null ? new String(bytes, at, Math.max(0, upTo - at), StandardCharsets.UTF_8) : value;
        return new MalformedRequestException("The request (byte %d, \"%s\") is not as it must be: %s."
                .formatted(at, near.replaceAll("\\p{Cntrl}", " "), rule));
    }
}
