package io.plimsoll.simulator.fgd;

/** Told how far a study has come. Called by the thread that runs the study, between experiments. */
@FunctionalInterface
public interface StudyProgress {

    /**
     * An experiment has ended.
     *
     * @param run the experiment
     * @param done how many have ended
     * @param total how many there are
     * @return whether to go on; otherwise experiments that have begun are still finished and no other is begun
     */
    boolean finished(StudyRun run, int done, int total);
}
