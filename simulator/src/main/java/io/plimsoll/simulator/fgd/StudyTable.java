package io.plimsoll.simulator.fgd;

/** The three published tables, each with one value per percent of arrived demand. */
public enum StudyTable {
    /** GPU capacity allocated, in percent of all GPUs. */
    ALLOCATION("allo", "allocated GPUs, % of all"),
    /** Fragmentation amount, in percent of all GPUs. */
    FRAGMENTATION("frag", "fragmented GPUs, % of all"),
    /** Fragmentation amount, in percent of the idle GPUs. */
    FRAGMENTATION_RATIO("frag_ratio", "fragmented GPUs, % of idle");

    private final String id;
    private final String caption;

    StudyTable(String id, String caption) {
        this.id = id;
        this.caption = caption;
    }

    /** The study's short name, part of file and column names. */
    public String id() {
        return id;
    }

    /** What the values are, for people. */
    public String caption() {
        return caption;
    }
}
