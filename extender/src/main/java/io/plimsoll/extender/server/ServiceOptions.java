package io.plimsoll.extender.server;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.extender.admin.AdminOptions;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.record.DecisionSettings;
import io.plimsoll.extender.record.RecordingOptions;
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
 * @param mode how it takes part in decisions
 * @param lastFilter whether no other extender filters after it
 * @param holdMillis how long space is held for a pod that was decided and not seen on its node
 * @param journal the file that keeps holds over a restart; null keeps them in memory alone, or in the recording's folder
 * @param recording where events and decisions are written down; null for nowhere
 * @param settings what the profiles were made of; needed for a recording and for questions
 * @param admin where questions about the cluster are answered; null for nowhere
 */
public record ServiceOptions(
        String host,
        int port,
        Map<String, Profile> profiles,
        Mode mode,
        boolean lastFilter,
        long holdMillis,
        @Nullable Path journal,
        @Nullable RecordingOptions recording,
        @Nullable DecisionSettings settings,
        @Nullable AdminOptions admin) {

    /** A service that records nothing. */
    public ServiceOptions(
            String host,
            int port,
            Map<String, Profile> profiles,
            Mode mode,
            boolean lastFilter,
            long holdMillis,
            @Nullable Path journal) {
        this(host, port, profiles, mode, lastFilter, holdMillis, journal, null, null, null);
    }

    /** Copies its arguments. */
    public ServiceOptions {
        profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
    }
}
