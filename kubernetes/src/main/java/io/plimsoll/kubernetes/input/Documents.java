package io.plimsoll.kubernetes.input;

import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The documents of a file: a stream of JSON objects, or YAML with lines of three dashes between them. A YAML document
 * that cannot be read does not keep the others from being read.
 */
final class Documents {

    /** Takes the parts of documents. */
    interface Taker {

        /** Numbers documents from 1, without empty ones. */
        void item(int document, Value.Fields header, Value item, int index);

        void document(int document, Value value, int itemsGiven);
    }

    private final String file;
    private final InputLimits limits;
    private final Problems problems;
    private final Warnings warnings;
    private final Taker taker;
    private int documents;

    Documents(String file, InputLimits limits, Problems problems, Warnings warnings, Taker taker) {
        this.file = file;
        this.limits = limits;
        this.problems = problems;
        this.warnings = warnings;
        this.taker = taker;
    }

    /** Reads a file's content. */
    void read(byte[] bytes) {
        int start = startsWithMark(bytes) ? 3 : 0;
        if (!isText(bytes, start)) {
            return;
        }
        int first = start;
        while (first < bytes.length && (bytes[first] <= ' ' && bytes[first] >= 0)) {
            first++;
        }
        if (first < bytes.length && bytes[first] == '{') {
            json(new ByteArrayInputStream(bytes, start, bytes.length - start));
        } else {
            yaml(bytes, start, withoutBlanks(bytes, start));
        }
    }

    /**
     * Empties lines that hold only blanks, in place; returns where the text ends then. YAML forbids some of them at the
     * start of a block of text, but the reader of Kubernetes does not mind.
     */
    private static int withoutBlanks(byte[] bytes, int start) {
        int to = start;
        int lineStart = start;
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                to = isBlank(bytes, lineStart, to) ? lineStart : to;
                bytes[to++] = '\n';
                lineStart = to;
            } else {
                bytes[to++] = bytes[i];
            }
        }
        return to;
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }

    private boolean isText(byte[] bytes, int start) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(1 << 14);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        if (!result.isError()) {
            return true;
        }
        int line = 1;
        for (int i = start; i < in.position(); i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        problems.add(new InputProblem(
                file, line, "file", null, "", "be text in UTF-8", "it is in another encoding, or no text at all."));
        return false;
    }

    private void json(InputStream in) {
        try (JsonTokens tokens = new JsonTokens(in, limits)) {
            tree(tokens, true);
        }
    }

    private void yaml(byte[] bytes, int start, int end) {
        int from = start;
        int line = 1;
        int firstLine = 1;
        for (int i = start; i < end; i++) {
            boolean atLineStart = i == start || bytes[i - 1] == '\n';
            if (atLineStart && i > start) {
                line++;
            }
            if (atLineStart && i > from && isSeparator(bytes, i, end)) {
                document(bytes, from, i, firstLine);
                from = i;
                firstLine = line;
            }
        }
        document(bytes, from, end, firstLine);
    }

    private static boolean isSeparator(byte[] bytes, int at, int end) {
        return at + 3 <= end
                && bytes[at] == '-'
                && bytes[at + 1] == '-'
                && bytes[at + 2] == '-'
                && (at + 3 == end || bytes[at + 3] <= ' ');
    }

    private void document(byte[] bytes, int from, int to, int firstLine) {
        tree(new YamlTokens(new ByteArrayInputStream(bytes, from, to - from), firstLine), false);
    }

    private void tree(Tokens tokens, boolean many) {
        Tree tree = new Tree(tokens, limits, new Tree.Taker() {
            @Override
            public void item(Value.Fields header, Value item, int index) {
                taker.item(documents + 1, header, item, index);
            }

            @Override
            public void document(Value document, int itemsGiven) {
                if (!Value.isNull(document)) {
                    documents++;
                    taker.document(documents, document, itemsGiven);
                }
            }

            @Override
            public void repeated(int line, String field) {
                warnings.add(new InputProblem(
                        file,
                        line,
                        "field",
                        field,
                        "document " + (documents + 1),
                        "be given once in its object",
                        "two versions were merged."));
            }
        });
        try {
            boolean more = true;
            while (more) {
                more = tree.read() && many;
            }
        } catch (MalformedException e) {
            documents++;
            problems.add(new InputProblem(file, e.line(), "document " + documents, null, "", e.rule(), e.advice()));
            problems.skipRow();
        }
    }
}
