package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.simulator.Seeds;
import io.plimsoll.simulator.record.OnNodeLoss;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.PolicyInfo;
import io.plimsoll.simulator.record.QueueOrder;
import io.plimsoll.simulator.record.Recorder;
import io.plimsoll.simulator.record.Restart;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.RunRules;
import io.plimsoll.simulator.record.RunSummary;
import io.plimsoll.simulator.record.StopReason;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where queueing theory has an answer, the simulator gives it. One class of pods, Poisson arrivals, means over batches of
 * pods with a confidence interval of 99.9 % around them.
 */
final class TheoryTest {

    private static final int BATCHES = 20;
    private static final int BATCH = 800;
    private static final int WARM_UP = 1_000;
    /** Student's t, 19 degrees of freedom, 0.9995. */
    private static final double T = 3.883;

    private static final double MEAN_SERVICE_MILLIS = 100_000;

    /** How long pods run, on average {@link #MEAN_SERVICE_MILLIS}. */
    private enum Service {
        EXPONENTIAL {
            @Override
            double sample(SplittableRandom random) {
                return exponential(random, MEAN_SERVICE_MILLIS);
            }
        },
        CONSTANT {
            @Override
            double sample(SplittableRandom random) {
                return MEAN_SERVICE_MILLIS;
            }
        },
        MOSTLY_SHORT {
            @Override
            double sample(SplittableRandom random) {
                return exponential(random, MEAN_SERVICE_MILLIS * (random.nextInt(10) == 0 ? 5.5 : 0.5));
            }
        };

        abstract double sample(SplittableRandom random);
    }

    /** Erlang 1917: what is lost depends on the mean of the service time alone, so every distribution must agree. */
    @ParameterizedTest
    @EnumSource(Service.class)
    void aLossSystemShouldLoseWhatErlangsFirstFormulaSays(Service service) {
        int places = 10;
        double load = 8;
        Trace trace = trace("loss", nodes(places, 1), load, service);
        double[] lost = new double[BATCHES];
        new Simulation(trace.stream(), TestProfiles.FIRST.make(), 1, OnUnschedulable.DROP, new RunObserver() {
                    private int arrivals;

                    @Override
                    public void podArrived(int pod) {
                        arrivals++;
                    }

                    @Override
                    public void podDropped(int pod) {
                        int batch = (arrivals - 1 - WARM_UP) / BATCH;
                        if (arrivals > WARM_UP) {
                            lost[batch]++;
                        }
                    }
                })
                .run();

        assertMean(lost, BATCH, erlangB(places, load), 0.03);
    }

    /** Erlang's second formula: M/M/n with a queue. */
    @ParameterizedTest
    @EnumSource(value = Service.class, names = "EXPONENTIAL")
    void aQueueShouldBeAsLongAsErlangsSecondFormulaSays(Service service) {
        int places = 4;
        double load = 2.8;
        Trace trace = trace("queue", nodes(1, places), load, service);
        double[] waited = new double[BATCHES];
        double[] waits = new double[BATCHES];
        new Simulation(trace.stream(), TestProfiles.NEXT.make(), 1, OnUnschedulable.QUEUE, new RunObserver() {
                    private int placements;

                    @Override
                    public void podPlaced(int pod, long waitMillis, boolean again) {
                        if (placements >= WARM_UP) {
                            waits[(placements - WARM_UP) / BATCH] += waitMillis / MEAN_SERVICE_MILLIS;
                            waited[(placements - WARM_UP) / BATCH] += waitMillis > 0 ? 1 : 0;
                        }
                        placements++;
                    }
                })
                .run();

        double lost = erlangB(places, load);
        double delayed = lost / (1 - load / places * (1 - lost));
        assertMean(waited, BATCH, delayed, 0.07);
        assertMean(waits, BATCH, delayed / (places - load), 0.15);
    }

    /** Pollaczek and Khinchine: a scheduler that takes 100 ms for each pod is a server, M/D/1, and pods wait for it. */
    @Test
    void aSchedulerThatTakesTimeShouldBeWaitedForAsPollaczekAndKhinchineSay() {
        double rho = 0.7;
        long decisionMillis = 100;
        SplittableRandom random = new SplittableRandom(Seeds.of("TheoryTest", 17));
        List<TraceEvent> events = new ArrayList<>();
        double time = 0;
        for (int i = 0; i < WARM_UP + BATCHES * BATCH; i++) {
            time += exponential(random, decisionMillis / rho);
            events.add(new PodArrived(Math.round(time), pod(i), 1_000));
        }
        Trace trace = new Trace("server", "test", true, nodes(1, 1_000_000), events, List.of());
        RunRules rules = new RunRules(
                OnUnschedulable.QUEUE, OnNodeLoss.RESUBMIT, Restart.FULL, QueueOrder.RELAXED, decisionMillis * 1_000);
        double[] waits = new double[BATCHES];
        new Simulation(trace.stream(), TestProfiles.FIRST.make(), 1, rules, new RunObserver() {
                    private int placements;

                    @Override
                    public void podPlaced(int pod, long waitMillis, boolean again) {
                        if (placements >= WARM_UP) {
                            waits[(placements - WARM_UP) / BATCH] += waitMillis / (double) decisionMillis;
                        }
                        placements++;
                    }
                })
                .run();

        assertMean(waits, BATCH, 1 + rho / (2 * (1 - rho)), 0.25);
    }

    /** Little 1961: the mean number running is the rate of the placed pods times their mean duration. */
    @ParameterizedTest
    @EnumSource(Service.class)
    void theAllocationUnderDropShouldFollowLittlesLaw(Service service) {
        int places = 10;
        double load = 9;
        Trace trace = trace("little", nodes(5, 2), load, service);
        Recorder recorder = new Recorder(trace.contents(), false, TypicalPods.NONE, null);
        List<Long> durations = new ArrayList<>();
        trace.arrivals().forEach(arrival -> durations.add(arrival.durationMillis()));
        long[] runMillis = new long[1];
        new Simulation(trace.stream(), TestProfiles.FIRST.make(), 1, OnUnschedulable.DROP, recorder).run();
        new Simulation(trace.stream(), TestProfiles.FIRST.make(), 1, OnUnschedulable.DROP, new RunObserver() {
                    private int arrivals;

                    @Override
                    public void podArrived(int pod) {
                        arrivals++;
                    }

                    @Override
                    public void podPlaced(int pod, long waitMillis, boolean again) {
                        runMillis[0] += durations.get(arrivals - 1);
                    }
                })
                .run();

        RunSummary run = result(trace, recorder);
        double rate = run.totals().placed() / (double) run.spanMillis();
        double meanDuration = runMillis[0] / (double) run.totals().placed();
        double allocated = run.resources().get(0).allocated().mean();
        assertThat(allocated * places).isCloseTo(rate * meanDuration, within(1e-9));
        assertThat(allocated).isCloseTo(load * (1 - erlangB(places, load)) / places, within(0.02));
    }

    @ParameterizedTest
    @EnumSource(OnUnschedulable.class)
    void nobodyShouldWaitInAnInfiniteCluster(OnUnschedulable onUnschedulable) {
        Trace trace = trace("infinite", nodes(1, 1_000_000), 50, Service.MOSTLY_SHORT);
        Recorder recorder = new Recorder(trace.contents(), false, TypicalPods.NONE, null);
        new Simulation(trace.stream(), TestProfiles.FIRST.make(), 1, onUnschedulable, recorder).run();

        RunSummary run = result(trace, recorder);
        assertThat(run.waiting().withoutWaiting()).isEqualTo(run.totals().arrived());
        assertThat(run.waiting().maxMillis()).isZero();
        assertThat(run.pendingPods().peak()).isZero();
        assertThat(run.totals().finished()).isEqualTo(run.totals().arrived());
    }

    /** The mean of the batches must be what theory says, and the interval around it must be narrow enough to tell. */
    private static void assertMean(double[] sums, int each, double theory, double widestOfTheory) {
        double mean = 0;
        for (double sum : sums) {
            mean += sum / each / sums.length;
        }
        double squares = 0;
        for (double sum : sums) {
            squares += (sum / each - mean) * (sum / each - mean);
        }
        double half = T * Math.sqrt(squares / (sums.length - 1) / sums.length);
        assertThat(mean).isCloseTo(theory, within(half));
        assertThat(half).isLessThan(widestOfTheory);
    }

    /** The share of arrivals that find all places taken, by the usual recursion. */
    private static double erlangB(int places, double load) {
        double lost = 1;
        for (int n = 1; n <= places; n++) {
            lost = load * lost / (n + load * lost);
        }
        return lost;
    }

    private static RunSummary result(Trace trace, Recorder recorder) {
        return recorder.result(
                        TraceInfo.of(trace.name(), "test", 1, trace.arrivals().size(), Map.of(), List.of()),
                        PolicyInfo.of("first", "first", Map.of()),
                        1,
                        new RunOptions(false, 0, OnUnschedulable.DROP),
                        StopReason.FINISHED)
                .summary();
    }

    private static List<NodeSpec> nodes(int count, long cores) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(NodeSpec.of("node-" + i, Resources.allocatable(1_000 * cores, 0, cores)));
        }
        return nodes;
    }

    private static Trace trace(String name, List<NodeSpec> nodes, double load, Service service) {
        SplittableRandom random = new SplittableRandom(Seeds.of("TheoryTest", 17));
        List<TraceEvent> events = new ArrayList<>();
        double time = 0;
        for (int i = 0; i < WARM_UP + BATCHES * BATCH; i++) {
            time += exponential(random, MEAN_SERVICE_MILLIS / load);
            events.add(new PodArrived(Math.round(time), pod(i), Math.round(service.sample(random))));
        }
        return new Trace(name, "test", true, nodes, events, List.of());
    }

    private static PodSpec pod(int number) {
        return PodSpec.named("pod-" + number).withRequests(Resources.request(1_000, 0));
    }

    private static double exponential(SplittableRandom random, double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }
}
