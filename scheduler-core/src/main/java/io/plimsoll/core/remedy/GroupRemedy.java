package io.plimsoll.core.remedy;

import java.util.List;

/** One change after which a pod group would get its places, small enough to be said in a line. */
public sealed interface GroupRemedy {

    /** How much changes, as of {@link Remedy#sizeMilli}. */
    long sizeMilli();

    /**
     * All members that ask the same change alike: they come from one template.
     *
     * @param members their positions in the group, ascending
     * @param change what each of them asks then
     */
    record OfMembers(List<Integer> members, PodChange change) implements GroupRemedy {

        /** Copies its list. */
        public OfMembers {
            members = List.copyOf(members);
        }

        @Override
        public long sizeMilli() {
            return change.sizeMilli();
        }
    }

    /** The cluster changes. */
    record OfCluster(ClusterChange change) implements GroupRemedy {

        @Override
        public long sizeMilli() {
            return change.sizeMilli();
        }
    }

    /**
     * Fewer pods are enough.
     *
     * @param from the minimum now
     * @param to the largest that would do
     */
    record Minimum(int from, int to) implements GroupRemedy {

        @Override
        public long sizeMilli() {
            return Remedy.share(from, to);
        }
    }

    /**
     * More pods are there.
     *
     * @param count how many more
     * @param like the position of the member that they are like
     */
    record MoreMembers(int count, int like) implements GroupRemedy {

        @Override
        public long sizeMilli() {
            return Remedy.WHOLE * count;
        }
    }
}
