package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.Resources;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads arrivals alone: each line a time in seconds, a blank, and the letters of flavours, joined by commas, with a bar
 * behind the last machine of each batch. What the letters mean stands in {@code flav_map.txt}: cores, a comma, GiB, a blank,
 * the letter.
 */
final class AzureArrivals {

    private static final int MILLI = 1000;
    private static final String BATCH_ENDS = "|";

    private final Path file;
    private final Problems problems;
    private final long lifetimeMillis;
    private final Map<String, Resources> flavours = new HashMap<>();
    private final AzureVms vms = new AzureVms();
    private long vm;
    private long batch = 1;
    private boolean bad;

    AzureArrivals(Path file, Problems problems, long lifetimeMillis) {
        this.file = file;
        this.problems = problems;
        this.lifetimeMillis = lifetimeMillis;
    }

    AzureVms read() throws IOException {
        lines(file.resolveSibling("flav_map.txt"), this::flavour);
        lines(file, this::arrivals);
        if (vm == 0) {
            problems.addFatal(InputProblem.ofFile(
                    file.toString(), "file", "hold at least one arrival", "it was cut off at its start."));
        }
        return vms;
    }

    private interface LineReader {
        void read(Path path, long line, String text);
    }

    private void lines(Path path, LineReader reader) throws IOException {
        try (TextInput input = TextInput.open(path);
                BufferedReader lines = new BufferedReader(input.reader())) {
            long line = 0;
            for (@Nullable String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                bad = false;
                if (!text.isBlank()) {
                    reader.read(path, line, text);
                }
                if (bad) {
                    problems.skipRow();
                }
            }
            TextInput.@Nullable Damage damage = input.damage();
            if (damage != null) {
                problems.addFatal(InputProblem.ofFile(path.toString(), "file", damage.rule(), damage.advice()));
            }
            vms.read(input.digest());
        }
    }

    private void flavour(Path path, long line, String text) {
        String[] parts = text.split("[, ]", -1);
        long cpu = parts.length == 3 ? Quantity.parse(parts[0], MILLI) : Quantity.NONE;
        long memory = parts.length == 3 ? Quantity.parse(parts[1] + "Gi", 1) : Quantity.NONE;
        if (cpu == Quantity.NONE || memory == Quantity.NONE) {
            problem(path, line, "line", text, "be cores, a comma, GiB, a blank and a letter", "it is of another file.");
        } else {
            flavours.put(parts[2], Resources.request(cpu, memory));
        }
    }

    private void arrivals(Path path, long line, String text) {
        int blank = text.indexOf(' ');
        long seconds = WholeNumber.parse(blank < 0 ? text : text.substring(0, blank));
        if (blank < 0 || seconds < 0 || seconds > AzureVms.MOST_SECONDS) {
            problem(path, line, "line", text, "begin with a time in seconds and a blank", "it is of another file.");
            return;
        }
        for (String token : text.substring(blank + 1).split(",", -1)) {
            if (token.equals(BATCH_ENDS)) {
                batch++;
            } else {
                @Nullable Resources requests = flavours.get(token);
                if (requests == null) {
                    problem(
                            path,
                            line,
                            "flavour",
                            token,
                            "be a letter of flav_map.txt",
                            "that file is of another version.");
                    return;
                }
                vms.add(vm++, seconds, batch, requests, lifetimeMillis);
            }
        }
    }

    private void problem(Path path, long line, String field, String value, String rule, String advice) {
        bad = true;
        problems.add(new InputProblem(path.toString(), line, field, value, "", rule, advice));
    }
}
