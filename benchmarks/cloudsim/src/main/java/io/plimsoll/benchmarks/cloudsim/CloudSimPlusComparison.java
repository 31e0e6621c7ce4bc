package io.plimsoll.benchmarks.cloudsim;

import ch.qos.logback.classic.Level;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.cloudsimplus.util.Log;

/**
 * Twice as many virtual machines as hosts, placed by CloudSim Plus and by Plimsoll by the same rule, in one virtual machine
 * and one thread each. Every machine must get the same host from both, or the comparison fails. The claims, at 20,000
 * hosts: CloudSim Plus takes 300 times as much CPU for its first fit and 3,000 times as much for its best fit.
 *
 * <p>Both are asked directly for one machine after the other: describing hosts and machines, CloudSim Plus's broker, events
 * and log are not part of it. Both have placed a tenth of the machines before, by all rules. What takes minutes is run once.
 *
 * <p>{@code mvn -Pcloudsim -pl benchmarks/cloudsim -am package -DskipTests} runs it; see {@code benchmarks/README.md}.
 */
public final class CloudSimPlusComparison {

    private static final int HOSTS = 20_000;
    private static final int WARM_UP_HOSTS = HOSTS / 10;
    private static final int RUNS = 7;
    private static final double LONG_SECONDS = 30;

    private CloudSimPlusComparison() {}

    /** Prints a table; an argument is another number of hosts. */
    public static void main(String[] args) {
        Log.setLevel(Level.OFF);
        for (Rule rule : Rule.values()) {
            compare(new Machines(WARM_UP_HOSTS), rule);
        }
        int hosts = args.length > 0 ? Integer.parseInt(args[0]) : HOSTS;
        Machines machines = new Machines(hosts);
        System.out.printf(
                Locale.ROOT, "%,d hosts, %,d machines, Java %s%n", hosts, machines.count(), Runtime.version());
        System.out.println(
                "| rule of CloudSim Plus | Plimsoll | placed, all alike | CloudSim Plus, s | Plimsoll, s | ratio |");
        System.out.println("|---|---|---|---|---|---|");
        Placements firstFit = new Placements(new int[0], 0);
        for (Rule rule : Rule.values()) {
            Placements alike = compare(machines, rule);
            if (rule == Rule.FIRST_FIT) {
                firstFit = alike;
            } else if (rule == Rule.BEST_FIT && alike.differences(firstFit) == 0) {
                throw new IllegalStateException("Best fit must place machines elsewhere than first fit.\n"
                        + "Maybe the hosts are compared with themselves.");
            }
        }
    }

    private static Placements compare(Machines machines, Rule rule) {
        Placements[] theirs = runs(() -> CloudSimPlusFleet.place(machines, rule));
        Placements[] ours = runs(() -> PlimsollFleet.place(machines, rule));
        for (Placements run : theirs) {
            int differences = run.differences(ours[0]);
            if (differences > 0) {
                throw new IllegalStateException("The hosts of all %d machines must be the same by %s, and %d are not.%n"
                                .formatted(machines.count(), rule, differences)
                        + "Maybe this version of CloudSim Plus chooses by another rule.");
            }
        }
        if (machines.hosts > WARM_UP_HOSTS) {
            double their = median(theirs);
            double our = median(ours);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %,d | %.2f (%d) | %.4f (%d) | %,.0f x |%n",
                    rule.cloudSimName,
                    rule.policy,
                    ours[0].placed(),
                    their,
                    theirs.length,
                    our,
                    ours.length,
                    their / our);
        }
        return ours[0];
    }

    /** Several runs, or one when it is long. */
    private static Placements[] runs(Supplier<Placements> place) {
        Placements[] runs = new Placements[RUNS];
        for (int i = 0; i < RUNS; i++) {
            System.gc();
            runs[i] = place.get();
            if (runs[i].cpuSeconds() > LONG_SECONDS) {
                return Arrays.copyOf(runs, i + 1);
            }
        }
        return runs;
    }

    private static double median(Placements[] runs) {
        return Arrays.stream(runs).mapToDouble(Placements::cpuSeconds).sorted().toArray()[runs.length / 2];
    }
}
