package io.plimsoll.cli;

import java.util.function.Consumer;

/** Looks at running simulations ten times a second, from a thread of its own, and shows how far they have come. */
final class RunProgress implements AutoCloseable {

    private static final long EVERY_MILLIS = 100;

    private final Progress progress;
    private final Thread watcher;

    /** Begins to look: calls this ten times a second. */
    RunProgress(Progress progress, Consumer<Progress> look) {
        this.progress = progress;
        watcher = new Thread(
                () -> {
                    try {
                        while (true) {
                            Thread.sleep(EVERY_MILLIS);
                            look.accept(progress);
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
