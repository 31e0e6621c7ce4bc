package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.GroupFilter;
import io.plimsoll.core.plugin.NormalisedScore;

/** The rules about groups of one class of pods under one number each: the filters, then the scorers. */
final class GroupRules {

    final NormalisedScore[] scorers;
    final Scale[] scales;

    private final GroupFilter[] filters;

    GroupRules(PreparedClass prepared) {
        filters = prepared.groupFilters;
        scorers = prepared.normalised;
        scales = prepared.normalisedScales;
    }

    /** Number of rules. */
    int count() {
        return filters.length + scorers.length;
    }

    /** The number of a scorer's rule. */
    int ofScorer(int scorer) {
        return filters.length + scorer;
    }

    /** The group that a node is in. */
    int group(int rule, int node) {
        return rule < filters.length ? filters[rule].group(node) : scorers[rule - filters.length].group(node);
    }

    /** The value of a group now. */
    long value(int rule, int group) {
        return rule < filters.length ? filters[rule].value(group) : scorers[rule - filters.length].value(group);
    }

    /** Whether all filters pass on the cells of a bucket. */
    boolean pass(Buckets buckets, Bucket bucket) {
        for (int f = 0; f < filters.length; f++) {
            if (filters[f].verdictOn(buckets.value(bucket, f)) != FilterRule.PASS) {
                return false;
            }
        }
        return true;
    }
}
