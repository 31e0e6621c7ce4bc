package io.plimsoll.core.oracle;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.Draws;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which devices of a node a pod gets. */
public interface OracleDevices {

    /** The devices as bits, on a node where they fit. */
    long choose(PodSpec pod, Place place, long draw, World world);

    /** The device with the least left that holds a share; the first free ones otherwise. Lowest index of equals. */
    OracleDevices TIGHTEST = (pod, place, draw, world) -> {
        if (pod.devices().count() != 1) {
            return wholes(pod.devices(), place);
        }
        int best = -1;
        for (int device : serving(pod.devices(), place)) {
            if (best < 0 || place.deviceFree[device] < place.deviceFree[best]) {
                best = device;
            }
        }
        return 1L << best;
    };

    /** A share goes to any device that serves, by the draw; whole ones are as in {@link #TIGHTEST}. */
    OracleDevices ANY = (pod, place, draw, world) -> {
        List<Integer> serving = serving(pod.devices(), place);
        return pod.devices().isShare()
                ? 1L << serving.get(Draws.below(draw, serving.size()))
                : TIGHTEST.choose(pod, place, draw, world);
    };

    /** The first devices of the model that serves, the one whose first device that serves comes first. */
    static long wholes(DeviceRequest request, Place place) {
        String model = modelsThatServe(request, place).get(0);
        long bits = 0;
        for (int device : serving(request, place)) {
            if (place.model(device).equals(model) && Long.bitCount(bits) < request.count()) {
                bits |= 1L << device;
            }
        }
        return bits;
    }

    /** The models of which enough devices have enough left, by the index of the first such device. */
    static List<String> modelsThatServe(DeviceRequest request, Place place) {
        Map<String, Integer> serving = new LinkedHashMap<>();
        for (int device : serving(request, place)) {
            serving.merge(place.model(device), 1, Integer::sum);
        }
        List<String> models = new ArrayList<>();
        serving.forEach((model, count) -> {
            if (count >= request.count()) {
                models.add(model);
            }
        });
        return models;
    }

    /** The devices of an accepted model with enough left, by index. */
    static List<Integer> serving(DeviceRequest request, Place place) {
        List<Integer> serving = new ArrayList<>();
        for (int i = 0; i < place.deviceFree.length; i++) {
            boolean accepted = request.models().isEmpty() || request.models().contains(place.model(i));
            if (accepted && place.deviceFree[i] >= request.milliPerDevice()) {
                serving.add(i);
            }
        }
        return serving;
    }
}
