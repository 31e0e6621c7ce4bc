package io.plimsoll.extender.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.extender.Seeds;
import io.plimsoll.extender.SharedData;
import io.plimsoll.extender.wire.BindRequest;
import io.plimsoll.extender.wire.MalformedRequestException;
import io.plimsoll.extender.wire.WireProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a kube-scheduler v1.34 sent, with bytes changed, left out, doubled and exchanged at random: each is answered in the protocol's form, or
 * refused as malformed with a reason; nothing else is thrown, and nothing stays held that no pod has.
 */
class MutatedRequestsTest {

    private static final int MUTATIONS = 400;
    private static final byte[] LIKELY = "{}[]\",:\\0-1e.ntfu \n\u0000\u00ff".getBytes(StandardCharsets.ISO_8859_1);

    private static List<Path> requests() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.folder("kubernetes/extender-wire"))) {
            return files.filter(file -> file.toString().endsWith(".request.json"))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] mutated(byte[] body, Random random) {
        byte[] mutated = body.clone();
        for (int n = 1 + random.nextInt(3); n > 0 && mutated.length > 1; n--) {
            int at = random.nextInt(mutated.length);
            int length = Math.min(mutated.length - at, 1 + random.nextInt(1 << random.nextInt(8)));
            switch (random.nextInt(5)) {
                case 0 -> mutated[at] = LIKELY[random.nextInt(LIKELY.length)];
                case 1 -> mutated[at] = (byte) random.nextInt(256);
                case 2 -> mutated = Arrays.copyOf(mutated, at);
                case 3 -> {
                    byte[] shorter = Arrays.copyOf(mutated, mutated.length - length);
                    System.arraycopy(mutated, at + length, shorter, at, mutated.length - at - length);
                    mutated = shorter;
                }
                default -> {
                    byte[] longer = Arrays.copyOf(mutated, mutated.length + length);
                    System.arraycopy(mutated, at, longer, at + length, mutated.length - at);
                    mutated = longer;
                }
            }
        }
        return mutated;
    }

    @Test
    void whateverIsNotARequestIsMalformedAndNothingElse() throws Exception {
        List<Path> files = requests();
        assertThat(files).hasSize(16);
        int answered = 0;
        int refused = 0;
        for (long seed : Seeds.some(2)) {
            Random random = new Random(seed);
            Ask ask = new Ask(Mode.PICK_ONE, false, "best-fit");
            for (int node = 1; node < 4; node++) {
                ask.node("node-0000" + node, 8_000);
                ask.node("rich-" + node, 8_000);
            }
            for (Path file : files) {
                byte[] good = Files.readAllBytes(file);
                String verb = file.getFileName().toString().split("\\.", -1)[1];
                for (int i = 0; i < MUTATIONS; i++) {
                    byte[] body = i == 0 ? good : mutated(good, random);
                    WireProperties.check(body);
                    try {
                        byte[] reply = answer(ask, verb, body);
                        // Names are repeated as they came; Go reads bytes that are not UTF-8 as replacement characters.
                        String text = new String(reply, StandardCharsets.UTF_8);
                        assertThat(JsonMapper.shared().readTree(text).isContainer())
                                .isTrue();
                        answered++;
                    } catch (MalformedRequestException malformed) {
                        assertThat(malformed).as(file + ", " + Seeds.hint(seed)).hasMessageMatching("(?s).{20,}");
                        assertThat(i).as(file + " as it was sent").isPositive();
                        refused++;
                    }
                }
            }
            assertThat(ask.live.heldPods()).isEqualTo(ask.live.residents());
        }
        assertThat(answered).isGreaterThan(500);
        assertThat(refused).isGreaterThan(2_000);
    }

    private static byte[] answer(Ask ask, String verb, byte[] body) throws MalformedRequestException, IOException {
        return switch (verb) {
            case "filter" -> ask.answers.filter(body, body.length);
            case "prioritize" -> ask.answers.prioritize(body, body.length);
            case "preempt" -> ask.answers.preempt(body, body.length);
            default -> {
                BindVerdict verdict = ask.answers.checkBinding(BindRequest.of(body, body.length), null);
                yield BindRequest.reply(verdict instanceof BindVerdict.Refused refused ? refused.reason() : "");
            }
        };
    }
}
