package io.plimsoll.simulator.fgd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All expected values were printed by a Go 1.26 program from {@code rand.New(rand.NewSource(seed))}. */
final class GoRandomTest {

    @ParameterizedTest
    @CsvSource({
        "0, 8717895732742165505, 2259404117704393152, 2817310706, 506, 59, '4 0 9 3 7 8 6 5 1 2', '9 0 3 6 7 4 2 1 8 5'",
        "1, 5577006791947779410, 8674665223082153551, 2854263694, 59, 1, '5 4 9 3 2 7 8 1 0 6', '2 3 7 6 1 8 0 5 9 4'",
        "42, 3440579354231278675, 608747136543856411, 2594563336, 750, 31, '6 4 1 0 5 8 2 9 7 3', '4 8 5 1 0 9 7 2 3 6'",
        "51, 3893522058333705853, 6164845938608892732, 1436004224, 566, 12, '9 3 4 8 2 1 7 0 5 6', '8 7 0 9 6 2 4 1 5 3'",
        "-7, 747107023976529931, 7084732931963018726, 3257634980, 856, 59, '1 0 3 4 7 2 6 9 5 8', '1 5 0 9 7 8 4 3 6 2'",
        "1099511627779, 2135166860968657419, 8094514319442986078, 3494627979, 814, 22, '5 3 8 1 6 9 0 4 7 2',"
                + " '1 6 3 0 7 5 4 9 8 2'",
    })
    void everyKindOfDrawIsThatOfGo(
            long seed, long first, long second, long third, int below1000, int below64, String shuffled, String perm) {
        GoRandom random = new GoRandom(seed);
        assertThat(random.int63()).isEqualTo(first);
        assertThat(random.int63()).isEqualTo(second);
        assertThat(random.uint32()).isEqualTo(third);
        assertThat(random.intn(1000)).isEqualTo(below1000);
        assertThat(random.intn(64)).isEqualTo(below64);
        int[] values = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        random.shuffle(values);
        assertThat(values).containsExactly(numbers(shuffled));
        assertThat(random.perm(10)).containsExactly(numbers(perm));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 7236005357835561861, 76974801222743459",
        "42, 670575284581319883, 1331864366625500492",
        "2147483647, 7236005357835561861, 76974801222743459",
        "-9223372036854775808, 7509324459014496846, 7451793122011274407",
    })
    void aHundredThousandDrawsAreThoseOfGo(long seed, long last, long hash) {
        GoRandom random = new GoRandom(seed);
        long sum = 0;
        long value = 0;
        for (int i = 0; i < 100_000; i++) {
            value = random.int63();
            sum = sum * 31 + value;
        }
        for (int i = 0; i < 1000; i++) {
            sum = sum * 31 + random.uint32();
            sum = sum * 31 + random.intn(i + 1);
            sum = sum * 31 + random.intn((1 << 30) + 12345 + i);
        }
        int[] values = new int[10_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        random.shuffle(values);
        for (int moved : values) {
            sum = sum * 31 + moved;
        }
        for (int moved : random.perm(1213)) {
            sum = sum * 31 + moved;
        }
        assertThat(value).isEqualTo(last);
        assertThat(sum).isEqualTo(hash);
    }

    @Test
    void aBoundOfOneStillConsumesADraw() {
        GoRandom drawn = new GoRandom(42);
        GoRandom skipped = new GoRandom(42);
        assertThat(drawn.intn(1)).isZero();
        skipped.int63();
        assertThat(drawn.int63()).isEqualTo(skipped.int63());
    }

    private static int[] numbers(String text) {
        String[] words = text.split(" ", -1);
        int[] numbers = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Integer.parseInt(words[i]);
        }
        return numbers;
    }
}
