package io.plimsoll.traces.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class InputDigestTest {

    @Test
    void sixtyFourHexadecimalDigitsAreADigest() {
        assertThat(new InputDigest("pods.csv", "0a".repeat(32), 7).bytes()).isEqualTo(7);
    }

    @Test
    void anythingElseIsRefused() {
        for (String digest : new String[] {"", "0a", "0A".repeat(32), "0a".repeat(33)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new InputDigest("pods.csv", digest, 0))
                    .withMessageContaining("of file (pods.csv) must be 64 lower-case hexadecimal digits.");
        }
    }
}
