package io.plimsoll.cli;

import io.plimsoll.extender.record.RecordingOptions;
import io.plimsoll.extender.record.RecordingOptions.Sync;
import io.plimsoll.traces.notation.Quantity;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say whether and how the live service records. */
final class RecordingOption {

    @Option(
            names = "--recording",
            paramLabel = "DIR",
            description =
                    "Where everything that is seen and decided is written down, for \"plimsoll simulate --trace DIR\". Holds "
                            + "are kept there, too, unless --journal says where. Default: nowhere.")
    private @Nullable Path folder;

    @Option(
            names = "--recording-limit",
            paramLabel = "SIZE",
            defaultValue = "1Gi",
            description = "The oldest segments are removed when a recording is larger. Default: ${DEFAULT-VALUE}.")
    private String limit = "";

    @Option(
            names = "--recording-sync",
            paramLabel = "never|periodic|always",
            defaultValue = "periodic",
            converter = SyncConverter.class,
            description =
                    "When what is written is forced to the disk, so that it survives the machine: never, every second, or "
                            + "before each answer. It survives the process in any case. Default: ${DEFAULT-VALUE}.")
    private Sync sync = Sync.PERIODIC;

    /** How to record; null for not at all. */
    @Nullable
    RecordingOptions options() {
        long bytes = Quantity.parse(limit, 1);
        if (bytes < RecordingOptions.LEAST_BYTES) {
            throw Failure.usage(
                    "The size (" + limit + ") of --recording-limit must be at least 1Mi.", "Maybe 1Gi was meant.");
        }
        if (folder == null) {
            return null;
        }
        return RecordingOptions.in(folder).withLimit(bytes).withSync(sync);
    }

    /** Reads {@code never}, {@code periodic} or {@code always}. */
    static final class SyncConverter extends WordConverter<Sync> {
        SyncConverter() {
            super(Sync.values());
        }
    }
}
