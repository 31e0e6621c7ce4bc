package io.plimsoll.extender.server;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.extender.live.AnswerOptions;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service is set up.
 *
 * @param host the address it listens at
 * @param port the port; 0 takes any that is free
 * @param profiles by scheduler name; belong to the service from now on
 * @param answers how it answers
 * @param journal the file that keeps holds over a restart; null keeps them in memory alone
 */
public record ServiceOptions(
        String host,
        int port,
        Map<String, Profile> profiles,
        AnswerOptions answers,
        @Nullable Path journal) {

    /** Copies its arguments. */
    public ServiceOptions {
        profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
    }
}
