package io.plimsoll.extender.config;

import io.plimsoll.extender.server.ServiceOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * A configuration as it was read.
 *
 * @param options how the service is set up
 * @param files the files that say so, the configuration itself first
 * @param warnings what was read and has no effect, a sentence each
 */
public record Loaded(ServiceOptions options, List<Path> files, List<String> warnings) {

    /** Copies its arguments. */
    public Loaded {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }
}
