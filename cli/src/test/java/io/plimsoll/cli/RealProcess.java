package io.plimsoll.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Plimsoll in a process of its own, as a shell starts it, with the classes of this test. */
record RealProcess(Process process, Path stderr) {

    /**
     * Starts it.
     *
     * @param folder where its standard streams go
     * @param prefix what starts the JVM, for example {@code env}
     * @param jvmOption an option of the JVM
     * @param arguments of the command
     */
    static RealProcess start(Path folder, List<String> prefix, String jvmOption, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOption, "-cp", System.getProperty("java.class.path"), Plimsoll.class.getName()));
        command.addAll(List.of(arguments));
        Path stderr = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(stderr.toFile())
                .start();
        return new RealProcess(process, stderr);
    }

    /** What it wrote to standard error so far. */
    String err() throws IOException {
        return Files.readString(stderr);
    }
}
