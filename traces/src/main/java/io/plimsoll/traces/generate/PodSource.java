package io.plimsoll.traces.generate;

import io.plimsoll.core.model.PodSpec;
import org.jspecify.annotations.Nullable;

/**
 * Something pods come from.
 *
 * @param template what all its pods have in common; its name is that of the source
 * @param arrivals when something arrives
 * @param shape how arrivals vary over the week; null when they do not
 * @param batch how many pods an arrival brings
 * @param classes the classes of pods
 * @param owners to whom the pods belong
 */
record PodSource(
        PodSpec template,
        ArrivalProcess arrivals,
        @Nullable WeekShape shape,
        Counts batch,
        Choice<SourceClass> classes,
        Owners owners) {

    String name() {
        return template.name();
    }

    /** The times of arrivals, the same for the same random numbers whatever else the source says. */
    ArrivalTimes times(SeededRandom random) {
        return shape == null ? arrivals.start(1, random.stream(1)) : arrivals.start(shape, random);
    }
}
