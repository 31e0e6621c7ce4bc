package io.plimsoll.extender.config;

import io.fabric8.kubernetes.api.model.Quantity;
import io.plimsoll.core.input.DurationText;
import io.plimsoll.extender.http.TlsFiles;
import io.plimsoll.extender.server.ListenAddress;
import io.plimsoll.kubernetes.config.Settings;
import io.plimsoll.kubernetes.input.ConfigDocuments;
import io.plimsoll.kubernetes.input.Quantities;
import io.plimsoll.kubernetes.input.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads fields of a configuration: of one that is wrong the problem is reported and another value taken. */
final class ConfigFields {

    private static final long LONGEST = TimeUnit.HOURS.toMillis(24);

    private final Path file;
    private final Report report;
    private final List<Path> files = new ArrayList<>();

    /** @param file beside which others are looked for */
    ConfigFields(Path file, Report report) {
        this.file = file;
        this.report = report;
        files.add(file);
    }

    /** The files that were named so far, the configuration itself first. */
    List<Path> files() {
        return files;
    }

    String text(Settings settings, String name, String otherwise) {
        @Nullable String text = settings.text(name);
        return text == null || text.isEmpty() ? otherwise : text;
    }

    /** One of some words. */
    <T> T word(Settings settings, String name, List<T> words, T otherwise, String advice) {
        @Nullable String word = settings.text(name);
        if (word == null) {
            return otherwise;
        }
        for (T each : words) {
            if (each.toString().equals(word)) {
                return each;
            }
        }
        @Nullable
        String nearest = ConfigDocuments.nearest(
                word, words.stream().map(Object::toString).toList());
        report.value(
                settings.path(name),
                word,
                "be one of " + words,
                nearest == null ? advice : "\"" + nearest + "\" was meant.");
        return otherwise;
    }

    /** An address to listen at. */
    ListenAddress address(Settings settings, String name, ListenAddress otherwise) {
        @Nullable String text = settings.text(name);
        @Nullable ListenAddress address = text == null ? otherwise : ListenAddress.of(text);
        if (address == null) {
            report.value(
                    settings.path(name),
                    text,
                    "be HOST:PORT with a port of 0 to 65535",
                    otherwise.host() + ":" + otherwise.port() + " was meant.");
            return otherwise;
        }
        return address;
    }

    /** Milliseconds. */
    long time(Settings settings, String name, long otherwise) {
        @Nullable String text = settings.text(name);
        if (text == null) {
            return otherwise;
        }
        long millis = DurationText.millis(text);
        if (millis > 0 && millis <= LONGEST) {
            return millis;
        }
        report.value(
                settings.path(name), text, "be a time of 1ms to 24h, as in 500ms, 30s or 11m", "the unit is missing.");
        return otherwise;
    }

    /** An amount of bytes. */
    long bytes(Settings settings, String name, long otherwise, long least, long most) {
        @Nullable String text = settings.text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long bytes = Quantities.whole(Quantities.exact(new Quantity(text)));
            if (bytes >= least && bytes <= most) {
                return bytes;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Said below.
        }
        report.value(
                settings.path(name),
                text,
                "be an amount of " + least + " to " + most + " bytes",
                "\"64Mi\" was meant.");
        return otherwise;
    }

    /** A certificate and its key; null where they are not given. */
    @Nullable
    TlsFiles tls(Settings parent, String... more) {
        if (!parent.has("tls")) {
            return null;
        }
        Settings settings = parent.object("tls");
        for (String name : List.of("certificate", "key")) {
            if (!settings.has(name)) {
                report.missing(settings.path(name), "both files are needed.");
            }
        }
        @Nullable Path certificate = path(settings, "certificate", true);
        @Nullable Path key = path(settings, "key", true);
        @Nullable Path clients = more.length == 0 ? null : path(settings, more[0], true);
        settings.end("tls");
        return certificate == null || key == null ? null : new TlsFiles(certificate, key, clients);
    }

    /** A file; null where it is not named, or must be there and is not. */
    @Nullable
    Path path(Settings settings, String name, boolean mustBeThere) {
        @Nullable String text = settings.text(name);
        if (text == null) {
            return null;
        }
        Path path = file.toAbsolutePath().resolveSibling(text);
        if (mustBeThere && !Files.isReadable(path)) {
            report.value(settings.path(name), text, "be a file that can be read", "another path was meant.");
            return null;
        }
        if (mustBeThere && !files.contains(path)) {
            files.add(path);
        }
        return path;
    }
}
