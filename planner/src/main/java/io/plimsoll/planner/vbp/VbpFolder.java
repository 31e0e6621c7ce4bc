package io.plimsoll.planner.vbp;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.kubernetes.input.TarEntries;
import io.plimsoll.planner.packing.PackingProblem;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A folder of published instances: for each family {@code NAME_optima.csv} with the columns {@code instance} and {@code optimum}
 * (empty when unknown) and any columns {@code best_...}, and the instances in {@code NAME_instances.tar.gz} or in a folder {@code NAME}.
 */
final class VbpFolder {

    private static final String OPTIMA = "_optima.csv";
    private static final String INSTANCES = "_instances.tar.gz";
    private static final String INSTANCE = ".vbp";
    private static final long MOST_BYTES = 64L << 20;

    private final Path folder;
    private final Problems problems = Problems.strict();
    private final List<VbpInstance> instances = new ArrayList<>();

    private VbpFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * All instances, families by name, instances in the order of their file of optima.
     *
     * @throws InputException with everything that is wrong
     */
    static List<VbpInstance> read(Path folder) throws IOException, InputException {
        VbpFolder reader = new VbpFolder(folder);
        List<String> families = reader.families();
        if (families.isEmpty()) {
            reader.fatal(folder, "folder", "hold a file NAME" + OPTIMA, "it is the folder above.");
        }
        for (String family : families) {
            reader.readFamily(family);
        }
        reader.problems.throwIfAny();
        return List.copyOf(reader.instances);
    }

    private List<String> families() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(OPTIMA))
                    .map(name -> name.substring(0, name.length() - OPTIMA.length()))
                    .sorted()
                    .toList();
        }
    }

    private void readFamily(String family) throws IOException {
        Map<String, PackingProblem> found = new HashMap<>();
        Path archive = folder.resolve(family + INSTANCES);
        Path plain = folder.resolve(family);
        try {
            if (Files.exists(archive)) {
                readArchive(archive, found);
            } else if (Files.isDirectory(plain)) {
                readFolder(plain, found);
            } else {
                fatal(archive, "file", "be there, or a folder " + family, "it was not downloaded.");
                return;
            }
            join(family, found);
        } catch (ZipException | EOFException e) {
            fatal(archive, "file", "be complete gzip data", "it was cut off while it was copied.");
        }
    }

    private void readArchive(Path archive, Map<String, PackingProblem> found) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive));
                InputStream in = new BufferedInputStream(new GZIPInputStream(raw))) {
            TarEntries entries = new TarEntries(in);
            @Nullable String entry = entries.next();
            while (entry != null) {
                if (entry.endsWith(INSTANCE)) {
                    add(archive + "!" + entry, Path.of(entry), entries.content(MOST_BYTES), found);
                }
                entry = entries.next();
            }
        }
    }

    private void readFolder(Path plain, Map<String, PackingProblem> found) throws IOException {
        try (Stream<Path> files = Files.list(plain)) {
            for (Path file : files.filter(each -> each.toString().endsWith(INSTANCE))
                    .sorted()
                    .toList()) {
                add(file.toString(), file, Files.readAllBytes(file), found);
            }
        }
    }

    private void add(String shown, Path file, byte[] bytes, Map<String, PackingProblem> found) {
        @Nullable PackingProblem problem = VbpText.parse(shown, new String(bytes, StandardCharsets.UTF_8), problems);
        if (problem != null) {
            String name = String.valueOf(file.getFileName());
            found.put(name.substring(0, name.length() - INSTANCE.length()), problem);
        }
    }

    private void join(String family, Map<String, PackingProblem> found) throws IOException {
        Path file = folder.resolve(family + OPTIMA);
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                String name = row.findField("instance").orElse("");
                @Nullable PackingProblem problem = found.get(name);
                if (problem == null) {
                    problem(file, row, "instance", name, "be among the instances of the family");
                    continue;
                }
                TreeMap<String, Integer> heuristics = new TreeMap<>();
                @Nullable Integer optimum = count(file, row, "optimum");
                for (String column : row.getHeader()) {
                    @Nullable Integer best = column.startsWith("best_") ? count(file, row, column) : null;
                    if (best != null) {
                        heuristics.put(column, best);
                    }
                }
                instances.add(new VbpInstance(family, name, problem, optimum, heuristics));
            }
        } catch (CsvParseException e) {
            fatal(file, "file", "be CSV with a header line", "a quote is missing in it.");
        }
    }

    private @Nullable Integer count(Path file, NamedCsvRecord row, String column) {
        String text = row.findField(column).orElse("").strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            int count = Integer.parseInt(text);
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        problem(file, row, column, text, "be a number of bins, or empty");
        return null;
    }

    private void problem(Path file, NamedCsvRecord row, String field, String value, String rule) {
        problems.add(new InputProblem(
                file.toString(), row.getStartingLineNumber(), field, value, "", rule, "the columns are in disorder."));
    }

    private void fatal(Path file, String field, String rule, String advice) {
        problems.addFatal(InputProblem.ofFile(file.toString(), field, rule, advice));
    }
}
