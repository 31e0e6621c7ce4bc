package io.plimsoll.extender.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plimsoll.extender.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The readers of requests under Jazzer. As a test it tries the seeds, and the findings of earlier runs in
 * {@code RequestFuzzITInputs}; with JAZZER_FUZZ=1 it goes on from them, guided by what the readers' branches do, for ten minutes or as
 * long as -Djazzer.max_duration says. In a virtual machine of its own, because Jazzer changes classes.
 */
class RequestFuzzIT {

    private static final String POD = """
            {"metadata":{"name":"p","namespace":"n","uid":"u","creationTimestamp":null},"spec":{"schedulerName":"s","priority":-1,
            "containers":[{"name":"c","image":"i","resources":{"requests":{"cpu":"1500m","memory":1e3}}}],
            "tolerations":[{"key":"k","operator":"Exists"}]},"status":{"phase":"Pending"}}""";

    /** The shapes of all requests there are, small, and where data is at hand those that a kube-scheduler sent. */
    static Stream<Arguments> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String text : List.of(
                "{\"Pod\":%s,\"Nodes\":null,\"NodeNames\":[\"a\",\"node-00001\",\"other\"]}",
                "{\"pod\":%s,\"nodeNames\":[\"x\\\"y\",\"node-\\u00e9\",\"node-\u00e9\"]}",
                "{\"Pod\":%s,\"Nodes\":{\"metadata\":{},\"items\":[{\"metadata\":{\"name\":\"a\"},\"status\":{}}]},\"NodeNames\":null}",
                "{\"Pod\":%s,\"NodeNameToVictims\":{\"a\":{\"Pods\":[{\"metadata\":{\"uid\":\"v\"}}],\"NumPDBViolations\":1}},\"NodeNameToMetaVictims\":null}",
                "{\"Pod\":%s,\"NodeNameToVictims\":null,\"NodeNameToMetaVictims\":{\"a\":{\"Pods\":[{\"UID\":\"v\"},{\"UID\":\"w\"}],\"NumPDBViolations\":0},\"b\":null}}",
                "{\"PodName\":\"p\",\"PodNamespace\":\"n\",\"PodUID\":\"u\",\"Node\":\"a\"}")) {
            seeds.add(text.replace("%s", POD).getBytes(StandardCharsets.UTF_8));
        }
        try (Stream<Path> files = Files.list(SharedData.folder("kubernetes/extender-wire"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".request.json"))
                    .sorted()
                    .toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        return seeds.stream().map(seed -> Arguments.of((Object) seed));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void everyRequestIsReadAsJacksonReadsItOrIsMalformed(byte[] body) {
        if (body != null) {
            WireProperties.check(body);
        }
    }
}
