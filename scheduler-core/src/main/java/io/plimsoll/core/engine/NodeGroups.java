package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.FilterRule;
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
 * buckets. So there should be few buckets, and few moves; {@link Buckets} sees to that.
 */
final class NodeGroups implements NodeKeys {

    private final PreparedClass prepared;
    private final GroupRules rules;
    private final Map<GroupTuple, Cell> cells = new HashMap<>();
    private final List<List<@Nullable Group>> groupsOfRule = new ArrayList<>();
    private final Buckets buckets;
    private final int[] groupCount;
    private int cellsAtNextReview = 2;
    private @Nullable Cell[] cellOf = new Cell[0];
    private int[] positionOf = new int[0];
    private final long[] least;
    private final long[] most;
    /** By scorer: what is feasible, and room for the values of a bucket. */
    private final FeasibleGroups[] feasible;

    private final long[][] values;

    /** One group of one rule: the cells in it, and its value when they were last put into buckets because of it. */
    private static final class Group {

        final List<Cell> cells = new ArrayList<>(1);
        long seenValue;
    }

    NodeGroups(PreparedClass prepared) {
        this.prepared = prepared;
        rules = new GroupRules(prepared);
        buckets = new Buckets(rules);
        groupCount = new int[rules.count()];
        least = new long[rules.scorers.length];
        most = new long[rules.scorers.length];
        feasible = new FeasibleGroups[rules.scorers.length];
        values = new long[rules.scorers.length][];
        for (int s = 0; s < feasible.length; s++) {
            feasible[s] = new FeasibleGroups(rules.scorers[s]);
            values[s] = new long[rules.scorers[s].groupings()];
        }
        for (int rule = 0; rule < rules.count(); rule++) {
            groupsOfRule.add(new ArrayList<>());
        }
    }

    /** The node leaves its cell and joins the one it belongs to now. */
    @Override
    public void join(int node) {
        leave(node);
        int[] groups = new int[rules.count()];
        for (int rule = 0; rule < rules.count(); rule++) {
            groups[rule] = rules.group(rule, node);
        }
        Cell cell = cells.computeIfAbsent(new GroupTuple(groups), this::newCell);
        reserve(node + 1);
        cellOf[node] = cell;
        number(cell, cell.add(node));
        if (cells.size() >= cellsAtNextReview) {
            cellsAtNextReview = 2 * cells.size();
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
        findPassing();
        findRawScores();
        int best = -1;
        long bestTotal = -1;
        for (int b = 0; b < buckets.size(); b++) {
            Bucket bucket = buckets.get(b);
            if (bucket.passes) {
                long total = bucket.topKey();
                for (int s = 0; s < feasible.length; s++) {
                    total += bucket.ignored[s]
                            ? 0
                            : rules.scales[s].apply(rules.scorers[s].score(bucket.raw[s], least[s], most[s]));
                }
                if (total > bestTotal || (total == bestTotal && bucket.topNode() < best)) {
                    bestTotal = total;
                    best = bucket.topNode();
                }
            }
        }
        return best;
    }

    private void findPassing() {
        for (int s = 0; s < feasible.length; s++) {
            feasible[s].clear();
        }
        for (int b = 0; b < buckets.size(); b++) {
            Bucket bucket = buckets.get(b);
            bucket.passes = bucket.topKey() >= 0 && rules.pass(buckets, bucket);
            for (int s = 0; bucket.passes && s < feasible.length; s++) {
                bucket.ignored[s] = rules.scorers[s].ignores(values(bucket, s));
                if (!bucket.ignored[s]) {
                    feasible[s].add(bucket, rules.firstOf(s));
                }
            }
        }
    }

    private void findRawScores() {
        Arrays.fill(least, Long.MAX_VALUE);
        Arrays.fill(most, Long.MIN_VALUE);
        for (int b = 0; b < buckets.size(); b++) {
            Bucket bucket = buckets.get(b);
            for (int s = 0; bucket.passes && s < feasible.length; s++) {
                if (!bucket.ignored[s]) {
                    long raw = rules.scorers[s].raw(values(bucket, s), feasible[s]);
                    bucket.raw[s] = raw;
                    least[s] = Math.min(least[s], raw);
                    most[s] = Math.max(most[s], raw);
                }
            }
        }
    }

    /** The values of the cells of a bucket by grouping of a scorer. */
    private long[] values(Bucket bucket, int scorer) {
        long[] of = values[scorer];
        for (int grouping = 0; grouping < of.length; grouping++) {
            of[grouping] = buckets.value(bucket, rules.firstOf(scorer) + grouping);
        }
        return of;
    }

    private void reviewBuckets() {
        if (buckets.review(groupCount, cells.size())) {
            cells.values().forEach(this::seeValues);
            cells.values().forEach(buckets::put);
        }
    }

    private void seeValues(Cell cell) {
        for (int rule = 0; rule < rules.count(); rule++) {
            group(rule, cell.groups[rule]).seenValue = rules.value(rule, cell.groups[rule]);
        }
    }

    /** Moves every cell that shares a group of changed value with this one, and this one, to the buckets they belong to. */
    private void valuesChanged(Cell changed) {
        for (int rule = 0; rule < rules.count(); rule++) {
            Group group = group(rule, changed.groups[rule]);
            long value = rules.value(rule, changed.groups[rule]);
            if (!buckets.apart(rule) && value != group.seenValue) {
                group.seenValue = value;
                for (int i = 0; i < group.cells.size(); i++) {
                    buckets.put(group.cells.get(i));
                }
            }
        }
        buckets.put(changed);
    }

    private void drop(Cell cell) {
        buckets.take(cell);
        for (int rule = 0; rule < rules.count(); rule++) {
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
        for (int rule = 0; rule < rules.count(); rule++) {
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

    private Cell cell(int node) {
        @Nullable Cell cell = cellOf[node];
        if (cell == null) {
            throw new IllegalStateException("The node slot (%d) of an index must be in a cell.%n".formatted(node)
                    + "Maybe its arrival was missed: this is a defect of Plimsoll, please report it.");
        }
        return cell;
    }
}
