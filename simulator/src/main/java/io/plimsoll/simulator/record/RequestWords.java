package io.plimsoll.simulator.record;

import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.PodClass;

/** Says what the pods of a class ask for, for example {@code cpu=4 memory=16Gi gpu=0.5}. */
final class RequestWords {

    private static final double MILLI = 1000;
    private static final double GI = 1L << 30;
    private static final int DECIMALS = 3;

    private RequestWords() {}

    static String of(PodClass podClass, Dimensions dimensions) {
        StringBuilder words = new StringBuilder();
        for (int d : podClass.requestedDimensions()) {
            long amount = podClass.request(d);
            switch (d) {
                case Dimensions.CPU -> append(words, "cpu", FixedDecimal.trimmed(amount / MILLI, DECIMALS));
                case Dimensions.MEMORY, Dimensions.EPHEMERAL_STORAGE ->
                    append(words, dimensions.name(d), FixedDecimal.trimmed(amount / GI, DECIMALS) + "Gi");
                case Dimensions.PODS -> {}
                default -> append(words, dimensions.name(d), Long.toString(amount));
            }
        }
        if (podClass.deviceCount() > 0) {
            double each = podClass.deviceMilli() / MILLI;
            append(words, "gpu", FixedDecimal.trimmed(podClass.deviceCount() * each, DECIMALS));
        }
        return words.length() == 0 ? "nothing" : words.toString();
    }

    private static void append(StringBuilder words, String name, String amount) {
        words.append(words.length() == 0 ? "" : " ").append(name).append('=').append(amount);
    }
}
