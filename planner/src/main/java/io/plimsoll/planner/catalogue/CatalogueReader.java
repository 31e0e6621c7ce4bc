package io.plimsoll.planner.catalogue;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a catalogue of node types. A file that ends in {@code .csv} has a row per type; any other is YAML or JSON with documents of
 * these kinds: {@code NodeCatalogue} (our own), Karpenter's {@code NodePool}, which chooses among the types of the other files, and
 * {@code MachineDeployment} or {@code MachineSet} with the annotations from which cluster-autoscaler scales a node group up from zero.
 */
public final class CatalogueReader {

    private final Problems problems = Problems.strict();
    private final List<NodeType> types = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<NodePool> pools = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private CatalogueReader() {}

    /**
     * Reads all files of a catalogue.
     *
     * @throws InputException with everything that is wrong with any of them
     */
    public static Catalogue read(List<Path> files) throws IOException, InputException {
        CatalogueReader reader = new CatalogueReader();
        for (Path file : files) {
            reader.read(file);
        }
        if (reader.types.isEmpty() && reader.problems.count() == 0) {
            reader.problems.addFatal(InputProblem.ofFile(
                    files.isEmpty() ? "catalogue" : files.get(0).toString(),
                    "catalogue",
                    "hold at least one node type",
                    "the file with shapes and prices was left out."));
        }
        List<NodeType> offered = NodePool.choose(reader.pools, reader.types, reader.problems, reader.notes);
        reader.problems.throwIfAny();
        return new Catalogue(offered, reader.notes);
    }

    private void read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            problems.addFatal(InputProblem.ofFile(
                    file.toString(), "file", "be there and be a file", "it lies in another folder."));
        } else if (file.toString().endsWith(".csv")) {
            new CatalogueCsv(file, problems, this::add).read();
        } else {
            new CatalogueDocuments(problems, this::add, pools::add, notes).read(file);
        }
    }

    /** Takes a type whose name is new. */
    private void add(NodeType type, TypeDraft.Place place) {
        if (names.add(type.name())) {
            types.add(type);
        } else {
            place.wrong("name", type.name(), "be that of one node type", "the same row was copied.");
        }
    }

    /** Takes a type that was read, and where. */
    @FunctionalInterface
    interface Taker {

        void take(NodeType type, TypeDraft.Place place);
    }
}
