package io.plimsoll.planner.catalogue;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.kubernetes.input.ConfigDocuments;
import io.plimsoll.kubernetes.model.NodeObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue as CSV: columns {@code name, cpu, memory, price}; if wanted {@code pods, ephemeral-storage, gpu, gpu-model, zones, labels, taints,
 * min, max} and what is kept from pods, {@code kube-reserved-cpu} and the like; a column with a slash in its name is an extended resource.
 * Zones, labels ({@code key=value}) and taints ({@code key=value:Effect}) are parted by spaces or semicolons.
 */
final class CatalogueCsv {

    private static final Pattern SEPARATOR = Pattern.compile("[ ;]+");
    private static final List<String> NEEDED = List.of("name", "cpu", "memory", "price");
    private static final List<String> KEEPERS = List.of("kube-reserved", "system-reserved", "eviction-hard");
    private static final List<String> COLUMNS = List.of(
            "name",
            "cpu",
            "memory",
            "price",
            "pods",
            "ephemeral-storage",
            "gpu",
            "gpu-model",
            "zones",
            "labels",
            "taints",
            "min",
            "max");

    private final Path file;
    private final Problems problems;
    private final CatalogueReader.Taker taker;

    CatalogueCsv(Path file, Problems problems, CatalogueReader.Taker taker) {
        this.file = file;
        this.problems = problems;
        this.taker = taker;
    }

    void read() throws IOException {
        boolean any = false;
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                if (!any && !headerIsGood(row.getHeader())) {
                    return;
                }
                any = true;
                read(row);
            }
        } catch (CsvParseException | CharacterCodingException e) {
            fatal("be CSV in UTF-8 with a header line", "a quote is missing in it.");
            return;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!any) {
            fatal("have a header line and a row for each node type", "it is empty.");
        }
    }

    private boolean headerIsGood(List<String> header) {
        boolean good = true;
        for (String needed : NEEDED) {
            if (!header.contains(needed)) {
                problems.addFatal(InputProblem.ofFile(
                        file.toString(), "header", "have the column " + needed, "it is called otherwise."));
                good = false;
            }
        }
        for (String column : header) {
            if (!COLUMNS.contains(column) && keeper(column) == null && column.indexOf('/') < 0) {
                @Nullable String nearest = ConfigDocuments.nearest(column, COLUMNS);
                problems.addFatal(new InputProblem(
                        file.toString(),
                        1,
                        "column",
                        column,
                        "",
                        "be a column of a catalogue",
                        nearest == null
                                ? "an extended resource was meant: those have a slash in their names."
                                : "\"" + nearest + "\" was meant."));
                good = false;
            }
        }
        return good;
    }

    private static @Nullable String keeper(String column) {
        for (String keeper : KEEPERS) {
            if (column.startsWith(keeper + "-")) {
                return keeper;
            }
        }
        return null;
    }

    private void read(NamedCsvRecord row) {
        String name = row.findField("name").orElse("");
        TypeDraft.Place place = (field, value, rule, advice) -> problems.add(new InputProblem(
                file.toString(),
                row.getStartingLineNumber(),
                field,
                value,
                field.equals("name") ? "" : "node type (" + name + ")",
                rule,
                advice));
        TypeDraft draft = new TypeDraft(place);
        if (row.getFieldCount() > row.getHeader().size()) {
            place.wrong(
                    "row", null, "have as many fields as the header", "a list in it is parted by commas, not spaces.");
            return;
        }
        for (String column : row.getHeader()) {
            String text = row.findField(column).orElse("").strip();
            if (!text.isEmpty()) {
                fill(draft, column, text, place);
            }
        }
        @Nullable NodeType type = draft.check();
        if (type != null) {
            taker.take(type, place);
        }
    }

    private static void fill(TypeDraft draft, String column, String text, TypeDraft.Place place) {
        @Nullable String keeper = keeper(column);
        switch (column) {
            case "name" -> draft.name = text;
            case "price" -> draft.price = text;
            case "min" -> draft.least = text;
            case "max" -> draft.most = text;
            case "gpu" -> draft.capacity.put(NodeObjects.DEVICES, text);
            case "gpu-model" -> draft.gpuModel = text;
            case "zones" -> draft.zones.addAll(SEPARATOR.splitAsStream(text).toList());
            case "labels" -> {
                for (String label : SEPARATOR.splitAsStream(text).toList()) {
                    int equals = label.indexOf('=');
                    if (equals < 0) {
                        place.wrong("label", label, "be KEY=VALUE", "labels are parted by spaces.");
                    } else {
                        draft.labels.put(label.substring(0, equals), label.substring(equals + 1));
                    }
                }
            }
            case "taints" -> {
                for (String taint : SEPARATOR.splitAsStream(text).toList()) {
                    draft.taints.add(taint(taint));
                }
            }
            default -> {
                if (keeper != null) {
                    draft.kept
                            .computeIfAbsent(keeper, who -> new TreeMap<>())
                            .put(column.substring(keeper.length() + 1), text);
                } else {
                    draft.capacity.put(column, text);
                }
            }
        }
    }

    /** A taint as kubectl writes it: {@code key=value:Effect} or {@code key:Effect}. */
    static TypeDraft.TaintDraft taint(String text) {
        int colon = text.lastIndexOf(':');
        String effect = colon < 0 ? "" : text.substring(colon + 1);
        String pair = colon < 0 ? text : text.substring(0, colon);
        int equals = pair.indexOf('=');
        return equals < 0
                ? new TypeDraft.TaintDraft(pair, "", effect)
                : new TypeDraft.TaintDraft(pair.substring(0, equals), pair.substring(equals + 1), effect);
    }

    private void fatal(String rule, String advice) {
        problems.addFatal(InputProblem.ofFile(file.toString(), "file", rule, advice));
    }
}
