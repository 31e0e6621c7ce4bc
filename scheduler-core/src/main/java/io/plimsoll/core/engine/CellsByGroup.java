package io.plimsoll.core.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of each group of the rules whose groups are told apart, and the value of the group that was seen last. */
final class CellsByGroup {

    /** One group of one rule: the cells in it, and its value when they were last put into buckets because of it. */
    static final class Group {

        final List<Cell> cells = new ArrayList<>(1);
        long seenValue;
    }

    private final List<List<@Nullable Group>> groupsOfRule = new ArrayList<>();
    private final int[] groupCount;
    private int version;

    CellsByGroup(int rules) {
        groupCount = new int[rules];
        for (int rule = 0; rule < rules; rule++) {
            groupsOfRule.add(new ArrayList<>());
        }
    }

    /** Moves when {@link #groupCount()} does. */
    int version() {
        return version;
    }

    /** By rule: how many groups have cells. Not a copy. */
    int[] groupCount() {
        return groupCount;
    }

    void add(int rule, Cell cell) {
        Group group = of(rule, cell);
        if (group.cells.isEmpty()) {
            groupCount[rule]++;
            version++;
        }
        group.cells.add(cell);
    }

    void remove(int rule, Cell cell) {
        Group group = of(rule, cell);
        group.cells.remove(cell);
        if (group.cells.isEmpty()) {
            groupCount[rule]--;
            version++;
        }
    }

    /** The group of a rule that a cell is in. */
    Group of(int rule, Cell cell) {
        List<@Nullable Group> ofRule = groupsOfRule.get(rule);
        int index = (int) cell.coordinates[rule] + 1;
        while (ofRule.size() <= index) {
            ofRule.add(null);
        }
        @Nullable Group group = ofRule.get(index);
        if (group == null) {
            group = new Group();
            ofRule.set(index, group);
        }
        return group;
    }
}
