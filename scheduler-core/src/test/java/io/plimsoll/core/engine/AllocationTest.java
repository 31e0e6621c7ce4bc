package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deciding, binding and unbinding allocate nothing once all that is remembered has found its size. */
class AllocationTest {

    /** A stray allocation of the virtual machine itself, over 20,000 decisions. */
    private static final double TOLERATED_BYTES = 0.1;

    @ParameterizedTest
    @CsvSource({
        "plain, first-fit",
        "plain, next-fit",
        "plain, random",
        "plain, best-fit",
        "plain on bare nodes, best-fit",
        "plain, most-allocated",
        "spread, best-fit",
        "spread over two keys, best-fit",
        "preferring, preferred-labels",
        "preferring, fgd+preferred-labels*3",
        "sharing, fgd",
        "sharing, gpu-packing",
        "sharing, gpu-clustering",
        "sharing, study-random",
        "sharing, study-best-fit",
        "whole, fgd",
        "whole, dot-product",
        "whole, tetris",
        "tolerating, kube-scheduler",
        "preferring, kube-scheduler"
    })
    void steadyStateAllocatesNothing(String kind, String policy) throws ReflectiveOperationException {
        // The checks that are on in this module's tests allocate: this runs on classes that were loaded without them.
        Method bytesPerDecision = CoreCopy.loadOriginal(false)
                .loadClass(Churn.class.getName())
                .getDeclaredMethod("bytesPerDecision", String.class, String.class);
        bytesPerDecision.setAccessible(true);
        assertThat((double) bytesPerDecision.invoke(null, kind, policy)).isLessThan(TOLERATED_BYTES);
    }
}
