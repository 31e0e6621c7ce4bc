package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.FilterRule;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of an index by what its rules about groups see of them. Nodes that no such rule tells apart now form a {@link
 * Cell}, which knows its best node; cells of which the rules see the same values form a {@link Bucket}. Choosing asks every
 * rule once per bucket; a pod that comes or goes may move its node to another cell, and cells to other buckets. So there
 * should be few buckets, and few moves; {@link Buckets} sees to that.
 *
 * <p>A rule of which each group is a single node, as host names are, makes no groups: the value of such a group changes only
 * when its node does, and is part of what tells the node's cell. All other groups have cells of their own.
 */
final class NodeGroups implements NodeKeys {

    private final PreparedClass prepared;
    private final GroupRules rules;
    /** By rule: whether each group is a single node. */
    private final boolean[] single;

    private final CellTable cells;
    private final Buckets buckets;
    private final BucketChoice choice;
    /** Of the rules whose groups have cells. */
    private final CellsByGroup byGroup;
    /** By rule whose groups are single nodes: how many nodes each group has, from group -1 on. */
    private final int[][] nodesIn;
    /** By rule whose groups are single nodes: the group of each node. */
    private final int[][] groupOf;

    private final long[] coordinates;
    /** The rules whose groups are single nodes, and those of which values must be followed. */
    private int[] singles = new int[0];

    private int[] followed = new int[0];
    /** Of these the rules whose groups share buckets: a value that changes moves cells. */
    private int[] watched = new int[0];

    private int cellsAtNextReview = 2;
    private @Nullable Cell[] cellOf = new Cell[0];
    private long[] keyOf = new long[0];
    private int[] places = new int[0];

    NodeGroups(PreparedClass prepared) {
        this.prepared = prepared;
        rules = new GroupRules(prepared);
        single = new boolean[rules.count()];
        nodesIn = new int[rules.count()][0];
        groupOf = new int[rules.count()][0];
        cells = new CellTable(rules.count());
        buckets = new Buckets(rules, single);
        byGroup = new CellsByGroup(rules.count());
        choice = new BucketChoice(rules, buckets, byGroup);
        coordinates = new long[rules.count()];
        for (int rule = 0; rule < rules.count(); rule++) {
            single[rule] = !rules.fixed(rule) && !rules.counted(rule);
        }
        sortRules();
    }

    /** The node leaves its cell and joins the one it belongs to now. */
    @Override
    public void join(int node) {
        leave(node);
        reserve(node + 1);
        for (int i = singles.length - 1; i >= 0; i--) {
            if (countNode(singles[i], node, rules.group(singles[i], node))) {
                share(singles[i]);
            }
        }
        Cell cell = put(node, ScoreTree.ABSENT);
        reviewBuckets();
        valuesChanged(cell);
    }

    @Override
    public void leave(int node) {
        @Nullable Cell cell = node < cellOf.length ? cellOf[node] : null;
        if (cell != null) {
            for (int rule : singles) {
                nodesIn[rule][groupOf[rule][node] + 1]--;
            }
            cellOf[node] = null;
            cell.remove(node, places);
            valuesChanged(cell);
            dropIfEmpty(cell);
        }
    }

    @Override
    public void set(int node, long key) {
        Cell cell = cell(node);
        if (stays(node, cell)) {
            if (key != keyOf[node]) {
                keyOf[node] = key;
                cell.set(node, key, places);
            }
        } else {
            System.arraycopy(cell.coordinates, 0, coordinates, 0, coordinates.length);
            seeSingles(node);
            cell.remove(node, places);
            dropIfEmpty(cell);
            cell = putThere(node, key);
            reviewBuckets();
        }
        valuesChanged(cell);
    }

    @Override
    public long key(int node) {
        return node < cellOf.length && cellOf[node] != null ? keyOf[node] : ScoreTree.ABSENT;
    }

    @Override
    public int slots() {
        return cellOf.length;
    }

    @Override
    public void reserve(int slots) {
        int before = cellOf.length;
        if (slots > before) {
            cellOf = Arrays.copyOf(cellOf, Math.max(slots, 2 * before));
            keyOf = Arrays.copyOf(keyOf, cellOf.length);
            places = Arrays.copyOf(places, cellOf.length);
            for (int rule : singles) {
                groupOf[rule] = Arrays.copyOf(groupOf[rule], cellOf.length);
            }
            Arrays.fill(places, before, places.length, Cell.NOWHERE);
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
        return choice.best();
    }

    /** Counts a node of a rule whose groups have been single nodes until now; says whether this group no longer is. */
    private boolean countNode(int rule, int node, int group) {
        if (group + 1 >= nodesIn[rule].length) {
            nodesIn[rule] = Arrays.copyOf(nodesIn[rule], Math.max(group + 2, 2 * nodesIn[rule].length));
        }
        groupOf[rule][node] = group;
        return ++nodesIn[rule][group + 1] > 1;
    }

    /**
     * From now on the groups of a rule have cells. O(nodes). No rule is asked about a node: some may have left the cluster, or
     * be another node by now, and catching up has not come to them yet.
     */
    private void share(int rule) {
        int[] groups = groupOf[rule];
        long[][] before = new long[cellOf.length][];
        for (int node = 0; node < before.length; node++) {
            @Nullable Cell cell = cellOf[node];
            if (cell != null) {
                before[node] = cell.coordinates.clone();
                cell.remove(node, places);
                dropIfEmpty(cell);
            }
        }
        single[rule] = false;
        nodesIn[rule] = new int[0];
        groupOf[rule] = new int[0];
        sortRules();
        for (int node = 0; node < before.length; node++) {
            if (before[node] != null) {
                System.arraycopy(before[node], 0, coordinates, 0, coordinates.length);
                coordinates[rule] = groups[node];
                seeSingles(node);
                Cell cell = putThere(node, keyOf[node]);
                seeValues(cell);
                buckets.put(cell);
            }
        }
    }

    private void sortRules() {
        int[] one = new int[single.length];
        int[] other = new int[single.length];
        int ones = 0;
        int others = 0;
        for (int rule = 0; rule < single.length; rule++) {
            if (single[rule]) {
                one[ones++] = rule;
            } else if (!rules.fixed(rule)) {
                other[others++] = rule;
            }
        }
        singles = Arrays.copyOf(one, ones);
        followed = Arrays.copyOf(other, others);
        findWatched();
    }

    private void findWatched() {
        int[] found = new int[followed.length];
        int count = 0;
        for (int rule : followed) {
            if (!buckets.apart(rule)) {
                found[count++] = rule;
            }
        }
        watched = Arrays.copyOf(found, count);
    }

    private boolean stays(int node, Cell cell) {
        for (int rule : singles) {
            if (rules.value(rule, groupOf[rule][node]) != cell.coordinates[rule]) {
                return false;
            }
        }
        return true;
    }

    /** Puts a node that is in no cell into the one it belongs to now. */
    private Cell put(int node, long key) {
        for (int rule = 0; rule < single.length; rule++) {
            coordinates[rule] = single[rule] ? 0 : rules.group(rule, node);
        }
        seeSingles(node);
        return putThere(node, key);
    }

    private void seeSingles(int node) {
        for (int rule : singles) {
            coordinates[rule] = rules.value(rule, groupOf[rule][node]);
        }
    }

    /** Puts a node that is in no cell into the one with the coordinates. */
    private Cell putThere(int node, long key) {
        @Nullable Cell known = cells.find(coordinates);
        Cell cell = known == null ? newCell() : known;
        cellOf[node] = cell;
        keyOf[node] = key;
        cell.add(node, key, places);
        return cell;
    }

    private Cell newCell() {
        Cell cell = cells.make(coordinates);
        for (int rule = 0; rule < single.length; rule++) {
            if (!single[rule]) {
                byGroup.add(rule, cell);
            }
        }
        return cell;
    }

    private void dropIfEmpty(Cell cell) {
        if (cell.size() > 0) {
            return;
        }
        buckets.take(cell);
        for (int rule = 0; rule < single.length; rule++) {
            if (!single[rule]) {
                byGroup.remove(rule, cell);
            }
        }
        cells.remove(cell);
    }

    private void reviewBuckets() {
        if (cells.size() < cellsAtNextReview) {
            return;
        }
        cellsAtNextReview = 2 * cells.size();
        if (buckets.review(byGroup.groupCount(), cells.size())) {
            findWatched();
            for (int place = 0; place < cells.places(); place++) {
                @Nullable Cell cell = cells.at(place);
                if (cell != null) {
                    seeValues(cell);
                    buckets.put(cell);
                }
            }
        }
    }

    private void seeValues(Cell cell) {
        for (int rule : followed) {
            byGroup.of(rule, cell).seenValue = rules.value(rule, (int) cell.coordinates[rule]);
        }
    }

    /** Moves every cell that shares a group of changed value with this one, and this one, to the buckets they belong to. */
    private void valuesChanged(Cell changed) {
        boolean moved = changed.bucket() == null;
        for (int rule : watched) {
            CellsByGroup.Group group = byGroup.of(rule, changed);
            long value = rules.value(rule, (int) changed.coordinates[rule]);
            if (value != group.seenValue) {
                group.seenValue = value;
                moved = true;
                for (int i = 0; i < group.cells.size(); i++) {
                    buckets.put(group.cells.get(i));
                }
            }
        }
        if (moved) {
            buckets.put(changed);
        }
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
