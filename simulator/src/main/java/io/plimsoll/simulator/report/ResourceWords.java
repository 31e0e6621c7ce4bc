package io.plimsoll.simulator.report;

import io.plimsoll.simulator.record.ResourceUse;
import io.plimsoll.simulator.record.RunSummary;
import org.jspecify.annotations.Nullable;

/** What resources are called on a page. */
final class ResourceWords {

    private ResourceWords() {}

    /** As a heading: {@code GPU}, {@code CPU}, {@code Memory}; scalars keep their names. */
    static String label(String resource) {
        return switch (resource) {
            case "gpu" -> "GPU";
            case "cpu" -> "CPU";
            case "memory" -> "Memory";
            case "ephemeral-storage" -> "Ephemeral storage";
            case "pods" -> "Pod slots";
            default -> resource;
        };
    }

    /** As the subject of a sentence. */
    static String subject(String resource) {
        return switch (resource) {
            case "gpu" -> "GPUs were";
            case "cpu" -> "CPUs were";
            case "memory" -> "memory was";
            default -> label(resource) + " was";
        };
    }

    /** A capacity with its unit: {@code 6,212 GPUs}. */
    static String capacity(ResourceUse use) {
        return switch (use.unit()) {
            case MILLI -> Words.milli(use.capacity()) + "\u00a0" + (use.name().equals("gpu") ? "GPUs" : "cores");
            case BYTES -> Words.bytes(use.capacity());
            case COUNT -> Words.count(use.capacity());
        };
    }

    /** The resource that a reader asks for first: GPUs where there are any, else what is fullest of CPU and memory. */
    static @Nullable ResourceUse foremost(RunSummary run) {
        ResourceUse gpu = run.resource("gpu");
        if (gpu != null) {
            return gpu;
        }
        ResourceUse cpu = run.resource("cpu");
        ResourceUse memory = run.resource("memory");
        if (cpu == null
                || (memory != null
                        && memory.allocated().mean() > cpu.allocated().mean())) {
            return memory;
        }
        return cpu;
    }
}
