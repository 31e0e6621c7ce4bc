package io.plimsoll.simulator.record;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.traces.event.TraceContents;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is measured during one run, and the samples taken of it. */
final class RunMeters {

    /** To measure the fragmentation of the nodes that changed takes longer than all the rest of a sample. */
    private static final int SAMPLES_PER_FRAGMENTATION = 4;

    /** What is stranded changes slowly, and is dear to look at. */
    private static final int SAMPLES_PER_STRANDED = 8;

    final Cluster cluster;
    private final Set<Scheduler> schedulers = new LinkedHashSet<>();
    final ResourceMeter resources;
    final DemandMeter demand;
    final @Nullable FragmentationMeter fragmentation;
    final HeatMapMeter heat;
    final Refusals refusals;
    final WaitMeter waits = new WaitMeter();
    final LevelMeter empty = new LevelMeter();
    final LevelMeter pending = new LevelMeter();
    final DisruptionMeter disruption = new DisruptionMeter();
    final WaitGroupMeter waitsByRequest;
    final WaitGroupMeter waitsByPriority;
    final StrandedMeter stranded;
    private final long warmUpMillis;
    private final SeriesBuilder series;
    private final double[] sample;
    private long samples;

    RunMeters(
            TraceContents contents,
            boolean arrivalsOnly,
            TypicalPods typical,
            Cluster cluster,
            Scheduler scheduler,
            long intervalMillis,
            long warmUpMillis) {
        this.warmUpMillis = warmUpMillis;
        this.cluster = cluster;
        schedulers.add(scheduler);
        resources = new ResourceMeter(contents, cluster);
        demand = new DemandMeter(cluster, arrivalsOnly);
        fragmentation = resources.hasGpus() ? new FragmentationMeter(typical, cluster, warmUpMillis) : null;
        heat = new HeatMapMeter(cluster, resources.hasGpus(), SAMPLES_PER_FRAGMENTATION * intervalMillis);
        refusals = new Refusals(scheduler);
        series = new SeriesBuilder(resources.names(), fragmentation != null, intervalMillis);
        waitsByRequest =
                new WaitGroupMeter(id -> RequestWords.of(cluster.podClasses().get(id), cluster.dimensions()));
        waitsByPriority = new WaitGroupMeter(Integer::toString);
        stranded = new StrandedMeter(cluster, resources, warmUpMillis);
        sample = new double[series.columns().size()];
    }

    /** Everything stayed as it is from one time to another. */
    void timePassed(long fromMillis, long toMillis) {
        resources.findDimensions();
        while (series.nextMillis() < toMillis) {
            takeSample(
                    series.nextMillis(), samples % SAMPLES_PER_FRAGMENTATION == 0, samples % SAMPLES_PER_STRANDED == 0);
            samples++;
            series.add(sample);
        }
        if (Checks.FULL) {
            demand.check();
            resources.check();
        }
        long millis = toMillis - Math.max(fromMillis, warmUpMillis);
        if (millis > 0) {
            resources.hold(millis);
            empty.hold(cluster.totals().emptyNodes(), millis);
            pending.hold(demand.waitingPods(), millis);
            disruption.hold(millis);
        }
    }

    /** Another scheduler of the same cluster decides from now on. */
    void schedulerChanged(Scheduler scheduler) {
        schedulers.add(scheduler);
        refusals.schedulerChanged(scheduler);
    }

    /** How many decisions were made, by all that told of themselves. */
    long decisions() {
        return schedulers.stream().mapToLong(Scheduler::decisions).sum();
    }

    /** Takes the last sample. */
    Series finishSeries(long endMillis) {
        resources.findDimensions();
        takeSample(endMillis, true, true);
        return series.finish(endMillis, sample);
    }

    /** In the order of {@link Series#columns}; what is not measured this time stays as it was. */
    private void takeSample(long timeMillis, boolean measuresFragmentation, boolean measuresStranded) {
        int column = 0;
        for (int i = 0; i < resources.count(); i++) {
            sample[column++] = resources.get(i).allocated();
        }
        for (int i = 0; i < resources.count(); i++) {
            sample[column++] = demand.demand(resources.get(i));
        }
        sample[column++] = demand.waitingPods();
        sample[column++] = cluster.totals().boundPods();
        sample[column++] = cluster.totals().emptyNodes();
        if (measuresStranded) {
            stranded.sample(timeMillis);
        }
        if (fragmentation != null && measuresFragmentation) {
            fragmentation.sample(timeMillis);
            sample[column++] = fragmentation.amount();
            sample[column++] = fragmentation.ratio();
        }
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        resources.state(state);
        demand.state(state);
        heat.state(state);
        refusals.state(state);
        waits.state(state);
        waitsByRequest.state(state);
        waitsByPriority.state(state);
        empty.state(state);
        pending.state(state);
        disruption.state(state);
        stranded.state(state);
        if (fragmentation != null) {
            fragmentation.state(state);
        }
        series.state(state);
        samples = state.number(samples);
        for (int column = 0; column < sample.length; column++) {
            sample[column] = state.real(sample[column]);
        }
    }
}
