package io.plimsoll.planner.survive;

import org.jspecify.annotations.Nullable;

/**
 * Whether any k nodes may fail.
 *
 * @param nodes k
 * @param verdict what is known
 * @param sets how many sets of k nodes there are, in words
 * @param tried how many were tried; with {@code allTried} each stands for those that are alike
 * @param allTried whether each set was tried, or one that is alike
 * @param guaranteed any so many nodes may fail by counting room alone, without trying; 0 when nothing is proven by that
 * @param worst the failure that leaves most pods waiting of those tried; null when none was
 */
public record SeveralNodes(
        int nodes,
        Verdict verdict,
        String sets,
        int tried,
        boolean allTried,
        int guaranteed,
        @Nullable OutageResult worst) {

    /** What is known of sets of nodes. */
    public enum Verdict {
        /** A placement of all pods exists whichever nodes fail. */
        PROVEN("proven"),
        /** Some set leaves pods waiting in every placement. */
        REFUTED("refuted"),
        /** Neither. */
        UNDECIDED("undecided");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /** The word. */
        public String word() {
            return word;
        }
    }
}
