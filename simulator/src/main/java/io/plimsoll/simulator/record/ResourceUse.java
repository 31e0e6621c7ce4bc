package io.plimsoll.simulator.record;

/**
 * How one resource was used.
 *
 * @param name {@code cpu}, {@code memory}, {@code ephemeral-storage}, {@code gpu}, {@code pods}, or the name of a scalar
 * @param unit the unit of {@code capacity}
 * @param capacity the largest capacity the cluster had at any moment, in {@code unit}
 * @param allocated allocated share of the capacity of the moment, 0..1; 0 while there is no capacity
 * @param density allocated share of what the nodes with pods offer, 0..1; 0 while there are none
 * @param stranded what is free and of no use
 */
public record ResourceUse(String name, Unit unit, long capacity, Level allocated, Level density, Stranded stranded) {

    /** @throws IllegalArgumentException when the capacity is negative or a share is above 1 */
    public ResourceUse {
        Require.notNegative("capacity of resource (" + name + ")", capacity);
        Require.share("peak allocation of resource (" + name + ")", allocated.peak());
        Require.share("peak density of resource (" + name + ")", density.peak());
    }

    /** In which unit a resource is counted. */
    public enum Unit {
        /** Thousandths of a core or of a GPU. */
        MILLI("milli"),
        /** Bytes. */
        BYTES("bytes"),
        /** Whole pieces. */
        COUNT("count");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        /** The word that stands in {@code run.json}. */
        public String text() {
            return text;
        }
    }
}
