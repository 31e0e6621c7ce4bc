package io.plimsoll.core.state;

import java.util.Set;

/** The device models of a cluster, numbered so that a set of them is a {@code long} of bits: at most 64. */
public final class DeviceModels {

    private static final int MOST = Long.SIZE;

    private final Dictionary<String> names = new Dictionary<>();

    DeviceModels() {}

    /** @throws IllegalArgumentException for the 65th model */
    int intern(String model) {
        int known = names.find(model);
        if (known >= 0) {
            return known;
        }
        if (names.size() == MOST) {
            throw new IllegalArgumentException(
                    "The number of device models (65, with %s) of a cluster must be at most 64.%n".formatted(model)
                            + "Maybe serial numbers were given as model names.");
        }
        return names.intern(model);
    }

    /** The models as bits, numbered now if they were not; all bits when the set is empty, which means any model. */
    public long numbered(Set<String> models) {
        if (models.isEmpty()) {
            return -1;
        }
        long bits = 0;
        for (String model : models) {
            bits |= 1L << intern(model);
        }
        return bits;
    }

    /** The name of a model. */
    public String name(int model) {
        return names.value(model);
    }

    /** How many models are known. */
    public int count() {
        return names.size();
    }
}
