package io.plimsoll.traces.generate;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.model.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the jobs of a generated workload ask. The numbers are our own; their proportions are those of the openb cluster
 * ({@code openb_pod_list_default}: 13 % of the pods ask for no GPU, 38 % for a share, 48 % for one, 1 % for more, half of
 * those for eight; in the published variants up to a third of the GPU pods accept certain models only).
 */
final class RequestClasses {

    private static final int INTERACTIVE = 50;
    private static final int ORDINARY = 0;
    private static final long BYTES_PER_GIB = 1L << 30;

    private static final DeviceRequest NO_GPU = DeviceRequest.NONE;
    private static final double SHORT_TAIL = 1.0;
    private static final double LONG_TAIL = 1.7;

    private final List<RequestClass> classes = new ArrayList<>();

    private RequestClasses() {}

    /** The classes of jobs; their weights add up to 1000. */
    static List<RequestClass> jobs() {
        RequestClasses table = new RequestClasses();
        table.withoutGpus();
        table.withShares();
        table.withOneGpu();
        table.withSeveralGpus();
        return List.copyOf(table.classes);
    }

    /** The classes of the jobs of a parameter sweep, which come all at once. */
    static List<RequestClass> sweep() {
        RequestClasses table = new RequestClasses();
        table.add(700, "sweep", ORDINARY, 6, 40, one(), 140, 0.4);
        table.add(200, "sweep", ORDINARY, 4, 24, share(650), 120, 0.4);
        table.add(100, "sweep", ORDINARY, 12, 80, whole(2), 160, 0.4);
        return List.copyOf(table.classes);
    }

    private void withoutGpus() {
        add(55, "prep", ORDINARY, 4, 16, NO_GPU, 25, SHORT_TAIL);
        add(30, "prep", ORDINARY, 16, 64, NO_GPU, 45, SHORT_TAIL, prefers(60, NodeShape.ZONE_LABEL, "zone-a"));
        add(20, "etl", ORDINARY, 32, 128, NO_GPU, 60, SHORT_TAIL, prefers(80, NodeShape.SHAPE_LABEL, "cpu"));
        add(20, "build", INTERACTIVE, 8, 32, NO_GPU, 12, SHORT_TAIL);
    }

    private void withShares() {
        add(70, "notebook", INTERACTIVE, 2, 12, share(250), 150, SHORT_TAIL);
        add(60, "notebook", INTERACTIVE, 3, 16, share(350), 180, SHORT_TAIL);
        add(40, "notebook", INTERACTIVE, 4, 24, share(500, "T4"), 150, SHORT_TAIL);
        add(45, "eval", ORDINARY, 2, 8, share(150), 20, LONG_TAIL);
        add(45, "eval", ORDINARY, 4, 20, share(450), 30, LONG_TAIL, prefers(40, NodeShape.SHAPE_LABEL, "t4x2"));
        add(30, "eval", ORDINARY, 5, 24, share(600, "A10"), 30, LONG_TAIL);
        add(30, "eval", ORDINARY, 6, 32, share(700), 40, LONG_TAIL);
        add(30, "eval", ORDINARY, 6, 32, share(800, "V100", "A100"), 40, LONG_TAIL);
    }

    private void withOneGpu() {
        add(165, "train", ORDINARY, 8, 48, one(), 80, LONG_TAIL);
        add(85, "train", ORDINARY, 4, 32, one(), 60, LONG_TAIL, prefers(50, NodeShape.ZONE_LABEL, "zone-b"));
        add(55, "train", ORDINARY, 8, 96, one(), 90, LONG_TAIL);
        add(65, "train", ORDINARY, 8, 48, one("V100"), 90, LONG_TAIL);
        add(50, "train", ORDINARY, 10, 64, one("V100", "A100"), 100, LONG_TAIL);
        add(40, "train", ORDINARY, 12, 96, one("A100"), 120, LONG_TAIL);
        add(25, "train", ORDINARY, 6, 32, one("T4"), 50, LONG_TAIL);
        add(20, "train", ORDINARY, 8, 40, one("A10"), 60, LONG_TAIL);
    }

    private void withSeveralGpus() {
        add(6, "train", ORDINARY, 16, 96, whole(2), 180, LONG_TAIL);
        add(3, "train", ORDINARY, 24, 160, whole(2, "A100"), 200, LONG_TAIL);
        add(3, "train", ORDINARY, 32, 160, whole(4), 240, LONG_TAIL);
        add(2, "train", ORDINARY, 40, 224, whole(4, "V100"), 240, LONG_TAIL);
        add(3, "train", ORDINARY, 80, 384, whole(8, "V100"), 300, LONG_TAIL);
        add(3, "train", ORDINARY, 96, 640, whole(8, "A100"), 300, LONG_TAIL);
    }

    private void add(
            int weight,
            String kind,
            int priority,
            int cores,
            int memoryGib,
            DeviceRequest devices,
            int medianMinutes,
            double sigma,
            PreferredLabels... preferred) {
        PodSpec template = PodSpec.named(kind)
                .withNamespace("jobs")
                .withLabels(Map.of("kind", kind))
                .withRequests(requests(cores, memoryGib))
                .withDevices(devices)
                .withPriority(priority)
                .withPreferred(List.of(preferred));
        classes.add(new RequestClass(template, weight, medianMinutes, sigma));
    }

    static Resources requests(int cores, int memoryGib) {
        return Resources.request(cores * 1000L, memoryGib * BYTES_PER_GIB);
    }

    static DeviceRequest share(int milli, String... models) {
        return DeviceRequest.share(milli, Set.of(models));
    }

    private static DeviceRequest one(String... models) {
        return whole(1, models);
    }

    private static DeviceRequest whole(int count, String... models) {
        return DeviceRequest.whole(count, Set.of(models));
    }

    private static PreferredLabels prefers(int weight, String label, String value) {
        return new PreferredLabels(weight, LabelSelector.of(Map.of(label, value)));
    }
}
