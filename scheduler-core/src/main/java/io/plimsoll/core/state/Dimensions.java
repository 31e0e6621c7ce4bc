package io.plimsoll.core.state;

import io.plimsoll.core.model.Resources;
import java.util.Map;

/**
 * The resource dimensions of a cluster: four that always exist, then one for every named scalar in the order in which the
 * names were first seen.
 */
public final class Dimensions {

    /** Dimension of CPU, in milli-cores. */
    public static final int CPU = 0;
    /** Dimension of memory, in bytes. */
    public static final int MEMORY = 1;
    /** Dimension of ephemeral storage, in bytes. */
    public static final int EPHEMERAL_STORAGE = 2;
    /** Dimension of the number of pods. */
    public static final int PODS = 3;

    private final Dictionary<String> names = new Dictionary<>();

    Dimensions() {
        names.intern("cpu");
        names.intern("memory");
        names.intern("ephemeral-storage");
        names.intern("pods");
    }

    /** The number of dimensions. */
    public int count() {
        return names.size();
    }

    /** The Kubernetes name of a dimension, for example {@code cpu}. */
    public String name(int dimension) {
        return names.value(dimension);
    }

    /** The dimension of this name, numbered now if it was not. */
    public int numbered(String name) {
        return names.intern(name);
    }

    /** The amounts by dimension; scalars seen for the first time become dimensions. */
    long[] amounts(Resources resources) {
        for (String scalar : resources.scalars().keySet()) {
            names.intern(scalar);
        }
        long[] amounts = new long[names.size()];
        amounts[CPU] = resources.cpuMilli();
        amounts[MEMORY] = resources.memoryBytes();
        amounts[EPHEMERAL_STORAGE] = resources.ephemeralStorageBytes();
        amounts[PODS] = resources.pods();
        for (Map.Entry<String, Long> scalar : resources.scalars().entrySet()) {
            amounts[names.intern(scalar.getKey())] += scalar.getValue();
        }
        return amounts;
    }
}
