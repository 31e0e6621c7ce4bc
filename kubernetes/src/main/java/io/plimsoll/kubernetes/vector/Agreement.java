package io.plimsoll.kubernetes.vector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How far the core and kube-scheduler agree over the vectors of a folder, by plugin. */
public final class Agreement {

    /** What there is to say of one plugin. */
    private static final class Tally {

        private int cases;
        private int agreeing;
        private @Nullable Difference smallest;
    }

    private final SortedMap<String, Tally> tallies = new TreeMap<>();
    private final SortedSet<String> notModelled = new TreeSet<>();
    private int cases;
    private int agreeing;

    private Agreement() {}

    /**
     * Answers all vectors of a folder.
     *
     * @throws IOException when there are none or a file cannot be read
     */
    public static Agreement of(Path folder) throws IOException {
        Agreement agreement = new Agreement();
        for (String set : VectorFiles.sets(folder)) {
            new VectorFiles().read(folder, set, agreement::add);
        }
        return agreement;
    }

    /** Of no vectors. */
    static Agreement none() {
        return new Agreement();
    }

    /** The number of cases in which a plugin was compared. */
    int cases(String plugin) {
        @Nullable Tally tally = tallies.get(plugin);
        return tally == null ? 0 : tally.cases;
    }

    /** The smallest difference of a plugin, or null. */
    @Nullable
    Difference smallestDifference(String plugin) {
        @Nullable Tally tally = tallies.get(plugin);
        return tally == null ? null : tally.smallest;
    }

    /** Whether nothing differs of what was compared. */
    public boolean isComplete() {
        return agreeing == cases;
    }

    /** The number of cases. */
    public int cases() {
        return cases;
    }

    /** The number of cases in which everything that was compared is the same. */
    public int agreeing() {
        return agreeing;
    }

    /** The names of cases that need what is not modelled. */
    public SortedSet<String> notModelled() {
        return notModelled;
    }

    /** The agreement per plugin and the smallest differing field of each, a line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        tallies.forEach((plugin, tally) -> {
            lines.add("%-32s %5d of %5d cases".formatted(plugin, tally.agreeing, tally.cases));
            if (tally.smallest != null) {
                lines.add("    smallest difference: " + tally.smallest);
            }
        });
        lines.add("%-32s %5d of %5d cases".formatted("everything", agreeing, cases));
        if (!notModelled.isEmpty()) {
            lines.add("%s is not modelled, and its say not compared in: %s"
                    .formatted(VectorCheck.NOT_MODELLED, String.join(", ", notModelled)));
        }
        return lines;
    }

    private void add(VectorCase vector) {
        VectorCheck check = new VectorCheck(vector);
        cases++;
        agreeing += check.differences().isEmpty() ? 1 : 0;
        if (!check.isModelled()) {
            notModelled.add(vector.name());
        }
        Set<String> differing = new HashSet<>();
        for (Difference difference : check.differences()) {
            differing.add(difference.plugin());
            Tally tally = tallies.computeIfAbsent(difference.plugin(), plugin -> new Tally());
            if (tally.smallest == null || difference.caseSize() < tally.smallest.caseSize()) {
                tally.smallest = difference;
            }
        }
        for (String plugin : check.compared()) {
            Tally tally = tallies.computeIfAbsent(plugin, name -> new Tally());
            tally.cases++;
            tally.agreeing += differing.contains(plugin) ? 0 : 1;
        }
    }
}
