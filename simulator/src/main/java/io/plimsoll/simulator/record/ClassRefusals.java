package io.plimsoll.simulator.record;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.GroupFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.ChangeLog;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why the nodes refuse the pods of one class: for every refusal the number of nodes that give it. Remembers one byte per
 * node and asks a node's filters again only when the node has changed, so that a cluster that is full for hours does not
 * cost a scan per pod. Rules about groups are asked for the nodes that all others accept.
 */
final class ClassRefusals {

    private static final Set<Scope> DESCRIPTION = Set.of(Scope.STATIC);
    private static final byte ACCEPTED = 0;
    private static final byte ABSENT = -1;
    private static final int MOST_REFUSALS = Byte.MAX_VALUE;

    private final PodClass podClass;
    private final Profile profile;
    private final PluginContext context;
    private final ChangeLog log;
    private final boolean learning;
    private FilterRule[] rules = new FilterRule[0];
    private Filter[] owners = new Filter[0];
    private boolean[] aboutDescription = new boolean[0];
    private final List<Refusal> refusals = new ArrayList<>();
    private int nodeRules;
    private byte[] refusalOf = new byte[0];
    private long position = -1;

    /** What some nodes answer: which rule is the first to refuse them, and its verdict. */
    static final class Refusal {

        /** The reasons in words. */
        final List<String> reasons = new ArrayList<>();
        /** How many nodes answer this. */
        int nodes;

        private final int rule;
        private final long verdict;

        Refusal(int rule, long verdict) {
            this.rule = rule;
            this.verdict = verdict;
        }
    }

    ClassRefusals(PodClass podClass, Profile profile, PluginContext context, ChangeLog log) {
        this.podClass = podClass;
        this.profile = profile;
        this.context = context;
        this.log = log;
        boolean learns = false;
        for (Filter filter : profile.filters()) {
            learns |= filter.scopes().contains(Scope.EPOCH) || filter.scopes().contains(Scope.OBJECTS);
        }
        this.learning = learns;
        prepare();
    }

    /** Bytes that this remembers. */
    int size() {
        return refusalOf.length;
    }

    /** The refusals now; some may be given by no node any more. The list is reused. */
    List<Refusal> now() {
        NodeTable nodes = context.nodes();
        if (learning || refusals.size() > MOST_REFUSALS / 2) {
            prepare();
        }
        catchUp(nodes);
        if (nodeRules < rules.length) {
            askAboutGroups(nodes);
        }
        return refusals;
    }

    /** Forgets everything. The rules about nodes come first, as in decisions. */
    private void prepare() {
        List<FilterRule> ruleList = new ArrayList<>();
        List<Filter> ownerList = new ArrayList<>();
        refusals.clear();
        Arrays.fill(refusalOf, ABSENT);
        position = -1;
        for (boolean groups : new boolean[] {false, true}) {
            for (Filter filter : profile.filters()) {
                for (FilterRule rule : filter.prepare(podClass, context)) {
                    if (rule instanceof GroupFilter == groups) {
                        ruleList.add(rule);
                        ownerList.add(filter);
                    }
                }
            }
            nodeRules = groups ? nodeRules : ruleList.size();
        }
        rules = ruleList.toArray(rules);
        owners = ownerList.toArray(owners);
        aboutDescription = new boolean[rules.length];
        for (int rule = 0; rule < rules.length; rule++) {
            aboutDescription[rule] = owners[rule].scopes().equals(DESCRIPTION);
        }
    }

    private void catchUp(NodeTable nodes) {
        int slots = nodes.slots();
        if (slots > refusalOf.length) {
            int old = refusalOf.length;
            refusalOf = Arrays.copyOf(refusalOf, slots + slots / 2);
            Arrays.fill(refusalOf, old, refusalOf.length, ABSENT);
        }
        long end = log.end();
        if (position < log.begin() || end - position > slots) {
            for (int node = 0; node < refusalOf.length; node++) {
                if (node >= slots || nodes.lastChange(node) >= position) {
                    ask(nodes, node);
                }
            }
        } else {
            for (long at = position; at < end; at++) {
                int node = log.node(at);
                if (nodes.lastChange(node) == at) {
                    ask(nodes, node);
                }
            }
        }
        position = end;
    }

    /** Asks the rules about a node that changed; what follows from its description only when that changed. */
    private void ask(NodeTable nodes, int node) {
        byte before = refusalOf[node];
        @Nullable Refusal previous = before > ACCEPTED ? refusals.get(before - 1) : null;
        boolean sameDescription = before != ABSENT && nodes.generation(node) < position;
        int passedBefore = !sameDescription ? 0 : previous == null ? nodeRules : previous.rule;
        if (previous != null && sameDescription && aboutDescription[previous.rule]) {
            return;
        }
        byte answer = nodes.exists(node) ? ACCEPTED : ABSENT;
        for (int rule = 0; rule < nodeRules && answer == ACCEPTED; rule++) {
            if (rule >= passedBefore || !aboutDescription[rule]) {
                long verdict = FilterRule.reasons(rules[rule].verdict(node));
                if (verdict != FilterRule.PASS) {
                    if (previous != null && previous.rule == rule && previous.verdict == verdict) {
                        return;
                    }
                    int number = number(rule, verdict);
                    refusals.get(number).nodes++;
                    answer = (byte) (number + 1);
                }
            }
        }
        if (previous != null) {
            previous.nodes--;
        }
        refusalOf[node] = answer;
    }

    private void askAboutGroups(NodeTable nodes) {
        for (Refusal refusal : refusals) {
            refusal.nodes = refusal.rule < nodeRules ? refusal.nodes : 0;
        }
        for (int node = 0; node < nodes.slots(); node++) {
            boolean open = refusalOf[node] == ACCEPTED;
            for (int rule = nodeRules; rule < rules.length && open; rule++) {
                long verdict = FilterRule.reasons(rules[rule].verdict(node));
                if (verdict != FilterRule.PASS) {
                    refusals.get(number(rule, verdict)).nodes++;
                    open = false;
                }
            }
        }
    }

    private int number(int rule, long verdict) {
        for (int i = 0; i < refusals.size(); i++) {
            if (refusals.get(i).rule == rule && refusals.get(i).verdict == verdict) {
                return i;
            }
        }
        Refusal refusal = new Refusal(rule, verdict);
        for (long bits = verdict; bits != 0; bits &= bits - 1) {
            refusal.reasons.add(owners[rule].reason(Long.numberOfTrailingZeros(bits), podClass, context));
        }
        refusals.add(refusal);
        return refusals.size() - 1;
    }
}
