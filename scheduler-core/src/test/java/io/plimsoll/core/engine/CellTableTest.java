package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellTableTest {

    private final CellTable table = new CellTable(2);

    @Test
    void randomCellsAreFoundAsInAMap() {
        long seed = Long.getLong("plimsoll.seed", 42);
        Random random = new Random(seed);
        Map<Integer, Cell> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int number = random.nextInt(400);
            long[] coordinates = coordinates(number);
            Cell known = expected.get(number);
            assertThat(table.find(coordinates)).as("seed %d", seed).isSameAs(known);
            if (known == null) {
                expected.put(number, table.make(coordinates));
            } else {
                table.remove(known);
                expected.remove(number);
            }
            assertThat(table.size()).isEqualTo(expected.size());
        }
        int there = 0;
        for (int place = 0; place < table.places(); place++) {
            there += table.at(place) == null ? 0 : 1;
        }
        assertThat(there).isEqualTo(expected.size());
    }

    @Test
    void removedCellIsUsedAgainUnderOtherCoordinates() {
        Cell cell = table.make(coordinates(1));
        table.remove(cell);
        assertThat(table.make(coordinates(2))).isSameAs(cell);
        assertThat(cell.coordinates).containsExactly(coordinates(2));
        assertThat(table.find(coordinates(1))).isNull();
    }

    private static long[] coordinates(int number) {
        return new long[] {number % 20 - 1, number / 20};
    }
}
