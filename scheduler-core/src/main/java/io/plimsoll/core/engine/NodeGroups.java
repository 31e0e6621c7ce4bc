package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.GroupFilter;
import io.plimsoll.core.plugin.NormalisedScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of an index by what its rules about groups see of them. Nodes that are in the same group for every such rule
 * form a {@link Cell}, which knows its best node; cells that the rules cannot tell apart now form a {@link Bucket}, a heap
 * of cells by their best node. Choosing asks every rule once per bucket; a pod that comes or goes may move cells to other
 * buckets. So there should be few buckets, and few moves.
 *
 * <p>A rule of many groups, such as host names, puts groups of equal value into the same bucket: few distinct values, and a
 * group has few cells to move when its value changes. A rule of few groups, such as zones beside host names, puts every
 * group into buckets of its own: a group has many cells, but they stay where they are whatever its value is. Few is up to
 * the square root of the number of cells, which keeps both costs below that.
 */
final class NodeGroups implements NodeKeys {

    private final PreparedClass prepared;
    private final GroupFilter[] filters;
    private final NormalisedScore[] scorers;
    private final Scale[] scales;
    private final int rules;
    private final Map<GroupTuple, Cell> cells = new HashMap<>();
    private final List<List<@Nullable Group>> groupsOfRule = new ArrayList<>();
    private final Buckets buckets;
    /** By rule, whether its groups are kept apart in buckets of their own. */
    private final boolean[] apart;

    private final int[] groupCount;
    private int cellsAtNextReview = 2;
    private @Nullable Cell[] cellOf = new Cell[0];
    private int[] positionOf = new int[0];
    private final long[] coordinates;
    private final long[] least;
    private final long[] most;

    /** One group of one rule: the cells in it, and its value when they were last put into buckets because of it. */
    private static final class Group {

        final List<Cell> cells = new ArrayList<>(1);
        long seenValue;
    }

    NodeGroups(PreparedClass prepared) {
        this.prepared = prepared;
        filters = prepared.groupFilters;
        scorers = prepared.normalised;
        scales = prepared.normalisedScales;
        rules = filters.length + scorers.length;
        apart = new boolean[rules];
        groupCount = new int[rules];
        coordinates = new long[rules];
        buckets = new Buckets(rules);
        least = new long[scorers.length];
        most = new long[scorers.length];
        for (int rule = 0; rule < rules; rule++) {
            groupsOfRule.add(new ArrayList<>());
        }
    }

    /** The node leaves its cell and joins the one it belongs to now. */
    @Override
    public void join(int node) {
        leave(node);
        int[] groups = new int[rules];
        for (int rule = 0; rule < rules; rule++) {
            groups[rule] = groupOf(rule, node);
        }
        Cell cell = cells.computeIfAbsent(new GroupTuple(groups), this::newCell);
        reserve(node + 1);
        cellOf[node] = cell;
        number(cell, cell.add(node));
        if (cells.size() >= cellsAtNextReview) {
            reviewBuckets();
        }
        valuesChanged(cell);
    }

    @Override
    public void leave(int node) {
        @Nullable Cell cell = node < cellOf.length ? cellOf[node] : null;
        if (cell != null) {
            cellOf[node] = null;
            cell.remove(positionOf[node]);
            number(cell, positionOf[node]);
            valuesChanged(cell);
            if (cell.size() == 0) {
                drop(cell);
            }
        }
    }

    @Override
    public void set(int node, long key) {
        Cell cell = cell(node);
        cell.set(positionOf[node], key);
        valuesChanged(cell);
    }

    @Override
    public long key(int node) {
        @Nullable Cell cell = node < cellOf.length ? cellOf[node] : null;
        return cell == null ? ScoreTree.ABSENT : cell.key(positionOf[node]);
    }

    @Override
    public int slots() {
        return cellOf.length;
    }

    @Override
    public void reserve(int slots) {
        if (slots > cellOf.length) {
            cellOf = Arrays.copyOf(cellOf, Math.max(slots, 2 * cellOf.length));
            positionOf = Arrays.copyOf(positionOf, cellOf.length);
        }
    }

    /** O(nodes), as is everything that asks for more than the best node. */
    @Override
    public int next(int from) {
        for (int node = from; node < cellOf.length; node++) {
            if (key(node) >= 0 && prepared.groupVerdict(node) == FilterRule.PASS) {
                return node;
            }
        }
        return -1;
    }

    @Override
    public int feasible() {
        int count = 0;
        for (int node = next(0); node >= 0; node = next(node + 1)) {
            count++;
        }
        return count;
    }

    @Override
    public int nth(int n) {
        int node = next(0);
        for (int i = 0; i < n; i++) {
            node = next(node + 1);
        }
        return node;
    }

    @Override
    public int best() {
        Arrays.fill(least, Long.MAX_VALUE);
        Arrays.fill(most, Long.MIN_VALUE);
        for (int b = 0; b < buckets.size(); b++) {
            Bucket bucket = buckets.get(b);
            bucket.passes = bucket.topKey() >= 0 && passes(bucket);
            for (int s = 0; bucket.passes && s < scorers.length; s++) {
                long value = value(bucket, filters.length + s);
                least[s] = Math.min(least[s], value);
                most[s] = Math.max(most[s], value);
            }
        }
        int best = -1;
        long bestTotal = -1;
        for (int b = 0; b < buckets.size(); b++) {
            Bucket bucket = buckets.get(b);
            if (bucket.passes) {
                long total = bucket.topKey();
                for (int s = 0; s < scorers.length; s++) {
                    total += scales[s].apply(scorers[s].score(value(bucket, filters.length + s), least[s], most[s]));
                }
                if (total > bestTotal || (total == bestTotal && bucket.topNode() < best)) {
                    bestTotal = total;
                    best = bucket.topNode();
                }
            }
        }
        return best;
    }

    private boolean passes(Bucket bucket) {
        for (int f = 0; f < filters.length; f++) {
            if (filters[f].verdictOn(value(bucket, f)) != FilterRule.PASS) {
                return false;
            }
        }
        return true;
    }

    /** Decides anew which rules' groups are kept apart, each time there are twice as many cells. */
    private void reviewBuckets() {
        cellsAtNextReview = 2 * cells.size();
        boolean changed = false;
        for (int rule = 0; rule < rules; rule++) {
            boolean few = (long) groupCount[rule] * groupCount[rule] <= cells.size();
            changed |= few != apart[rule];
            apart[rule] = few;
        }
        if (changed) {
            for (Cell cell : cells.values()) {
                for (int rule = 0; rule < rules; rule++) {
                    group(rule, cell.groups[rule]).seenValue = value(rule, cell.groups[rule]);
                }
                moveToBucket(cell);
            }
        }
    }

    /** Moves every cell that shares a group of changed value with this one, and this one, to the buckets they belong to. */
    private void valuesChanged(Cell changed) {
        for (int rule = 0; rule < rules; rule++) {
            Group group = group(rule, changed.groups[rule]);
            long value = value(rule, changed.groups[rule]);
            if (!apart[rule] && value != group.seenValue) {
                group.seenValue = value;
                for (int i = 0; i < group.cells.size(); i++) {
                    moveToBucket(group.cells.get(i));
                }
            }
        }
        moveToBucket(changed);
    }

    private void moveToBucket(Cell cell) {
        for (int rule = 0; rule < rules; rule++) {
            coordinates[rule] = apart[rule] ? cell.groups[rule] : value(rule, cell.groups[rule]);
        }
        buckets.put(cell, coordinates);
    }

    private void drop(Cell cell) {
        buckets.take(cell);
        for (int rule = 0; rule < rules; rule++) {
            Group group = group(rule, cell.groups[rule]);
            group.cells.remove(cell);
            groupCount[rule] -= group.cells.isEmpty() ? 1 : 0;
        }
        cells.remove(new GroupTuple(cell.groups));
    }

    /** Notes the positions of a cell's nodes from one position on. */
    private void number(Cell cell, int from) {
        for (int position = from; position < cell.size(); position++) {
            positionOf[cell.node(position)] = position;
        }
    }

    private Cell newCell(GroupTuple tuple) {
        Cell cell = new Cell(tuple.groups);
        for (int rule = 0; rule < rules; rule++) {
            Group group = group(rule, tuple.groups[rule]);
            groupCount[rule] += group.cells.isEmpty() ? 1 : 0;
            group.cells.add(cell);
        }
        return cell;
    }

    private Group group(int rule, int number) {
        List<@Nullable Group> ofRule = groupsOfRule.get(rule);
        int index = number + 1;
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

    private int groupOf(int rule, int node) {
        return rule < filters.length ? filters[rule].group(node) : scorers[rule - filters.length].group(node);
    }

    private long value(int rule, int group) {
        return rule < filters.length ? filters[rule].value(group) : scorers[rule - filters.length].value(group);
    }

    /** The value that a rule sees of all cells in a bucket now. */
    private long value(Bucket bucket, int rule) {
        long coordinate = bucket.coordinates[rule];
        return apart[rule] ? value(rule, (int) coordinate) : coordinate;
    }

    private Cell cell(int node) {
        @Nullable Cell cell = cellOf[node];
        if (cell == null) {
            throw new IllegalStateException("The node slot (%d) of an index must be in a cell.%n".formatted(node)
                    + "Maybe its arrival was missed: this is a defect of Plimsoll, please report it.");
        }
        return cell;
    }
}
