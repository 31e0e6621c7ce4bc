package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tolerations that admission and controllers add to pods. */
final class Tolerations {

    static final String NOT_READY = "node.kubernetes.io/not-ready";
    static final String UNREACHABLE = "node.kubernetes.io/unreachable";
    private static final long EVICTED_AFTER_SECONDS = 300;

    private static final List<String> OF_DAEMONS = List.of(
            "node.kubernetes.io/disk-pressure",
            "node.kubernetes.io/memory-pressure",
            "node.kubernetes.io/pid-pressure",
            "node.kubernetes.io/unschedulable");

    private Tolerations() {}

    /** A pod stays for five minutes on a node that fails, unless it says otherwise. */
    static void addDefaults(PodSpec spec) {
        for (String key : List.of(NOT_READY, UNREACHABLE)) {
            boolean said = spec.getTolerations().stream()
                    .anyMatch(toleration -> (key.equals(toleration.getKey()) || isEmpty(toleration.getKey()))
                            && ("NoExecute".equals(toleration.getEffect()) || isEmpty(toleration.getEffect())));
            if (!said) {
                Toleration toleration = exists(key, "NoExecute");
                toleration.setTolerationSeconds(EVICTED_AFTER_SECONDS);
                spec.getTolerations().add(toleration);
            }
        }
    }

    /** A daemon stays whatever happens to its node. */
    static void addForDaemon(PodSpec spec) {
        put(spec, exists(NOT_READY, "NoExecute"));
        put(spec, exists(UNREACHABLE, "NoExecute"));
        OF_DAEMONS.forEach(key -> put(spec, exists(key, "NoSchedule")));
        if (Boolean.TRUE.equals(spec.getHostNetwork())) {
            put(spec, exists("node.kubernetes.io/network-unavailable", "NoSchedule"));
        }
    }

    private static Toleration exists(String key, String effect) {
        return new TolerationBuilder()
                .withKey(key)
                .withOperator("Exists")
                .withEffect(effect)
                .build();
    }

    /** Adds a toleration in the place of one for the same taint. */
    private static void put(PodSpec spec, Toleration toleration) {
        List<Toleration> all = new ArrayList<>();
        boolean replaced = false;
        for (Toleration given : spec.getTolerations()) {
            boolean same = Objects.equals(given.getKey(), toleration.getKey())
                    && Objects.equals(given.getEffect(), toleration.getEffect())
                    && Objects.equals(given.getOperator(), toleration.getOperator())
                    && isEmpty(given.getValue());
            all.add(same ? toleration : given);
            replaced |= same;
        }
        if (!replaced) {
            all.add(toleration);
        }
        spec.setTolerations(all);
    }

    /** Both lists without those that another one covers. */
    static List<Toleration> merged(List<Toleration> first, List<Toleration> second) {
        List<Toleration> all = new ArrayList<>(first);
        all.addAll(second);
        List<Toleration> merged = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Toleration one = all.get(i);
            boolean covered = merged.stream().anyMatch(other -> covers(other, one));
            for (int j = i + 1; j < all.size() && !covered; j++) {
                covered = !one.equals(all.get(j)) && covers(all.get(j), one);
            }
            if (!covered) {
                merged.add(one);
            }
        }
        return merged;
    }

    private static boolean covers(Toleration wide, Toleration narrow) {
        if (wide.equals(narrow)) {
            return true;
        }
        boolean exists = "Exists".equals(wide.getOperator());
        boolean everyKey = isEmpty(wide.getKey()) && exists;
        if (!everyKey && !Objects.equals(wide.getKey(), narrow.getKey())) {
            return false;
        }
        if (!isEmpty(wide.getEffect()) && !Objects.equals(wide.getEffect(), narrow.getEffect())) {
            return false;
        }
        if ("NoExecute".equals(wide.getEffect()) && wide.getTolerationSeconds() != null) {
            @Nullable Long seconds = narrow.getTolerationSeconds();
            if (seconds == null || seconds > wide.getTolerationSeconds()) {
                return false;
            }
        }
        return exists
                || (!"Exists".equals(narrow.getOperator())
                        && text(wide.getValue()).equals(text(narrow.getValue())));
    }

    /** Whether a pod may run on a node in spite of a taint. */
    static boolean tolerates(List<Toleration> tolerations, Taint taint) {
        for (Toleration toleration : tolerations) {
            boolean effect =
                    isEmpty(toleration.getEffect()) || toleration.getEffect().equals(taint.getEffect());
            boolean key = isEmpty(toleration.getKey()) || toleration.getKey().equals(taint.getKey());
            boolean value = "Exists".equals(toleration.getOperator())
                    || text(toleration.getValue()).equals(text(taint.getValue()));
            if (effect && key && value) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
