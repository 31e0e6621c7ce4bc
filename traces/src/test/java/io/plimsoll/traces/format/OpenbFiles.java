package io.plimsoll.traces.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes folders of openb lists for tests. */
final class OpenbFiles {

    static final String NODE_LIST = "openb_node_list_gpu_node.csv";
    static final String POD_LIST = "openb_pod_list_default.csv";
    static final String NODE_HEADER = "sn,cpu_milli,memory_mib,gpu,model";
    static final String POD_HEADER =
            "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time";

    private final Path folder;

    OpenbFiles(Path folder) {
        this.folder = folder;
    }

    /** A folder with two nodes and one pod. */
    static OpenbFiles good(Path folder) {
        return new OpenbFiles(folder)
                .nodes("node-0,64000,262144,2,P100", "node-1,32000,131072,0,")
                .pods("pod-0,6000,12288,1,460,,LS,Running,10,50,20");
    }

    OpenbFiles nodes(String... rows) {
        return write(NODE_LIST, NODE_HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    OpenbFiles pods(String... rows) {
        return write(POD_LIST, POD_HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    OpenbFiles write(String file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    OpenbFiles write(String file, byte[] bytes) {
        try {
            Files.write(folder.resolve(file), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
