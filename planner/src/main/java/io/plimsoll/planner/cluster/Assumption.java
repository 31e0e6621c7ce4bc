package io.plimsoll.planner.cluster;

/**
 * One thing that an answer rests on.
 *
 * @param kind how it is known
 * @param text a sentence
 * @param names whether the sentence names objects of the cluster
 */
public record Assumption(Kind kind, String text, boolean names) {

    /** How something is known. */
    public enum Kind {
        /** It stands in the input. */
        READ("read"),
        /** It stands in the input, or is so in a real cluster, and has no effect here. */
        NOT_MODELLED("not modelled"),
        /** The input does not say; this was taken. */
        DEFAULTED("assumed");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word for it. */
        public String word() {
            return word;
        }
    }

    /** Something that was read. */
    public static Assumption read(String text) {
        return new Assumption(Kind.READ, text, false);
    }

    /** Something that has no effect here. */
    public static Assumption notModelled(String text) {
        return new Assumption(Kind.NOT_MODELLED, text, false);
    }

    /** Something that was taken because nothing is said. */
    public static Assumption defaulted(String text) {
        return new Assumption(Kind.DEFAULTED, text, false);
    }

    /** The same of a sentence that names objects of the cluster. */
    public Assumption naming() {
        return new Assumption(kind, text, true);
    }
}
