package io.plimsoll.extender.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of the readers of requests, whatever the bytes are: they read them as {@link WireOracle} does, or refuse them as malformed;
 * nothing else is thrown; what stands behind the body changes nothing; and a list that is recognised as our own reply is read as any
 * other.
 */
public final class WireProperties {

    private static final Map<String, Integer> KNOWN =
            Map.of("a", 0, "node-00001", 1, "node-\u00e9", 2, "x\"y", 3, "", 4);
    private static final int BEHIND = 40;

    private WireProperties() {}

    /** What a reader makes of a body. */
    private interface Reader<T> {
        T read(byte[] bytes, int length) throws MalformedRequestException;
    }

    /** What came of it: a value or a refusal. */
    private record Outcome<T>(@Nullable T value, String refusal) {

        static <T> Outcome<T> of(byte[] bytes, int length, Reader<T> reader) {
            try {
                return new Outcome<>(reader.read(bytes, length), "");
            } catch (MalformedRequestException e) {
                assertThat(e).hasMessageMatching("(?s).{20,}");
                return new Outcome<>(null, String.valueOf(e.getMessage()));
            }
        }
    }

    /** Fails where one of them does not hold. */
    public static void check(byte[] body) {
        boolean text = isUtf8(body);
        // One for all readings: it reads equal bytes once, and reading a pod takes most of the time.
        PodReader pods = new PodReader(DeviceNames.DEFAULT);
        boolean json = !text || WireOracle.isJson(body);
        agree(body, json, text ? WireOracle.bind(body) : null, BindRequest::of);
        agree(body, json, text ? WireOracle.preempt(body) : null, (bytes, length) -> {
            PreemptRequest request = PreemptRequest.of(bytes, length);
            pod(pods, bytes, request.podFrom(), request.podEnd());
            return request.nodes();
        });
        WireOracle.@Nullable Offer expected = text ? WireOracle.offer(body) : null;
        OfferedList offered = offered();
        agree(body, json, expected, (bytes, length) -> offer(pods, bytes, length, offered));
        if (expected != null
                && !expected.whole()
                && Outcome.of(body, body.length, (bytes, length) -> offer(pods, bytes, length, offered))
                                .value()
                        != null) {
            int[] all = IntStream.range(0, offered.count()).toArray();
            JsonBytes reply = new JsonBytes(16);
            reply.mark('[');
            offered.writeEntries(all, all.length, reply);
            reply.mark(']');
            offered.remember(reply, 0, all, all.length);
            agree(body, true, expected, (bytes, length) -> offer(pods, bytes, length, offered));
        }
    }

    private static <T> void agree(byte[] body, boolean json, @Nullable T expected, Reader<T> reader) {
        Outcome<T> outcome = Outcome.of(body, body.length, reader);
        @Nullable T value = outcome.value();
        String shown = new String(body, StandardCharsets.UTF_8);
        if (value != null) {
            assertThat(json).as("whether what was read is JSON: %s", shown).isTrue();
        }
        if (expected != null && value != null) {
            assertThat(value).as(shown).isEqualTo(expected);
        } else if (expected != null
                && !outcome.refusal().contains("levels")
                && !outcome.refusal().contains("The Pod of the request")) {
            throw new AssertionError("Refused, though it is one: " + outcome.refusal() + "\n" + shown);
        }
        byte[] longer = Arrays.copyOf(body, body.length + BEHIND);
        for (int i = 0; i < BEHIND; i++) {
            longer[body.length + i] = (byte) "\"]}\\,0e:u{[".charAt(i % 11);
        }
        assertThat(Outcome.of(longer, body.length, reader)).as(shown).isEqualTo(outcome);
    }

    private static WireOracle.Offer offer(PodReader pods, byte[] bytes, int length, OfferedList offered)
            throws MalformedRequestException {
        ExtenderRequest request = ExtenderRequest.of(bytes, length, offered);
        List<String> names = new ArrayList<>();
        int unknown = 0;
        for (int i = 0; i < offered.count(); i++) {
            JsonBytes name = new JsonBytes(16);
            offered.writeName(i, name);
            String text = new JsonScanner(name.toByteArray(), 0, name.size()).text();
            names.add(text);
            assertThat(offered.slot(i)).as(text).isEqualTo(KNOWN.getOrDefault(text, -1));
            unknown += offered.slot(i) < 0 ? 1 : 0;
        }
        assertThat(offered.unknown()).isEqualTo(unknown);
        Object pod = pod(pods, bytes, request.podFrom(), request.podEnd());
        return new WireOracle.Offer(pod, offered.whole(), names);
    }

    private static OfferedList offered() {
        NameTable names = new NameTable();
        KNOWN.forEach(names::put);
        return new OfferedList(names);
    }

    /** The pod's JSON, which some pod is made of or which is refused. */
    private static Object pod(PodReader pods, byte[] bytes, int from, int end) throws MalformedRequestException {
        pods.read(bytes, from, end);
        @Nullable Object tree = WireOracle.value(Arrays.copyOfRange(bytes, from, end));
        return tree == null ? "not UTF-8" : tree;
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
