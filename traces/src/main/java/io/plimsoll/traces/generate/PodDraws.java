package io.plimsoll.traces.generate;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.PodTemplates;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.HashMap;
import java.util.Map;

/**
 * The pods of one source in the order of their arrival. The pods of a batch share class, requests, priority and owner;
 * each has a lifetime of its own. Everything that is drawn has a random stream of its own, so that a change to one part
 * of a description leaves what the others draw as it was.
 */
final class PodDraws {

    private final PodSource source;
    private final ArrivalTimes times;
    private final SeededRandom ofBatch;
    private final SeededRandom ofClass;
    private final SeededRandom ofCpu;
    private final SeededRandom ofMemory;
    private final SeededRandom ofDevices;
    private final SeededRandom ofLifetime;
    private final SeededRandom ofPriority;
    private final SeededRandom ofOwner;
    private final SeededRandom ofUnknown;
    private final PodTemplates templates;
    private final Map<Long, Integer> templateNumbers = new HashMap<>();
    private final double[] points = new double[SourceClass.QUANTITIES];
    private double nextArrival;
    private long arrivals;
    private int left;
    private long timeMillis;
    private SourceClass podClass;
    private int templateNumber;
    private String owner = "";
    private long number;

    /** The templates are shared by all sources of a workload. */
    PodDraws(PodSource source, PodTemplates templates, SeededRandom seeded) {
        this.source = source;
        this.templates = templates;
        this.times = source.times(seeded.stream(1));
        this.ofBatch = seeded.stream(2);
        this.ofClass = seeded.stream(3);
        this.ofCpu = seeded.stream(4);
        this.ofMemory = seeded.stream(5);
        this.ofDevices = seeded.stream(6);
        this.ofLifetime = seeded.stream(7);
        this.ofPriority = seeded.stream(8);
        this.ofOwner = seeded.stream(9);
        this.ofUnknown = seeded.stream(10);
        this.podClass = source.classes().value(0);
        this.nextArrival = times.next();
    }

    /** Goes to the next pod; false when the next one would arrive at {@code untilMillis} or later. */
    boolean advance(long untilMillis) {
        if (left == 0) {
            if (nextArrival >= untilMillis) {
                return false;
            }
            arrive();
        }
        left--;
        number++;
        points[SourceClass.LIFETIME] = ofLifetime.inside();
        return true;
    }

    /** When the pod arrives. */
    long timeMillis() {
        return timeMillis;
    }

    /** The number of what it asks. */
    int templateNumber() {
        return templateNumber;
    }

    /** Its own name. */
    String podName() {
        return source.name() + "-" + number;
    }

    /** To whom it belongs; empty when to nobody. */
    String owner() {
        return owner;
    }

    /** How long it runs, or {@link PodArrived#UNKNOWN_DURATION}. Draws; to be asked once per pod. */
    long drawDuration() {
        Lifetime lifetime = podClass.lifetime();
        long millis = lifetime.millisAt(podClass.point(SourceClass.LIFETIME, points));
        return ofUnknown.inside() < lifetime.unknownPart() ? PodArrived.UNKNOWN_DURATION : millis;
    }

    private void arrive() {
        timeMillis = (long) nextArrival;
        arrivals++;
        left = source.batch().at(ofBatch.inside());
        int drawnClass = source.classes().index(ofClass.inside());
        podClass = source.classes().value(drawnClass);
        points[SourceClass.CPU] = ofCpu.inside();
        points[SourceClass.MEMORY] = ofMemory.inside();
        points[SourceClass.DEVICES] = ofDevices.inside();
        owner = source.owners().name(source.name(), arrivals, ofOwner.inside());
        templateNumber = template(
                drawnClass,
                podClass.cpuMilli().index(podClass.point(SourceClass.CPU, points)),
                podClass.memoryBytes().index(podClass.point(SourceClass.MEMORY, points)),
                podClass.devices().index(podClass.point(SourceClass.DEVICES, points)),
                podClass.priority().index(ofPriority.inside()));
        nextArrival = times.next();
    }

    private int template(int drawnClass, int cpu, int memory, int devices, int priority) {
        long key = cpu;
        key = key * podClass.memoryBytes().size() + memory;
        key = key * podClass.devices().size() + devices;
        key = key * podClass.priority().size() + priority;
        key = key * source.classes().size() + drawnClass;
        Integer known = templateNumbers.get(key);
        if (known == null) {
            PodSpec pod = source.template()
                    .withRequests(Resources.request(
                            podClass.cpuMilli().value(cpu),
                            podClass.memoryBytes().value(memory)))
                    .withDevices(podClass.devices().value(devices))
                    .withPriority(podClass.priority().value(priority));
            known = templates.number(pod);
            templateNumbers.put(key, known);
        }
        return known;
    }
}
