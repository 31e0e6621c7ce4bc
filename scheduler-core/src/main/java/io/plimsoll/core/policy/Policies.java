package io.plimsoll.core.policy;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.rule.SpreadFilter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The policies that can be chosen by name: the built-in ones and those of every {@link PolicyProvider} on the class path.
 * Immutable.
 *
 * <table>
 * <caption>The built-in policies</caption>
 * <tr><th>name</th><th>class</th><th>takes</th></tr>
 * <tr><td>{@code best-fit}</td><td>{@link BestFit}</td><td>the node where least would be left</td></tr>
 * <tr><td>{@code dot-product}</td><td>{@link DotProduct}</td><td>the node that has much free of what the pod asks much
 *     of</td></tr>
 * <tr><td>{@code fgd}</td><td>{@link FragmentationGradient}</td><td>the node and device where fragmentation grows
 *     least</td></tr>
 * <tr><td>{@code first-fit}</td><td>{@link FirstFit}</td><td>the first feasible node</td></tr>
 * <tr><td>{@code gpu-clustering}</td><td>{@link GpuClustering}</td><td>a node with pods that ask for devices in the same
 *     way</td></tr>
 * <tr><td>{@code gpu-packing}</td><td>{@link GpuPacking}</td><td>used devices, then used nodes, then empty ones</td></tr>
 * <tr><td>{@code least-allocated}</td><td>{@link LeastAllocated}</td><td>the node that would be least full</td></tr>
 * <tr><td>{@code most-allocated}</td><td>{@link MostAllocated}</td><td>the node that would be fullest</td></tr>
 * <tr><td>{@code next-fit}</td><td>{@link NextFit}</td><td>the first feasible node behind the one taken last</td></tr>
 * <tr><td>{@code preferred-labels}</td><td>{@link PreferredNodeLabels}</td><td>the node with the labels the pod would
 *     like</td></tr>
 * <tr><td>{@code random}</td><td>{@link RandomFit}</td><td>any feasible node</td></tr>
 * <tr><td>{@code study-best-fit}</td><td>{@link StudyBestFit}</td><td>the best fit of the FGD study, in whole
 *     percent</td></tr>
 * <tr><td>{@code study-dot-product}</td><td>{@link StudyDotProduct}</td><td>the smallest dot product, as in the FGD
 *     study</td></tr>
 * <tr><td>{@code study-random}</td><td>{@link StudyRandom}</td><td>any feasible node and any device</td></tr>
 * <tr><td>{@code tetris}</td><td>{@link TetrisAlignment}</td><td>the node whose free resources are best aligned with the
 *     pod</td></tr>
 * <tr><td>{@code worst-fit}</td><td>{@link WorstFit}</td><td>the node where most would be left</td></tr>
 * </table>
 *
 * <p>A policy is written as its name, with parameters behind a colon and a weight behind an asterisk, several of them added
 * up: {@code most-allocated}, {@code fgd:threshold=90,typical=seen}, {@code fgd*3+preferred-labels}. The weight is 1 when
 * none is written. Blanks do not count. How scores are added up says {@link Profile}. A policy that takes nodes without
 * looking at scores ({@code first-fit}, {@code next-fit}, {@code random}, {@code study-random}) stands alone; at most one
 * of several may have its own way of choosing devices.
 */
public final class Policies {

    private final SortedMap<String, PolicyProvider> byName = new TreeMap<>();

    private Policies(Iterator<PolicyProvider> providers) {
        while (providers.hasNext()) {
            PolicyProvider provider = providers.next();
            PolicyNames.require("policy", provider.name());
            @Nullable PolicyProvider other = byName.put(provider.name(), provider);
            if (other != null) {
                throw new IllegalArgumentException("The name (" + provider.name() + ") of policy ("
                        + provider.getClass().getName() + ") must be unique, but "
                        + other.getClass().getName() + " has it, too." + System.lineSeparator()
                        + "Maybe a policy of one's own should have another name.");
            }
        }
    }

    /** The policies on the class path of Plimsoll itself. */
    public static Policies load() {
        return new Policies(ServiceLoader.load(PolicyProvider.class, PolicyProvider.class.getClassLoader())
                .iterator());
    }

    /** The policies that a class loader finds, those of its parents included. */
    public static Policies load(ClassLoader loader) {
        return new Policies(ServiceLoader.load(PolicyProvider.class, loader).iterator());
    }

    /** All policies, sorted by name. */
    public List<PolicyProvider> all() {
        return List.copyOf(byName.values());
    }

    /** The policy of this name, or null. */
    public @Nullable PolicyProvider find(String name) {
        return byName.get(name);
    }

    /**
     * Understands the text of a policy.
     *
     * @throws PolicyTextException when a name, parameter, value or weight is wrong; says what was probably meant
     */
    public PolicyText parse(String text) {
        return new PolicyParser(byName, text).parse();
    }

    /**
     * A profile for one scheduler from the text of a policy; see {@link PolicyText#profile}.
     *
     * @throws PolicyTextException as {@link #parse} and {@link PolicyText#profile} do
     */
    public Profile profile(String text, PolicyContext context) {
        return parse(text).profile(context);
    }

    /** The filters that every profile has, in the order in which they give their reasons. */
    public static List<Filter> usualFilters() {
        List<Filter> filters = new ArrayList<>();
        filters.add(new NodeUnschedulable());
        filters.add(new NodeName());
        filters.add(new DeviceModelMatch());
        filters.add(new ResourceFit());
        filters.add(new DeviceFit());
        filters.add(new SpreadFilter());
        return filters;
    }
}
