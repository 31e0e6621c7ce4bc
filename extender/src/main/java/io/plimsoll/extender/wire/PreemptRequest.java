package io.plimsoll.extender.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A preempt request (Go type ExtenderPreemptionArgs): a pod, and by node the pods whose leaving would make room for it by
 * kube-scheduler's own rules. Of the victims the UIDs count, whether they come as such or with whole pods. Names of members are
 * compared without regard to case, unknown members are passed, of several of one name the last counts.
 *
 * @param podFrom where the pod begins
 * @param podEnd one behind the pod
 * @param nodes in the order of the request
 */
public record PreemptRequest(int podFrom, int podEnd, List<Victims> nodes) {

    /**
     * What kube-scheduler would evict from a node.
     *
     * @param node the node's name
     * @param uids the UIDs of the victims
     * @param violations how many of them a disruption budget does not allow
     */
    public record Victims(String node, List<String> uids, long violations) {}

    /**
     * Reads a request. What stands behind the first JSON value must be blank.
     *
     * @throws MalformedRequestException when it is not JSON, has no pod, or neither or both maps of victims
     */
    public static PreemptRequest of(byte[] bytes, int length) throws MalformedRequestException {
        Envelope envelope = Envelope.of(
                bytes,
                length,
                "nodenametovictims",
                "nodenametometavictims",
                "one of NodeNameToVictims and NodeNameToMetaVictims must be given",
                Envelope.LATER);
        boolean whole = envelope.wholeFrom() >= 0;
        JsonScanner map = new JsonScanner(bytes, whole ? envelope.wholeFrom() : envelope.namesFrom(), length);
        return new PreemptRequest(envelope.podFrom(), envelope.podEnd(), nodes(map, whole));
    }

    private static List<Victims> nodes(JsonScanner scanner, boolean whole) throws MalformedRequestException {
        Map<String, Victims> nodes = new LinkedHashMap<>();
        scanner.open('{');
        for (boolean first = true; scanner.next(first, '}'); first = false) {
            String node = scanner.text();
            scanner.expect(':');
            List<String> uids = new ArrayList<>();
            long violations = 0;
            if (!scanner.acceptNull()) {
                scanner.open('{');
                for (boolean firstField = true; scanner.next(firstField, '}'); firstField = false) {
                    int name = scanner.name();
                    if (scanner.nameIs(name, "pods")) {
                        uids = pods(scanner, whole);
                    } else if (scanner.nameIs(name, "numpdbviolations") && !scanner.acceptNull()) {
                        violations = scanner.wholeNumber();
                    } else if (!scanner.nameIs(name, "numpdbviolations")) {
                        scanner.skip();
                    }
                }
            }
            nodes.put(node, new Victims(node, List.copyOf(uids), violations));
        }
        return List.copyOf(nodes.values());
    }

    private static List<String> pods(JsonScanner scanner, boolean whole) throws MalformedRequestException {
        List<String> uids = new ArrayList<>();
        if (scanner.acceptNull()) {
            return uids;
        }
        scanner.open('[');
        for (boolean first = true; scanner.next(first, ']'); first = false) {
            String uid = uid(scanner, whole ? "metadata" : "uid", whole);
            if (uid.isEmpty()) {
                throw scanner.problem("each of Pods must have a UID");
            }
            uids.add(uid);
        }
        return uids;
    }

    /** The UID that stands in an object under a name, or in the object of that name. */
    private static String uid(JsonScanner scanner, String wanted, boolean deeper) throws MalformedRequestException {
        String uid = "";
        scanner.open('{');
        for (boolean first = true; scanner.next(first, '}'); first = false) {
            int name = scanner.name();
            if (scanner.nameIs(name, wanted) && scanner.peek() != 'n') {
                String found = deeper ? uid(scanner, "uid", false) : scanner.text();
                uid = deeper && found.isEmpty() ? uid : found;
            } else {
                scanner.skip();
            }
        }
        return uid;
    }
}
