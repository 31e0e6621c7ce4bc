package io.plimsoll.traces.generate;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.SpreadConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Services that run all the time: replicas spread over the zones, started as the trace begins and replaced a few at a
 * time when a new version is released on a working day.
 */
final class Services {

    private static final int PRIORITY = 100;
    private static final long START_MILLIS = 5 * Calendar.MINUTE;
    private static final int RELEASE_HOUR = 10;
    private static final long STAGGER_MILLIS = 15_000;
    private static final long OVERLAP_MILLIS = Calendar.MINUTE;
    private static final int LEAST_REPLICAS = 3;

    private static final List<App> APPS = List.of(
            new App("search", 3, 4, 16, RequestClasses.share(300, "T4"), 1),
            new App("ranking", 4, 6, 24, RequestClasses.share(500, "A10"), 1),
            new App("speech", 2, 4, 24, RequestClasses.share(400, "T4", "A10"), 2),
            new App("vision", 3, 6, 32, RequestClasses.share(600), 1),
            new App("translate", 3, 4, 24, RequestClasses.share(450), 2),
            new App("chat", 4, 12, 96, RequestClasses.share(1000, "A100"), 1),
            new App("embed", 2, 4, 16, RequestClasses.share(200), 3),
            new App("feed", 3, 6, 24, RequestClasses.share(350, "A10", "V100"), 1),
            new App("ads", 4, 8, 32, RequestClasses.share(550), 1),
            new App("moderate", 2, 4, 20, RequestClasses.share(250), 2),
            new App("gateway", 2, 8, 16, DeviceRequest.NONE, 1),
            new App("features", 2, 12, 64, DeviceRequest.NONE, 2));

    private final int days;
    private final SeededRandom random;
    private final List<PodDraft> drafts = new ArrayList<>();

    private Services(int days, SeededRandom random) {
        this.days = days;
        this.random = random;
    }

    /** One service: its share of all replicas and what a replica asks. */
    private record App(String name, int weight, int cores, int memoryGib, DeviceRequest devices, int maxSkew) {

        /** What all replicas have in common. */
        PodSpec template() {
            Map<String, String> labels = Map.of("app", name, "kind", "service");
            SpreadConstraint spread =
                    new SpreadConstraint(NodeShape.ZONE_LABEL, maxSkew, LabelSelector.of(Map.of("app", name)));
            return PodSpec.named(name)
                    .withNamespace("services")
                    .withLabels(labels)
                    .withRequests(RequestClasses.requests(cores, memoryGib))
                    .withDevices(devices)
                    .withPriority(PRIORITY)
                    .withSpread(List.of(spread));
        }
    }

    /**
     * All replicas of all versions.
     *
     * @param gpuMilli what the replicas of one time are to hold together
     * @param mostPods how many pods there may be of all versions
     */
    static List<PodDraft> generate(int days, long gpuMilli, int mostPods, SeededRandom random) {
        Services services = new Services(days, random);
        long milliPerWeight = 0;
        long podsPerWeight = 0;
        for (int i = 0; i < APPS.size(); i++) {
            App app = APPS.get(i);
            milliPerWeight += (long) app.weight() * app.devices().totalMilli();
            podsPerWeight += (long) app.weight() * (1 + services.releaseDays(i).size());
        }
        long perWeight = Math.min(gpuMilli / milliPerWeight, mostPods / podsPerWeight);
        for (int i = 0; i < APPS.size(); i++) {
            services.run(APPS.get(i), (int) (APPS.get(i).weight() * perWeight), services.releaseDays(i));
        }
        return services.drafts;
    }

    private void run(App app, int replicas, List<Integer> releaseDays) {
        int count = Math.max(LEAST_REPLICAS, replicas);
        PodSpec template = app.template();
        for (int index = 0; index < count; index++) {
            long start = random.below(START_MILLIS);
            for (int release = 0; release <= releaseDays.size(); release++) {
                boolean last = release == releaseDays.size();
                long next = last ? days * Calendar.DAY : released(releaseDays.get(release), index);
                long end = last ? 2 * next : next + OVERLAP_MILLIS;
                String name = Numbered.name(app.name() + "-v" + (release + 1), index, 3);
                drafts.add(PodDraft.replica(start, end - start, template.withName(name), "services/" + app.name()));
                start = next;
            }
        }
    }

    private static long released(int day, int index) {
        return day * Calendar.DAY + RELEASE_HOUR * Calendar.HOUR + index * STAGGER_MILLIS;
    }

    /** The days on which an app gets a new version: every other app on every other working day. */
    private List<Integer> releaseDays(int app) {
        List<Integer> releases = new ArrayList<>();
        for (int day = 1 + app % 2; day < days; day += 2) {
            if (!Calendar.isWeekend(day)) {
                releases.add(day);
            }
        }
        return releases;
    }
}
