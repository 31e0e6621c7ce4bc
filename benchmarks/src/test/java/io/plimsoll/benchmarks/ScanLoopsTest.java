package io.plimsoll.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loops with the Vector API against their scalar twins, and both scans against one over objects. */
class ScanLoopsTest {

    private static final String MODULE = "jdk.incubator.vector";

    private final SplittableRandom random = new SplittableRandom(Long.getLong("plimsoll.seed", 7));

    @BeforeEach
    void needsTheVectorApi() {
        assumeTrue(
                ModuleLayer.boot().findModule(MODULE).isPresent(),
                "The virtual machine was started without the module " + MODULE + ".");
    }

    @ParameterizedTest
    @CsvSource({"2, 64", "2, 4096", "4, 64", "4, 4096"})
    void vectorLoopsShouldGiveTheSameBitsAsScalarOnes(int resources, int nodes) throws ReflectiveOperationException {
        ScanLoops vector = PlacementRun.vectorLoops();
        ScanLoops scalar = new ScalarLoops();
        for (int cluster = 0; cluster < 200; cluster++) {
            double[][] free = new double[resources][nodes];
            double[] inverse = new double[resources];
            long[] request = new long[resources];
            for (int r = 0; r < resources; r++) {
                long capacity = random.nextLong(1, 1L << random.nextInt(1, 40));
                inverse[r] = 1.0 / capacity;
                request[r] = random.nextLong(capacity + 1);
                // Few amounts, so that there are equals; some nodes lack, or are there for padding.
                long unit = 1 + capacity / 8;
                Arrays.setAll(free[r], node -> random.nextInt(20) == 0 ? -1 : unit * random.nextInt(9));
            }
            double least = scalar.least(free, inverse, request, 0, nodes);
            assertThat(Double.doubleToRawLongBits(vector.least(free, inverse, request, 0, nodes)))
                    .as("least of cluster %d", cluster)
                    .isEqualTo(Double.doubleToRawLongBits(least));
            double near = least * random.nextDouble(1, 2);
            for (int from = 0; from < nodes; from += ScanLoops.WORD) {
                assertThat(vector.near(free, inverse, request, from, near))
                        .as("near nodes from %d on of cluster %d", from, cluster)
                        .isEqualTo(scalar.near(free, inverse, request, from, near));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "2, 700", "4, 3", "4, 700"})
    void bothScansShouldPlaceAsOneOverObjectsDoes(int resources, int nodes) throws ReflectiveOperationException {
        PlacementWorkload workload = new PlacementWorkload(20, resources);
        int seats = 3 * nodes;
        Placer objects = new ObjectScan(workload, nodes, seats);
        Placer vector = new ColumnScan(PlacementRun.vectorLoops(), workload, nodes, seats);
        Placer scalar = new ColumnScan(new ScalarLoops(), workload, nodes, seats);
        int[] classOfSeat = new int[seats];
        for (int i = 0; i < 4 * seats; i++) {
            int seat = i % seats;
            int podClass = workload.nextClass();
            if (i >= seats) {
                objects.depart(classOfSeat[seat], seat);
                vector.depart(classOfSeat[seat], seat);
                scalar.depart(classOfSeat[seat], seat);
            }
            classOfSeat[seat] = podClass;
            int node = objects.place(podClass, seat);
            assertThat(vector.place(podClass, seat)).as("decision %d", i).isEqualTo(node);
            assertThat(scalar.place(podClass, seat)).as("decision %d", i).isEqualTo(node);
        }
    }
}
