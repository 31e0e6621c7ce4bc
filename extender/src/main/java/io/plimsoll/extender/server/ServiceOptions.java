package io.plimsoll.extender.server;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.extender.admin.AdminOptions;
import io.plimsoll.extender.http.TlsFiles;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.record.DecisionSettings;
import io.plimsoll.extender.record.RecordingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a service is set up.
 *
 * @param host the address it listens at
 * @param port the port; 0 takes any that is free
 * @param profiles by scheduler name; belong to the service from now on
 * @param answers how it answers
 * @param journal the file that keeps holds over a restart; null keeps them in memory alone
 * @param limits what it bears
 * @param tls null for none
 * @param settings what the profiles were made of; needed for a recording and for questions
 * @param recording where events and decisions are written down; null for nowhere
 * @param admin where questions about the cluster are answered; null for nowhere
 */
public record ServiceOptions(
        String host,
        int port,
        Map<String, Profile> profiles,
        AnswerOptions answers,
        @Nullable Path journal,
        Limits limits,
        @Nullable TlsFiles tls,
        @Nullable DecisionSettings settings,
        @Nullable RecordingOptions recording,
        @Nullable AdminOptions admin) {

    /** Copies its arguments. */
    public ServiceOptions {
        profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
    }

    /** A service that records nothing and answers no questions. */
    public ServiceOptions(
            String host,
            int port,
            Map<String, Profile> profiles,
            AnswerOptions answers,
            @Nullable Path journal,
            Limits limits,
            @Nullable TlsFiles tls) {
        this(host, port, profiles, answers, journal, limits, tls, null, null, null);
    }

    /** This service, with what its profiles were made of. */
    public ServiceOptions with(DecisionSettings madeOf) {
        return new ServiceOptions(host, port, profiles, answers, journal, limits, tls, madeOf, recording, admin);
    }

    /** This service, recording and answering questions; what is null stays as it is. */
    public ServiceOptions with(@Nullable RecordingOptions into, @Nullable AdminOptions at) {
        return new ServiceOptions(
                host,
                port,
                profiles,
                answers,
                journal,
                limits,
                tls,
                settings,
                into == null ? recording : into,
                at == null ? admin : at);
    }

    /** Usual limits and no TLS. */
    public ServiceOptions(
            String host, int port, Map<String, Profile> profiles, AnswerOptions answers, @Nullable Path journal) {
        this(host, port, profiles, answers, journal, Limits.DEFAULT, null);
    }

    /** What another set-up changes that only a service that starts can; empty when it may be taken at once. */
    public List<String> needsRestart(ServiceOptions other) {
        List<String> names = new ArrayList<>();
        if (!host.equals(other.host) || port != other.port) {
            names.add("listen");
        }
        if (!Objects.equals(journal, other.journal)) {
            names.add("journal");
        }
        if (!limits.equals(other.limits)) {
            names.add("limits");
        }
        if ((tls == null) != (other.tls == null)) {
            names.add("tls");
        }
        if (!Objects.equals(recording, other.recording)) {
            names.add("recording");
        }
        if (admin == null ? other.admin != null : !admin.isSamePlace(other.admin)) {
            names.add("admin");
        }
        if (!answers.devices().equals(other.answers.devices())) {
            names.add("devices");
        }
        if (!answers.groups().equals(other.answers.groups())) {
            names.add("groups");
        }
        return names;
    }
}
