package io.plimsoll.core.rule;

import io.plimsoll.core.plugin.NormalisedScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.Images;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Nodes that have more bytes of the pod's images are better, where an image counts as far as it is widespread, so that not
 * all pods follow the first (kube-scheduler's ImageLocality). 23 MiB and less score 0, 1000 MiB per container 100.
 *
 * <p>A node's group is the sizes of the wanted images on it: nodes that pulled the same images are one group. How
 * widespread an image is belongs to no group and is looked up when a score is asked for.
 */
public final class ImageScore implements Scorer {

    private static final long MAXIMUM = 100;
    private static final long MIB = 1L << 20;
    private static final long LEAST = 23 * MIB;
    private static final long MOST_PER_CONTAINER = 1000 * MIB;

    @Override
    public String name() {
        return "ImageLocality";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.STATIC, Scope.CLUSTER);
    }

    @Override
    public long maximum() {
        return MAXIMUM;
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        List<String> wanted = podClass.rules().images();
        return wanted.isEmpty() ? List.of() : List.of(new Rule(wanted, context.nodes(), context.images()));
    }

    private static final class Rule implements NormalisedScore {

        private final String[] wanted;
        private final NodeTable nodes;
        private final Images images;
        /** By group: the size of each wanted image; and the hash of that, so that searching rarely compares sizes. */
        private final List<long[]> sizesOf = new ArrayList<>();

        private int[] hashes = new int[4];
        /** By set of images: the group. */
        private final MarkMemo groupOfSet;

        Rule(List<String> wanted, NodeTable nodes, Images images) {
            this.wanted = wanted.toArray(new String[0]);
            this.nodes = nodes;
            this.images = images;
            this.groupOfSet = new MarkMemo(nodes);
        }

        @Override
        public int group(int node) {
            int set = nodes.imageSet(node);
            int group = groupOfSet.get(set);
            return group == MarkMemo.UNKNOWN ? groupOfSet.put(set, find(node)) : group;
        }

        private int find(int node) {
            long[] sizes = new long[wanted.length];
            for (int i = 0; i < sizes.length; i++) {
                Long size = nodes.spec(node).images().get(wanted[i]);
                sizes[i] = size == null ? 0 : size;
            }
            int hash = Arrays.hashCode(sizes);
            int group = 0;
            while (group < sizesOf.size() && !(hashes[group] == hash && Arrays.equals(sizes, sizesOf.get(group)))) {
                group++;
            }
            if (group == sizesOf.size()) {
                sizesOf.add(sizes);
                hashes = group < hashes.length ? hashes : Arrays.copyOf(hashes, 2 * group);
                hashes[group] = hash;
            }
            return group;
        }

        @Override
        public long value(int group) {
            return group;
        }

        @Override
        public boolean fixed() {
            return true;
        }

        @Override
        public long shown(long group) {
            return score(group, 0, 0);
        }

        @Override
        public long score(long group, long least, long most) {
            long[] sizes = sizesOf.get((int) group);
            long sum = 0;
            for (int i = 0; i < sizes.length; i++) {
                if (sizes[i] > 0) {
                    double widespread = (double) images.nodesWith(wanted[i]) / nodes.count();
                    sum += (long) (sizes[i] * widespread);
                }
            }
            long enough = MOST_PER_CONTAINER * sizes.length;
            return MAXIMUM * (Math.max(LEAST, Math.min(sum, enough)) - LEAST) / (enough - LEAST);
        }
    }
}
