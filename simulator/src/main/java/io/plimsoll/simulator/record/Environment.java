package io.plimsoll.simulator.record;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What varies between runs with equal results: the machine, the moment, the paths. It stands in {@code environment.json}, so
 * that {@code run.json} can be compared byte by byte.
 *
 * @param version version of Plimsoll
 * @param startedAt when the run started
 * @param durationsMillis how long its parts took in real time, by name, in the order in which they were done
 * @param outputFolder where the files were written
 * @param inputs where the inputs lay
 * @param arguments the command line, without the program's name
 * @param java version, vendor and name of the Java machine
 * @param system name, version and architecture of the operating system
 * @param cores processors the Java machine may use
 * @param maxHeapBytes the most memory its heap may take
 */
public record Environment(
        String version,
        Instant startedAt,
        Map<String, Long> durationsMillis,
        Path outputFolder,
        List<Path> inputs,
        List<String> arguments,
        Product java,
        Product system,
        int cores,
        long maxHeapBytes) {

    /** The version of {@code environment.json}. */
    public static final int SCHEMA_VERSION = 1;

    public Environment {
        durationsMillis = Collections.unmodifiableMap(new LinkedHashMap<>(durationsMillis));
        inputs = List.copyOf(inputs);
        arguments = List.copyOf(arguments);
    }

    /** The environment of this process. */
    public static Environment here(
            String version,
            Instant startedAt,
            Map<String, Long> durationsMillis,
            Path outputFolder,
            List<Path> inputs,
            List<String> arguments) {
        Runtime runtime = Runtime.getRuntime();
        return new Environment(
                version,
                startedAt,
                durationsMillis,
                outputFolder,
                inputs,
                arguments,
                new Product(
                        System.getProperty("java.vm.name", "?"),
                        Runtime.version().toString(),
                        System.getProperty("java.vm.vendor", "?")),
                new Product(
                        System.getProperty("os.name", "?"),
                        System.getProperty("os.version", "?"),
                        System.getProperty("os.arch", "?")),
                runtime.availableProcessors(),
                runtime.maxMemory());
    }

    /**
     * A Java machine or an operating system.
     *
     * @param name what it calls itself
     * @param version its version
     * @param detail its vendor or architecture
     */
    public record Product(String name, String version, String detail) {}
}
