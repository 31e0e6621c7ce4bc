package io.plimsoll.planner.packing;

import java.util.Arrays;

/**
 * Gets along with one bin fewer, again and again: a bin is emptied, and its items are brought into the others by exchanges that
 * leave less and less outside, and when there are none, by the exchange that costs least and is not forbidden since it
 * undoes a recent one. After Buljubasic and Vasquez, "Consistent neighborhood search for one-dimensional bin packing and
 * two-dimensional vector packing", Computers and Operations Research 2016.
 *
 * <p>The effort is counted in bins and pairs of items looked at, never in time: equal inputs give equal answers. For one thread; runs once.
 */
final class EliminationSearch {

    private static final int OUTSIDE = -1;
    /** What it costs to look at a bin at all, in pairs of items. */
    private static final int STEPS_PER_BIN = 3;

    private static final int STEPS_PER_SHAKE = 5;

    private final Items items;
    private final int d;
    private final Random random;
    private long effort;

    private int bins;
    private final int[] binOf;
    private final long[] free;
    private final int[][] content;
    private final int[] filled;
    /** The weight of the lightest item of each bin. */
    private final int[] lightest;

    private final int[] outside;
    private int outsideCount;
    private final long[] tabuUntil;
    private long step;
    private int[] best;

    // The best exchange of a scan.
    private long bestGain;
    private int bestIn;
    private int bestIn2;
    private int bestOut;
    private int bestOut2;
    private int ties;

    EliminationSearch(Items items, int[] start, long seed, long effort) {
        this.items = items;
        this.d = items.dimensions;
        this.random = new Random(seed);
        this.effort = effort;
        binOf = start.clone();
        bins = Arrays.stream(start).max().orElse(-1) + 1;
        free = new long[bins * d];
        content = new int[bins][8];
        filled = new int[bins];
        lightest = new int[bins];
        Arrays.fill(lightest, Integer.MAX_VALUE);
        outside = new int[items.count];
        tabuUntil = new long[items.count];
        best = start.clone();
        for (int bin = 0; bin < bins; bin++) {
            System.arraycopy(items.capacity, 0, free, bin * d, d);
        }
        for (int item = 0; item < items.count; item++) {
            put(item, start[item]);
        }
    }

    /** The bin of each item, in as few bins as were found; stops at a number that is known to be the fewest. */
    int[] search(int fewest) {
        while (bins > fewest && effort > 0) {
            empty(lightest());
            if (!fill()) {
                break;
            }
            best = binOf.clone();
        }
        return best;
    }

    private int lightest() {
        int lightest = 0;
        long least = Long.MAX_VALUE;
        for (int bin = 0; bin < bins; bin++) {
            long weight = 0;
            for (int i = 0; i < filled[bin]; i++) {
                weight += items.weight[content[bin][i]];
            }
            if (weight < least) {
                least = weight;
                lightest = bin;
            }
        }
        return lightest;
    }

    /** Takes everything out of a bin and the bin away; the last one gets its number. */
    private void empty(int bin) {
        while (filled[bin] > 0) {
            int item = content[bin][filled[bin] - 1];
            take(item);
            outside[outsideCount++] = item;
        }
        bins--;
        if (bin != bins) {
            System.arraycopy(free, bins * d, free, bin * d, d);
            int[] emptied = content[bin];
            content[bin] = content[bins];
            content[bins] = emptied;
            filled[bin] = filled[bins];
            lightest[bin] = lightest[bins];
            filled[bins] = 0;
            for (int i = 0; i < filled[bin]; i++) {
                binOf[content[bin][i]] = bin;
            }
        }
    }

    /** Brings in what is outside; false when the effort is used up before. */
    private boolean fill() {
        long least = Long.MAX_VALUE;
        long since = step;
        while (effort > 0) {
            insertAll();
            if (outsideCount == 0) {
                return true;
            }
            step++;
            exchange();
            long left = outsideWeight();
            if (left < least) {
                least = left;
                since = step;
            } else if (step - since > 400) {
                shake(4 * bins);
                since = step;
                least = Long.MAX_VALUE;
            }
        }
        return false;
    }

    private long outsideWeight() {
        long weight = 0;
        for (int i = 0; i < outsideCount; i++) {
            weight += items.weight[outside[i]];
        }
        return weight;
    }

    private void insertAll() {
        for (int i = outsideCount - 1; i >= 0; i--) {
            int item = outside[i];
            int start = random.below(bins);
            for (int b = 0; b < bins; b++) {
                int bin = start + b < bins ? start + b : start + b - bins;
                if (fits(item, bin)) {
                    outside[i] = outside[--outsideCount];
                    put(item, bin);
                    break;
                }
            }
            effort -= bins;
        }
    }

    /** Makes the best exchange between a bin and what is outside: one or two items for one or two. */
    private void exchange() {
        bestGain = Long.MIN_VALUE;
        ties = 0;
        bestIn = OUTSIDE;
        for (int i = 0; i < outsideCount; i++) {
            int in = outside[i];
            if (!mayGoIn(in)) {
                continue;
            }
            for (int bin = 0; bin < bins; bin++) {
                scan(bin, in, OUTSIDE);
            }
            for (int j = i + 1; j < outsideCount; j++) {
                for (int bin = 0; bin < bins && mayGoIn(outside[j]); bin++) {
                    scan(bin, in, outside[j]);
                }
            }
        }
        if (bestIn == OUTSIDE) {
            shake(bins);
            return;
        }
        int bin = binOf[bestOut];
        int out = bestOut;
        int out2 = bestOut2;
        int in = bestIn;
        int in2 = bestIn2;
        take(out);
        if (out2 != OUTSIDE) {
            take(out2);
        }
        int kept = 0;
        for (int i = 0; i < outsideCount; i++) {
            if (outside[i] != in && outside[i] != in2) {
                outside[kept++] = outside[i];
            }
        }
        outsideCount = kept;
        put(in, bin);
        if (in2 != OUTSIDE) {
            put(in2, bin);
        }
        leave(out);
        if (out2 != OUTSIDE) {
            leave(out2);
        }
    }

    private void leave(int item) {
        outside[outsideCount++] = item;
        tabuUntil[item] = step + 3 + random.below(8);
    }

    private void scan(int bin, int in, int in2) {
        long gainIn = (long) items.weight[in] + (in2 == OUTSIDE ? 0 : items.weight[in2]);
        if (gainIn - lightest[bin] < bestGain) {
            effort--;
            return;
        }
        int[] inside = content[bin];
        int count = filled[bin];
        effort -= STEPS_PER_BIN + count + (in2 == OUTSIDE ? (long) count * count / 2 : 0);
        for (int x = 0; x < count; x++) {
            int out = inside[x];
            long gain = gainIn - items.weight[out];
            if (gain >= bestGain && fitsFor(bin, in, in2, out, OUTSIDE)) {
                offer(gain, in, in2, out, OUTSIDE);
            }
            if (in2 != OUTSIDE) {
                continue;
            }
            for (int y = x + 1; y < count; y++) {
                long gain2 = gain - items.weight[inside[y]];
                if (gain2 >= bestGain && fitsFor(bin, in, in2, out, inside[y])) {
                    offer(gain2, in, in2, out, inside[y]);
                }
            }
        }
    }

    /** Whether an item may be exchanged in: what came out recently does not go back in. */
    private boolean mayGoIn(int item) {
        return tabuUntil[item] <= step;
    }

    private void offer(long gain, int in, int in2, int out, int out2) {
        if (gain > bestGain) {
            ties = 1;
        } else if (random.below(++ties) != 0) {
            return;
        }
        bestGain = gain;
        bestIn = in;
        bestIn2 = in2;
        bestOut = out;
        bestOut2 = out2;
    }

    private boolean fitsFor(int bin, int in, int in2, int out, int out2) {
        long[] size = items.size;
        for (int k = 0; k < d; k++) {
            long left = free[bin * d + k] + size[out * d + k] - size[in * d + k];
            if (out2 != OUTSIDE) {
                left += size[out2 * d + k];
            }
            if (in2 != OUTSIDE) {
                left -= size[in2 * d + k];
            }
            if (left < 0) {
                return false;
            }
        }
        return true;
    }

    /** Exchanges items between bins at random, where both have room for it. */
    private void shake(int tries) {
        effort -= (long) STEPS_PER_SHAKE * tries;
        for (int i = 0; i < tries; i++) {
            int a = random.below(bins);
            int b = random.below(bins);
            if (a == b || filled[a] == 0 || filled[b] == 0) {
                continue;
            }
            int x = content[a][random.below(filled[a])];
            int y = content[b][random.below(filled[b])];
            if (fitsFor(a, y, OUTSIDE, x, OUTSIDE) && fitsFor(b, x, OUTSIDE, y, OUTSIDE)) {
                take(x);
                take(y);
                put(x, b);
                put(y, a);
            }
        }
    }

    private boolean fits(int item, int bin) {
        for (int k = 0; k < d; k++) {
            if (items.size[item * d + k] > free[bin * d + k]) {
                return false;
            }
        }
        return true;
    }

    private void put(int item, int bin) {
        if (filled[bin] == content[bin].length) {
            content[bin] = Arrays.copyOf(content[bin], 2 * filled[bin]);
        }
        content[bin][filled[bin]++] = item;
        lightest[bin] = Math.min(lightest[bin], items.weight[item]);
        binOf[item] = bin;
        for (int k = 0; k < d; k++) {
            free[bin * d + k] -= items.size[item * d + k];
        }
    }

    private void take(int item) {
        int bin = binOf[item];
        int[] inside = content[bin];
        int at = 0;
        while (inside[at] != item) {
            at++;
        }
        inside[at] = inside[--filled[bin]];
        if (items.weight[item] == lightest[bin]) {
            findLightest(bin);
        }
        binOf[item] = OUTSIDE;
        for (int k = 0; k < d; k++) {
            free[bin * d + k] += items.size[item * d + k];
        }
    }

    private void findLightest(int bin) {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < filled[bin]; i++) {
            least = Math.min(least, items.weight[content[bin][i]]);
        }
        lightest[bin] = least;
    }
}
