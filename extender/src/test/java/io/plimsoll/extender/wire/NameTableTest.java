package io.plimsoll.extender.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.extender.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NameTableTest {

    @Test
    void tableFindsWhatAMapFinds() {
        for (long seed : Seeds.some(5)) {
            Random random = new Random(seed);
            NameTable table = new NameTable();
            Map<String, Integer> expected = new HashMap<>();
            for (int step = 0; step < 20_000; step++) {
                String name = "n" + random.nextInt(500);
                if (random.nextInt(3) == 0) {
                    table.remove(name);
                    expected.remove(name);
                } else {
                    table.put(name, step);
                    expected.put(name, step);
                }
                String asked = "n" + random.nextInt(500);
                byte[] bytes = ("[\"" + asked + "\"]").getBytes(StandardCharsets.UTF_8);
                assertThat(table.find(bytes, 2, bytes.length - 2))
                        .as(Seeds.hint(seed))
                        .isEqualTo(expected.getOrDefault(asked, -1));
            }
            expected.forEach((name, slot) -> {
                byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
                assertThat(table.find(bytes, 0, bytes.length)).isEqualTo(slot);
            });
        }
    }

    @Test
    void versionMovesWithEveryChange() {
        NameTable table = new NameTable();
        table.put("a", 0);
        long before = table.version();
        table.remove("b");
        assertThat(table.version()).isEqualTo(before);
        table.remove("a");
        assertThat(table.version()).isNotEqualTo(before);
    }
}
