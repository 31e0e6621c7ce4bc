package io.plimsoll.simulator.fgd;

/** How the experiments of one workload and policy compare with the published ones. */
public enum StudyVerdict {
    /** Every cell agrees; for Random, the means do. */
    AGREES("agrees"),
    /** Some cell is off by more than rounding; for Random, some mean by more than chance. */
    DIFFERS("DIFFERS"),
    /** Random over too few seeds to say. */
    TOO_FEW_SEEDS("too few seeds"),
    /** No experiment has published rows. */
    UNPUBLISHED("unpublished");

    private final String text;

    StudyVerdict(String text) {
        this.text = text;
    }

    /** The verdict in words. */
    public String text() {
        return text;
    }
}
