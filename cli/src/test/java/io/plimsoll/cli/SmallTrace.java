package io.plimsoll.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** A folder in the openb format, small, and ways to break it. */
record SmallTrace(Path folder) {

    private static final String NODES = """
            sn,cpu_milli,memory_mib,gpu,model
            n0,64000,262144,2,P100
            n1,96000,393216,8,G2
            n2,32000,131072,0,
            """;

    private static final String PODS = """
            name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time
            p0,12000,16384,1,1000,,LS,Running,0,100,0
            p1,6000,12288,1,460,,LS,Running,10,90,12
            p2,8000,30517,0,0,,BE,Running,20,60,20
            p3,32000,98304,8,1000,G2,LS,Running,30,60,31
            """;

    /** Writes the trace. */
    static SmallTrace in(Path folder) throws IOException {
        Files.createDirectories(folder);
        SmallTrace trace = new SmallTrace(folder);
        Files.writeString(trace.nodes(), NODES);
        Files.writeString(trace.pods(), PODS);
        return trace;
    }

    Path nodes() {
        return folder.resolve("openb_node_list_gpu_node.csv");
    }

    Path pods() {
        return folder.resolve("openb_pod_list_default.csv");
    }

    /** Replaces text in the pod list. */
    SmallTrace withPods(String text, String other) throws IOException {
        String before = Files.readString(pods());
        if (!before.contains(text)) {
            throw new IllegalArgumentException("The text (" + text + ") to replace must be in the pod list.");
        }
        Files.writeString(pods(), before.replace(text, other));
        return this;
    }

    /** Replaces the pod list by a gzip file that ends too early. */
    SmallTrace withTruncatedPods() throws IOException {
        byte[] plain = Files.readAllBytes(pods());
        Files.delete(pods());
        Path zipped = folder.resolve("openb_pod_list_default.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(plain);
        }
        byte[] whole = Files.readAllBytes(zipped);
        Files.write(zipped, Arrays.copyOf(whole, whole.length / 2));
        return this;
    }
}
