package io.plimsoll.core.remedy;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.remedy.ClusterChange.MoreNodes;
import io.plimsoll.core.remedy.ClusterChange.PodsAway;
import io.plimsoll.core.remedy.GroupRemedy.Minimum;
import io.plimsoll.core.remedy.GroupRemedy.MoreMembers;
import io.plimsoll.core.remedy.GroupRemedy.OfCluster;
import io.plimsoll.core.remedy.GroupRemedy.OfMembers;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What would help a pod group for which there are not enough places. Every answer was tried out: the whole group was decided again
 * after the change, by {@link io.plimsoll.core.engine.PodGroups}, inside a {@link Trial} of which nothing stays.
 *
 * <p>Members that ask the same change alike, and numbers by as little as helps: found by halves, which is the smallest change wherever
 * less is never worse. That is so when all members ask the same and rules look at one node at a time; otherwise members that are
 * placed one after the other may come to lie worse when one asks for less.
 *
 * <p>Cost: O(members x nodes) per demand, node kind and pod in the way, and times the log of the number per request. Not inside a
 * trial.
 */
public final class GroupRemedies {

    private final Cluster cluster;
    private final GroupTrial trial;

    /** @param scheduler decides in this cluster */
    public GroupRemedies(Cluster cluster, Scheduler scheduler) {
        this.cluster = cluster;
        this.trial = new GroupTrial(cluster, scheduler);
    }

    /**
     * What would help, the smallest change first. While pods of the group are missing, nothing does but a lower minimum or more
     * of them.
     *
     * @param members the pods that wait, none of which is in the cluster, in the order in which they are tried; at least one
     * @param minimum how many pods of the group must have places
     * @param placed how many have one; less than the minimum
     */
    public List<GroupRemedy> of(List<GroupMember> members, int minimum, int placed) {
        int least = minimum - placed;
        List<GroupRemedy> helpful = new ArrayList<>();
        int most = trial.placed(members, 0);
        if (most > 0 && most < least) {
            helpful.add(new Minimum(minimum, placed + most));
        }
        Collection<List<Integer>> kinds = kinds(members);
        if (members.size() < least) {
            kinds.forEach(kind -> addMembers(helpful, members, least, kind.get(0)));
        } else {
            kinds.forEach(kind -> changeMembers(helpful, members, least, kind));
            changeCluster(helpful, members, least);
        }
        helpful.sort(Comparator.comparingLong(GroupRemedy::sizeMilli));
        return List.copyOf(helpful);
    }

    /** The members that ask the same, by their positions. */
    private Collection<List<Integer>> kinds(List<GroupMember> members) {
        Map<List<Integer>, List<Integer>> kinds = new LinkedHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            PodSpec spec = members.get(i).spec();
            List<Integer> asked = List.of(cluster.decidedClass(spec).id(), spec.priority());
            kinds.computeIfAbsent(asked, each -> new ArrayList<>()).add(i);
        }
        return kinds.values();
    }

    private void addMembers(List<GroupRemedy> helpful, List<GroupMember> members, int least, int like) {
        List<GroupMember> more = new ArrayList<>(members);
        while (more.size() < least) {
            more.add(members.get(like).with(members.get(like).spec()));
        }
        if (trial.fits(more, least)) {
            helpful.add(new MoreMembers(least - members.size(), like));
        }
    }

    private void changeMembers(List<GroupRemedy> helpful, List<GroupMember> members, int least, List<Integer> kind) {
        PodSpec spec = members.get(kind.get(0)).spec();
        List<PodChange> changes = new ArrayList<>(
                new RequestSearch(cluster, spec, change -> helps(change, members, least, kind)).helpful());
        for (PodChange change : TermSearch.demands(cluster, spec)) {
            if (helps(change, members, least, kind)) {
                changes.add(change);
            }
        }
        changes.forEach(change -> helpful.add(new OfMembers(kind, change)));
    }

    private boolean helps(PodChange change, List<GroupMember> members, int least, List<Integer> kind) {
        List<GroupMember> changed = new ArrayList<>(members);
        for (int at : kind) {
            changed.set(at, members.get(at).with(change.applyTo(members.get(at).spec())));
        }
        return trial.fits(changed, least);
    }

    private void changeCluster(List<GroupRemedy> helpful, List<GroupMember> members, int least) {
        List<ClusterChange> changes = new ArrayList<>();
        Remedies.addFirst(changes, NodeSearch.uncordoned(cluster), change -> trial.fitsAfter(change, members, least));
        @Nullable PodsAway away = new GroupPodSearch(trial, members, least).helpful(Remedies.QUESTIONS);
        if (away != null) {
            changes.add(away);
        }
        List<MoreNodes> fewest = new ArrayList<>();
        for (MoreNodes kind : NodeSearch.more(cluster, least)) {
            int count = fewest(least, some -> trial.fitsAfter(NodeSearch.first(kind, some), members, least));
            if (count > 0) {
                fewest.add(NodeSearch.first(kind, count));
            }
        }
        fewest.sort(Comparator.comparingLong(MoreNodes::sizeMilli));
        Remedies.addFirst(changes, fewest, change -> true);
        changes.forEach(change -> helpful.add(new OfCluster(change)));
    }

    /** The smallest number up to a bound that helps, doubled until it does, then by halves; 0 when none does. */
    private static int fewest(int most, IntPredicate helps) {
        int low = 0;
        int high = 1;
        while (!helps.test(high)) {
            if (high == most) {
                return 0;
            }
            low = high;
            high = (int) Math.min(most, 2L * high);
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (helps.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}
