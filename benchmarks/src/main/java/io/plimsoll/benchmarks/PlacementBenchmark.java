package io.plimsoll.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * What one exact placement costs: pods come and go at 83 % load, and every arrival goes to the node where the least would be
 * left. Beside Plimsoll's scheduler stand a scan over objects and a scan with the Vector API, in the same state of the same
 * virtual machine; before anything is timed, all three must have decided alike.
 *
 * <p>{@code java -cp benchmarks.jar io.plimsoll.benchmarks.PlacementBenchmark} runs every configuration in a virtual machine
 * of its own and prints a table; with the arguments nodes, classes, resources it runs one, and with {@code alone} behind them
 * nothing but Plimsoll, so that its memory shows. The claims: the mean at 100,000 nodes is at most three times that at
 * 5,000; nothing is allocated; a million nodes and their pods have room in a gibibyte.
 */
public final class PlacementBenchmark {

    private static final int[] NODES = {5_000, 100_000, 1_000_000};
    private static final int[] CLASSES = {20, 200};
    private static final int[] RESOURCES = {2, 4};

    private PlacementBenchmark() {}

    /** Runs all configurations, or the one that is named. */
    public static void main(String[] args) throws IOException, InterruptedException, ReflectiveOperationException {
        if (args.length >= 3) {
            PlacementRun run =
                    new PlacementRun(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            if (args.length > 3) {
                run.runAlone();
            } else {
                run.run();
            }
            return;
        }
        System.out.println(PlacementRun.HEADER);
        OwnMachine.run(
                PlacementBenchmark.class,
                List.of("-XX:+UseSerialGC", "-XX:+UseTransparentHugePages", "-Xmx1g", "-Xmn48m"),
                "1000000",
                "20",
                "2",
                "alone");
        for (int resources : RESOURCES) {
            for (int classes : CLASSES) {
                for (int nodes : NODES) {
                    // Two hundred indexes of a million nodes each have no room: ADR 0009.
                    if (resources == 2 || nodes < 1_000_000) {
                        OwnMachine.run(
                                PlacementBenchmark.class,
                                List.of(
                                        "-XX:+UseParallelGC",
                                        "-XX:+UseTransparentHugePages",
                                        nodes > 100_000 ? "-Xmx3g" : "-Xmx1g",
                                        "--add-modules",
                                        "jdk.incubator.vector"),
                                Integer.toString(nodes),
                                Integer.toString(classes),
                                Integer.toString(resources));
                    }
                }
            }
        }
    }
}
