package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTreeTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void treeShouldKnowTheStatesThatAreInIt(int dimensions) {
        Random random = new Random(dimensions);
        StateTree tree = new StateTree(dimensions);
        Map<String, Integer> expected = new HashMap<>();
        Map<Integer, long[]> vectors = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            // It grows, shrinks to nearly nothing, and grows again.
            boolean shrinking = i / 4_000 % 2 == 1;
            if (expected.isEmpty() || random.nextInt(10) < (shrinking ? 2 : 8)) {
                long[] vector = random.longs(dimensions, -3, dimensions == 1 ? 3_000 : 40)
                        .toArray();
                int state = tree.add(vector);
                Integer known = expected.put(Arrays.toString(vector), state);
                assertThat(known == null || known == state).isTrue();
                vectors.put(state, vector);
            } else {
                int state = vectors.keySet().iterator().next();
                tree.remove(state);
                expected.remove(Arrays.toString(vectors.remove(state)));
            }
        }
        vectors.forEach((state, vector) -> {
            assertThat(tree.blocks.is(state, vector)).isTrue();
            assertThat(tree.add(vector)).isEqualTo(state);
        });
        assertThat(statesBelow(tree, tree.root())).isEqualTo(expected.size());
    }

    @Test
    void leavesSideBySideShouldBecomeOneAgain() {
        StateTree tree = new StateTree(2);
        int[] states = new int[1_000];
        for (int i = 0; i < states.length; i++) {
            states[i] = tree.add(new long[] {i * 7919 % 1_000, i * 104_729 % 1_000});
        }
        assertThat(tree.blocks.count()).isGreaterThan(60);
        for (int i = 1; i < states.length; i++) {
            tree.remove(states[i]);
        }
        assertThat(statesBelow(tree, tree.root())).isEqualTo(1);
        assertThat(tree.blocks.count()).isLessThan(30);
    }

    /** Counts, and sees to it that the corners of a part are around all states in it, the upper one closely. */
    private static int statesBelow(StateTree tree, int part) {
        List<long[]> vectors = new ArrayList<>();
        collect(tree, part, vectors);
        int dimensions = tree.blocks.dimensions;
        long[] most = new long[dimensions];
        Arrays.fill(most, Long.MIN_VALUE);
        for (long[] vector : vectors) {
            for (int d = 0; d < dimensions; d++) {
                assertThat(vector[d]).isGreaterThanOrEqualTo(tree.corner(part, d));
                most[d] = Math.max(most[d], vector[d]);
            }
        }
        if (!vectors.isEmpty()) {
            assertThat(tree.reaches(part, most)).isTrue();
        }
        for (int d = 0; d < dimensions && !vectors.isEmpty(); d++) {
            long[] more = most.clone();
            more[d]++;
            assertThat(tree.reaches(part, more)).isFalse();
        }
        if (tree.block(part) < 0) {
            return statesBelow(tree, tree.left(part)) + statesBelow(tree, tree.right(part));
        }
        return vectors.size();
    }

    private static void collect(StateTree tree, int part, List<long[]> into) {
        if (tree.block(part) < 0) {
            collect(tree, tree.left(part), into);
            collect(tree, tree.right(part), into);
            return;
        }
        int dimensions = tree.blocks.dimensions;
        int first = StateBlocks.firstPosition(tree.block(part));
        for (int at = first; at < first + tree.blocks.size(tree.block(part)); at++) {
            into.add(Arrays.copyOfRange(tree.blocks.vectors, at * dimensions, (at + 1) * dimensions));
        }
    }
}
