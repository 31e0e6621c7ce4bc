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

    private enum Purpose {
        TIMES,
        BATCH,
        CLASS,
        CPU,
        MEMORY,
        DEVICES,
        LIFETIME,
        PRIORITY,
        OWNER,
        UNKNOWN
    }

    private final PodSource source;
    private final ArrivalTimes times;
    private final SeededRandom[] random = new SeededRandom[Purpose.values().length];
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
        for (Purpose purpose : Purpose.values()) {
            random[purpose.ordinal()] = seeded.stream(1 + purpose.ordinal());
        }
        this.times = source.times(random[Purpose.TIMES.ordinal()]);
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
        points[SourceClass.LIFETIME] = draw(Purpose.LIFETIME);
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
        return draw(Purpose.UNKNOWN) < lifetime.unknownPart() ? PodArrived.UNKNOWN_DURATION : millis;
    }

    private void arrive() {
        timeMillis = (long) nextArrival;
        arrivals++;
        left = source.batch().at(draw(Purpose.BATCH));
        int drawnClass = source.classes().index(draw(Purpose.CLASS));
        podClass = source.classes().value(drawnClass);
        points[SourceClass.CPU] = draw(Purpose.CPU);
        points[SourceClass.MEMORY] = draw(Purpose.MEMORY);
        points[SourceClass.DEVICES] = draw(Purpose.DEVICES);
        owner = source.owners().name(source.name(), arrivals, draw(Purpose.OWNER));
        templateNumber = template(
                drawnClass,
                podClass.cpuMilli().index(podClass.point(SourceClass.CPU, points)),
                podClass.memoryBytes().index(podClass.point(SourceClass.MEMORY, points)),
                podClass.devices().index(podClass.point(SourceClass.DEVICES, points)),
                podClass.priority().index(draw(Purpose.PRIORITY)));
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

    private double draw(Purpose purpose) {
        return random[purpose.ordinal()].inside();
    }
}
