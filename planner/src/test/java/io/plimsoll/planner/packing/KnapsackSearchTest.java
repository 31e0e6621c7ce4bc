package io.plimsoll.planner.packing;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.planner.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KnapsackSearchTest {

    @Test
    void nothingShouldBeWorthMoreThanWhatIsFound() {
        Random random = new Random(Seeds.of("KnapsackSearchTest", 11));
        for (int i = 0; i < 500; i++) {
            PackingProblem problem = problem(random);
            long[] values = new long[problem.items().size()];
            for (int kind = 0; kind < values.length; kind++) {
                values[kind] = random.below(50);
            }
            KnapsackSearch.Result found = new KnapsackSearch(problem, 0).search(values, 1_000_000);
            assertThat(found.value()).as("problem %d", i).isEqualTo(best(problem, values, 0, new long[3]));
            assertThat(found.most()).isEqualTo(found.value());
            assertThat(worth(found.counts(), values)).isEqualTo(found.value());
            KnapsackSearch.Result stopped = new KnapsackSearch(problem, 0).search(values, 2);
            assertThat(stopped.most()).as("bound of problem %d", i).isGreaterThanOrEqualTo(found.value());
        }
    }

    private static PackingProblem problem(Random random) {
        List<ItemKind> items = new ArrayList<>();
        for (int kind = 0; kind < 6; kind++) {
            long first = random.below(5) == 0 ? -1 - random.below(5) : random.below(20);
            items.add(ItemKind.of(1 + random.below(3), first, random.below(20), 1));
        }
        return new PackingProblem(items, List.of(BinType.of(30, 25, 4)));
    }

    private static long worth(List<Integer> counts, long[] values) {
        long worth = 0;
        for (int kind = 0; kind < values.length; kind++) {
            worth += counts.get(kind) * values[kind];
        }
        return worth;
    }

    /** Every content, one by one; -1 when what was taken so far fits with nothing. */
    private static long best(PackingProblem problem, long[] values, int kind, long[] load) {
        if (kind == values.length) {
            for (int d = 0; d < load.length; d++) {
                if (load[d] > problem.capacity(0, d)) {
                    return -1;
                }
            }
            return 0;
        }
        long best = -1;
        for (int count = 0; count <= problem.items().get(kind).count(); count++) {
            long[] more = load.clone();
            for (int d = 0; d < load.length; d++) {
                more[d] += count * problem.size(kind, d);
            }
            long rest = best(problem, values, kind + 1, more);
            best = rest < 0 ? best : Math.max(best, rest + count * values[kind]);
        }
        return best;
    }
}
