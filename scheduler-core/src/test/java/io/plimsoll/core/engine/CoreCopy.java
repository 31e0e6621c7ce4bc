package io.plimsoll.core.engine;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The core with sources of it changed and compiled, loaded beside the core that runs the tests. */
final class CoreCopy {

    private static final String CHECKS = "plimsoll.checks";
    private static final Path MAIN = Path.of("src/main/java");

    private final Path sources;
    private final Path classes;

    /** Changed sources and their classes will be in a folder. */
    CoreCopy(Path folder) throws IOException {
        sources = folder.resolve("sources");
        classes = folder.resolve("classes");
        Files.createDirectories(classes);
    }

    /** Applies a patch to copies of the files that it names, and compiles them; every other class is the original. */
    void apply(SourcePatch patch) throws IOException {
        List<Path> changed = new ArrayList<>();
        for (String file : patch.files()) {
            Path copy = sources.resolve(file);
            Files.createDirectories(copy.resolveSibling("."));
            Files.copy(MAIN.resolve(file), copy);
            changed.add(copy);
        }
        patch.apply(sources);
        compile(changed);
    }

    private void compile(List<Path> changed) throws IOException {
        @Nullable JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("The tests must run on a JDK: this Java has no compiler.");
        }
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-nowarn",
                "-Xlint:none",
                "-d",
                classes.toString(),
                "-classpath",
                System.getProperty("java.class.path"));
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(changed))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("The changed core must compile:%n%s".formatted(messages));
            }
        }
    }

    /** A world of its own: the changed core and the test's classes, with the checks on or off. */
    ClassLoader load(boolean fullChecks) {
        return loader(List.of(classes, folderOf(Scheduler.class), folderOf(CoreCopy.class)), fullChecks);
    }

    /** A world of its own with the core as it is, with the checks on or off, and unseen by the coverage agent. */
    static ClassLoader loadOriginal(boolean fullChecks) {
        return loader(List.of(folderOf(Scheduler.class), folderOf(CoreCopy.class)), fullChecks);
    }

    private static ClassLoader loader(List<Path> folders, boolean fullChecks) {
        Loader loader = new Loader(folders);
        @Nullable String before = System.getProperty(CHECKS);
        System.setProperty(CHECKS, fullChecks ? "full" : "none");
        try {
            Class.forName("io.plimsoll.core.state.Checks", true, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        } finally {
            if (before == null) {
                System.clearProperty(CHECKS);
            } else {
                System.setProperty(CHECKS, before);
            }
        }
        return loader;
    }

    private static Path folderOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Finds classes of the core in its own folders first, and everything else where the test finds it. */
    private static final class Loader extends ClassLoader {

        private final List<Path> folders;

        Loader(List<Path> folders) {
            super(CoreCopy.class.getClassLoader());
            this.folders = new ArrayList<>(folders);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.plimsoll.core.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                @Nullable Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            for (Path folder : folders) {
                if (Files.exists(folder.resolve(file))) {
                    try {
                        byte[] bytes = Files.readAllBytes(folder.resolve(file));
                        return defineClass(name, bytes, 0, bytes.length);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
            throw new ClassNotFoundException(name);
        }
    }
}
