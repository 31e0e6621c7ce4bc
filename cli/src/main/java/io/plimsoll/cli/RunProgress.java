package io.plimsoll.cli;

import io.plimsoll.simulator.engine.Simulation;
import io.plimsoll.simulator.report.Words;

/** Looks at a running simulation ten times a second, from a thread of its own, and shows how far it has come. */
final class RunProgress implements AutoCloseable {

    private static final long EVERY_MILLIS = 100;

    private final Progress progress;
    private final Thread watcher;

    /** Begins to look. */
    RunProgress(Simulation simulation, long events, Progress progress) {
        this.progress = progress;
        watcher = new Thread(
                () -> {
                    try {
                        while (true) {
                            Thread.sleep(EVERY_MILLIS);
                            progress.show(
                                    simulation.eventsTaken(), events, "events", Words.moment(simulation.nowMillis()));
                        }
                    } catch (InterruptedException done) {
                        Thread.currentThread().interrupt();
                    }
                },
                "progress");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Stops looking and takes the line away. */
    @Override
    public void close() {
        watcher.interrupt();
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        progress.clear();
    }
}
