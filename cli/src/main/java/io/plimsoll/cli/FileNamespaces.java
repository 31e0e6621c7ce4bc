package io.plimsoll.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.input.ObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads files as if each were installed into a namespace of its own; of objects outside of namespaces the first counts. */
final class FileNamespaces {

    private static final Pattern OBJECTS = Pattern.compile(".+\\.(ya?ml|json)");
    private static final Pattern NO_NAME = Pattern.compile("[^a-z0-9-]+");
    private static final int LONGEST_NAME = 63;

    private final List<String> files;

    FileNamespaces(List<String> files) {
        this.files = files;
    }

    Manifests read() throws IOException, InputException {
        Manifests.Builder all = Manifests.builder();
        for (Path file : paths()) {
            ObjectReader reader = new ObjectReader(Problems.strict());
            reader.read(file);
            Manifests read = reader.finish();
            String namespace = namespace(file);
            for (HasMetadata object : read.all()) {
                String place = read.place(object);
                if (Manifests.DEFAULT_NAMESPACE.equals(object.getMetadata().getNamespace())) {
                    object.getMetadata().setNamespace(namespace);
                }
                if (all.add(object, place) != null) {
                    all.warn("%s is left out: an earlier file has a %s of that name."
                            .formatted(place, object.getKind()));
                }
            }
        }
        return all.build();
    }

    private List<Path> paths() throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String file : files) {
            Path path = Path.of(file);
            if (!Files.isDirectory(path)) {
                paths.add(path);
                continue;
            }
            try (Stream<Path> inside = Files.walk(path)) {
                inside.filter(each -> OBJECTS.matcher(each.toString()).matches())
                        .sorted()
                        .forEach(paths::add);
            }
        }
        return paths;
    }

    private static String namespace(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.[a-z]+$", "");
        String text = NO_NAME.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        return text.substring(0, Math.min(LONGEST_NAME, text.length())).replaceAll("^-+|-+$", "");
    }
}
