package io.plimsoll.planner.size;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.planner.catalogue.NodeType;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A node type in one zone.
 *
 * @param type the type
 * @param zone its zone; empty where zones play no part
 * @param headroomPercent how much of CPU and memory is to stay free
 */
public record Offer(NodeType type, String zone, int headroomPercent) {

    private static final int PERCENT = 100;
    private static final Pattern NO_NAME = Pattern.compile("[^a-z0-9.-]");

    /** A node that is bought, with the number among those of its offer. */
    NodeSpec node(int number) {
        NodeSpec node = type.node(name(number), zone);
        return headroomPercent == 0 ? node : node.withAllocatable(usable(node.allocatable()));
    }

    /** A name as a cluster would accept it. */
    private String name(int number) {
        String digits = Integer.toString(number);
        String text = type.name() + (zone.isEmpty() ? "" : "-" + zone);
        return NO_NAME.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("-")
                + "-new-"
                + "0".repeat(Math.max(0, 4 - digits.length()))
                + digits;
    }

    private Resources usable(Resources all) {
        return new Resources(
                all.cpuMilli() * (PERCENT - headroomPercent) / PERCENT,
                all.memoryBytes() / PERCENT * (PERCENT - headroomPercent),
                all.ephemeralStorageBytes(),
                all.pods(),
                all.scalars());
    }

    /** As people name it. */
    String words() {
        return zone.isEmpty() ? type.name() : type.name() + " in " + zone;
    }
}
