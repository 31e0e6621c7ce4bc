package io.plimsoll.simulator.record;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.traces.event.Trace;
import org.jspecify.annotations.Nullable;

/** What is measured during one run, and the samples taken of it. */
final class RunMeters {

    private static final int INTERVALS_PER_BUCKET = 5;

    final Cluster cluster;
    final Scheduler scheduler;
    final ResourceMeter resources;
    final DemandMeter demand;
    final @Nullable FragmentationMeter fragmentation;
    final HeatMapMeter heat;
    final Refusals refusals;
    final WaitMeter waits = new WaitMeter();
    final LevelMeter empty = new LevelMeter();
    final LevelMeter pending = new LevelMeter();
    private final SeriesBuilder series;
    private final double[] sample;

    RunMeters(
            Trace trace,
            boolean arrivalsOnly,
            TypicalPods typical,
            Cluster cluster,
            Scheduler scheduler,
            long intervalMillis) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        resources = new ResourceMeter(trace, cluster);
        demand = new DemandMeter(cluster, arrivalsOnly);
        fragmentation = resources.hasGpus() ? new FragmentationMeter(typical, cluster) : null;
        heat = new HeatMapMeter(cluster, resources.hasGpus(), INTERVALS_PER_BUCKET * intervalMillis);
        refusals = new Refusals(cluster, scheduler);
        series = new SeriesBuilder(resources.names(), fragmentation != null, intervalMillis);
        sample = new double[series.columns().size()];
    }

    /** Everything stayed as it is from one time to another. */
    void timePassed(long fromMillis, long toMillis) {
        resources.findDimensions();
        while (series.nextMillis() < toMillis) {
            takeSample(series.nextMillis());
            series.add(sample);
        }
        if (Checks.FULL) {
            demand.check();
        }
        resources.hold(toMillis - fromMillis);
        empty.hold(cluster.totals().emptyNodes(), toMillis - fromMillis);
        pending.hold(demand.waitingPods(), toMillis - fromMillis);
    }

    /** Takes the last sample. */
    Series finishSeries(long endMillis) {
        resources.findDimensions();
        takeSample(endMillis);
        return series.finish(endMillis, sample);
    }

    /** In the order of {@link Series#columns}. */
    private void takeSample(long timeMillis) {
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
        if (fragmentation != null) {
            fragmentation.sample(timeMillis);
            sample[column++] = fragmentation.amount();
            sample[column++] = fragmentation.ratio();
        }
    }
}
