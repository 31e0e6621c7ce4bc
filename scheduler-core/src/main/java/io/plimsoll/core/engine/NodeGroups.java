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
 * form a {@link Cell}, which knows its best node; cells whose groups have the same values now form a {@link Bucket}, a
 * heap of cells by their best node. Choosing asks every rule once per bucket, so its cost depends on how many distinct
 * values there are, not on how many nodes; a pod that comes or goes moves the cells of its node's groups to other buckets.
 */
final class NodeGroups implements NodeKeys {

    private final PreparedClass prepared;
    private final GroupFilter[] filters;
    private final NormalisedScore[] scorers;
    private final Scale[] scales;
    private final int rules;
    private final Map<GroupTuple, Cell> cells = new HashMap<>();
    private final List<List<@Nullable Group>> groupsOfRule = new ArrayList<>();
    private final List<Bucket> buckets = new ArrayList<>();
    private final List<Bucket> spare = new ArrayList<>();
    private @Nullable Cell[] cellOf = new Cell[0];
    private int[] positionOf = new int[0];
    private final long[] values;
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
        values = new long[rules];
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
                long value = bucket.values[filters.length + s];
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
                    total += scales[s].apply(scorers[s].score(bucket.values[filters.length + s], least[s], most[s]));
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
            if (filters[f].verdictOn(bucket.values[f]) != FilterRule.PASS) {
                return false;
            }
        }
        return true;
    }

    /** Moves every cell that shares a group with this one to the bucket of its present values. */
    private void valuesChanged(Cell changed) {
        for (int rule = 0; rule < rules; rule++) {
            Group group = group(rule, changed.groups[rule]);
            long value = value(rule, changed.groups[rule]);
            if (value != group.seenValue) {
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
            values[rule] = value(rule, cell.groups[rule]);
        }
        @Nullable Bucket from = cell.bucket();
        if (from != null && Arrays.equals(from.values, values)) {
            return;
        }
        moveTo(cell, bucket());
    }

    private void moveTo(Cell cell, @Nullable Bucket to) {
        @Nullable Bucket from = cell.bucket();
        cell.moveTo(to);
        if (from != null && from.isEmpty()) {
            buckets.remove(from);
            spare.add(from);
        }
    }

    private void drop(Cell cell) {
        moveTo(cell, null);
        for (int rule = 0; rule < rules; rule++) {
            group(rule, cell.groups[rule]).cells.remove(cell);
        }
        cells.remove(new GroupTuple(cell.groups));
    }

    /** Notes the positions of a cell's nodes from one position on. */
    private void number(Cell cell, int from) {
        for (int position = from; position < cell.size(); position++) {
            positionOf[cell.node(position)] = position;
        }
    }

    /** The bucket of the present {@link #values}. */
    private Bucket bucket() {
        for (int b = 0; b < buckets.size(); b++) {
            if (Arrays.equals(buckets.get(b).values, values)) {
                return buckets.get(b);
            }
        }
        Bucket bucket = spare.isEmpty() ? new Bucket(rules) : spare.remove(spare.size() - 1);
        System.arraycopy(values, 0, bucket.values, 0, rules);
        buckets.add(bucket);
        return bucket;
    }

    private Cell newCell(GroupTuple tuple) {
        Cell cell = new Cell(tuple.groups);
        for (int rule = 0; rule < rules; rule++) {
            group(rule, tuple.groups[rule]).cells.add(cell);
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

    private Cell cell(int node) {
        @Nullable Cell cell = cellOf[node];
        if (cell == null) {
            throw new IllegalStateException("The node slot (%d) of an index must be in a cell.%n".formatted(node)
                    + "Maybe its arrival was missed: this is a defect of Plimsoll, please report it.");
        }
        return cell;
    }
}
