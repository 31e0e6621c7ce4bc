package io.plimsoll.simulator.fgd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CurveRecorderTest {

    private static final int GPUS = 10;

    private final CurveRecorder recorder = new CurveRecorder(GPUS);

    @Test
    void aCellIsTheMeanOverTheArrivalsOfItsColumn() {
        recorder.record(500, 500, 3000, 9500);
        recorder.record(520, 480, 2000, 9520);
        StudyCurves curves = recorder.curves();
        assertThat(curves.at(StudyTable.ALLOCATION, 5)).isEqualTo(4.9);
        assertThat(curves.at(StudyTable.FRAGMENTATION, 5)).isEqualTo(25);
        assertThat(curves.at(StudyTable.FRAGMENTATION_RATIO, 5)).isEqualTo((31.58 + 21.01) / 2);
    }

    @Test
    void anArrivalExactlyBetweenTwoColumnsBelongsToTheEvenOne() {
        recorder.record(450, 400, 0, 1);
        recorder.record(550, 600, 0, 1);
        StudyCurves curves = recorder.curves();
        assertThat(curves.at(StudyTable.ALLOCATION, 4)).isEqualTo(4);
        assertThat(curves.at(StudyTable.ALLOCATION, 6)).isEqualTo(6);
    }

    @Test
    void anEmptyColumnTakesTheMeanOverBothNeighboursWeightedByTheirArrivals() {
        recorder.record(400, 100, 0, 1);
        recorder.record(400, 100, 0, 1);
        recorder.record(600, 400, 0, 1);
        assertThat(recorder.curves().at(StudyTable.ALLOCATION, 5)).isEqualTo(2);
    }

    @Test
    void aColumnWithoutArrivalsNearbyIsEmpty() {
        recorder.record(400, 100, 0, 1);
        for (StudyTable table : StudyTable.values()) {
            assertThat(recorder.curves().at(table, 6)).isNaN();
        }
    }

    @Test
    void theFirstColumnCountsArrivalsThatAskForNothing() {
        recorder.record(0, 0, 1394, 10_000);
        StudyCurves curves = recorder.curves();
        assertThat(curves.at(StudyTable.FRAGMENTATION, 0)).isEqualTo(13.94);
        assertThat(curves.at(StudyTable.FRAGMENTATION_RATIO, 0)).isEqualTo(13.94);
    }

    @Test
    void arrivalsBehindTheLastColumnCountOnlyForTheNextToIt() {
        recorder.record(13_100, 9000, 0, 1);
        recorder.record(99_000, 1000, 0, 1);
        assertThat(recorder.curves().at(StudyTable.ALLOCATION, 130)).isEqualTo(90);
    }

    @Test
    void loggedValuesAreRoundedAsPrintingRoundsThem() {
        recorder.record(100, 100, 1.005, 100);
        recorder.record(100, 100, 0.125, 100);
        assertThat(recorder.curves().at(StudyTable.FRAGMENTATION_RATIO, 1)).isEqualTo((1.0 + 0.12) / 2);
    }

    @Test
    void withoutIdleGpusNothingIsFragmented() {
        recorder.record(10_000, 10_000, 0, 0);
        assertThat(recorder.curves().at(StudyTable.FRAGMENTATION_RATIO, 100)).isZero();
    }
}
