package io.plimsoll.extender.live;

import io.plimsoll.extender.wire.AskedPod;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pods that were asked about lately and are on no node: a request to bind one says its UID alone. Bounded; one thread. */
final class RecentPods {

    private static final int MOST = 4_096;

    private final Map<String, AskedPod> byUid = new LinkedHashMap<>();

    void add(AskedPod pod) {
        byUid.remove(pod.uid());
        byUid.put(pod.uid(), pod);
        if (byUid.size() > MOST) {
            byUid.remove(byUid.keySet().iterator().next());
        }
    }

    /** It is on a node, or gone. */
    void remove(String uid) {
        byUid.remove(uid);
    }

    @Nullable
    AskedPod find(String uid) {
        return byUid.get(uid);
    }
}
