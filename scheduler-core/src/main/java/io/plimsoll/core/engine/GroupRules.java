package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.GroupFilter;
import io.plimsoll.core.plugin.GroupScore;
import io.plimsoll.core.state.DomainCounter;
import io.plimsoll.core.state.TopologyKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The groupings of one class of pods under one number each: those of the filters, then those of the scorers. */
final class GroupRules {

    final GroupScore[] scorers;
    final Scale[] scales;

    private final GroupFilter[] filters;
    private final int count;
    /** By scorer: the number of its first grouping. */
    private final int[] firstOf;
    /** By grouping behind those of the filters: its scorer. */
    private final int[] scorerOf;
    /** By grouping: where its values come from, so that reading one needs no rule; null when only the rule knows. */
    private final @Nullable DomainCounter[] counters;

    GroupRules(PreparedClass prepared) {
        filters = prepared.groupFilters;
        scorers = prepared.groupScores;
        scales = prepared.groupScales;
        firstOf = new int[scorers.length];
        int next = filters.length;
        for (int s = 0; s < scorers.length; s++) {
            firstOf[s] = next;
            next += scorers[s].groupings();
        }
        count = next;
        scorerOf = new int[count - filters.length];
        for (int s = 0; s < scorers.length; s++) {
            Arrays.fill(scorerOf, firstOf[s] - filters.length, endOf(s) - filters.length, s);
        }
        counters = new DomainCounter[count];
        for (int rule = 0; rule < count; rule++) {
            counters[rule] = rule < filters.length
                    ? filters[rule].valuesFrom()
                    : scorers[scorerOf[rule - filters.length]].valuesFrom(
                            rule - firstOf[scorerOf[rule - filters.length]]);
        }
    }

    /** Number of groupings. */
    int count() {
        return count;
    }

    /** The number of a scorer's first grouping. */
    int firstOf(int scorer) {
        return firstOf[scorer];
    }

    /** Behind a scorer's last grouping. */
    int endOf(int scorer) {
        return scorer + 1 < scorers.length ? firstOf[scorer + 1] : count;
    }

    /** Whether it matters how many groups are feasible. */
    boolean counted(int rule) {
        if (rule < filters.length) {
            return false;
        }
        int scorer = scorerOf[rule - filters.length];
        return scorers[scorer].countsGroups(rule - firstOf[scorer]);
    }

    /** Whether the values of the groups never change. */
    boolean fixed(int rule) {
        return rule >= filters.length && scorers[scorerOf[rule - filters.length]].fixed();
    }

    /** The group that a node is in. */
    int group(int rule, int node) {
        if (rule < filters.length) {
            return filters[rule].group(node);
        }
        int scorer = scorerOf[rule - filters.length];
        return scorers[scorer].group(rule - firstOf[scorer], node);
    }

    /** The value of a group now. */
    long value(int rule, int group) {
        @Nullable DomainCounter counter = counters[rule];
        if (counter != null) {
            return group == TopologyKey.NO_DOMAIN ? -1 : counter.count(group);
        }
        if (rule < filters.length) {
            return filters[rule].value(group);
        }
        int scorer = scorerOf[rule - filters.length];
        return scorers[scorer].value(rule - firstOf[scorer], group);
    }

    /** Whether all filters pass on nodes of these values. */
    boolean pass(long[] values) {
        for (int f = 0; f < filters.length; f++) {
            if (filters[f].verdictOn(values[f]) != FilterRule.PASS) {
                return false;
            }
        }
        return true;
    }
}
