package io.plimsoll.core.state;

import io.plimsoll.core.model.DisruptionBudget;
import io.plimsoll.core.model.PodSpec;
import java.util.Arrays;
import java.util.List;

/**
 * How many pods of which applications may be disrupted. Which budgets are about a pod is found once per distinct set of
 * labels.
 */
public final class Budgets {

    private static final int[] NONE = {};

    private final PodTable pods;
    private List<DisruptionBudget> all = List.of();
    /** By set of labels; an empty place was not asked for yet. */
    private int[][] about = new int[0][];

    private long version;
    private long podsVersion;

    Budgets(PodTable pods) {
        this.pods = pods;
    }

    /** The budgets. */
    public List<DisruptionBudget> all() {
        return all;
    }

    /** Moves whenever budgets are set. */
    public long version() {
        return version;
    }

    /** Moves when other pods may count against other budgets than before. */
    public long podsVersion() {
        return podsVersion;
    }

    /** Positions of the budgets that the disruption of a pod would count against. Do not change. */
    public int[] about(int pod) {
        if (all.isEmpty()) {
            return NONE;
        }
        int labels = pods.labelSet(pod);
        if (labels >= about.length) {
            about = Arrays.copyOf(about, Math.max(labels + 1, 2 * about.length));
        }
        int[] found = about[labels];
        if (found == null) {
            found = find(pods.template(pod).spec());
            about[labels] = found;
        }
        return found;
    }

    void set(List<DisruptionBudget> budgets) {
        if (!aboutTheSamePods(budgets)) {
            about = new int[0][];
            podsVersion++;
        }
        all = List.copyOf(budgets);
        version++;
    }

    private boolean aboutTheSamePods(List<DisruptionBudget> budgets) {
        boolean same = budgets.size() == all.size();
        for (int i = 0; i < budgets.size() && same; i++) {
            DisruptionBudget now = budgets.get(i);
            DisruptionBudget before = all.get(i);
            same = now.namespace().equals(before.namespace()) && now.selector().equals(before.selector());
        }
        return same;
    }

    private int[] find(PodSpec pod) {
        int[] found = new int[all.size()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (all.get(i).isAbout(pod.namespace(), pod.labels())) {
                found[count++] = i;
            }
        }
        return count == 0 ? NONE : Arrays.copyOf(found, count);
    }
}
