package io.plimsoll.simulator.record;

/** Takes the time-weighted mean and the peak of a quantity that changes in steps. */
final class LevelMeter {

    private double integral;
    private double peak;

    /** The quantity had this value for so long. */
    void hold(double value, long millis) {
        integral += value * millis;
        peak = Math.max(peak, value);
    }

    /**
     * The level of a run.
     *
     * @param atEnd the value when it ended
     * @param spanMillis its length; when that is 0, the mean is the value at the end
     */
    Level level(double atEnd, long spanMillis) {
        double most = Math.max(peak, atEnd);
        double mean = spanMillis == 0 ? atEnd : integral / spanMillis;
        return new Level(Math.min(mean, most), most, atEnd);
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        integral = state.real(integral);
        peak = state.real(peak);
    }
}
