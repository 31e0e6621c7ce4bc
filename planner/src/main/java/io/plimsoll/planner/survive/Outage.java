package io.plimsoll.planner.survive;

/**
 * Nodes that fail together.
 *
 * @param kind what they have in common
 * @param name the name of that: of the zone, of the node
 * @param nodes their positions in the cluster, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record Outage(Kind kind, String name, int[] nodes) {

    /** What nodes that fail together have in common. */
    public enum Kind {
        /** One node alone. */
        NODE("node", "nodes"),
        /** A zone. */
        ZONE("zone", "zones"),
        /** A rack. */
        RACK("rack", "racks"),
        /** A pool of like nodes. */
        POOL("pool", "pools"),
        /** The same value of a label that was asked about. */
        LABEL("group", "groups"),
        /** Nothing: any nodes. */
        SEVERAL("set of nodes", "sets of nodes");

        private final String one;
        private final String many;

        Kind(String one, String many) {
            this.one = one;
            this.many = many;
        }

        /** The word for one. */
        public String one() {
            return one;
        }

        /** The word for several. */
        public String many() {
            return many;
        }
    }
}
