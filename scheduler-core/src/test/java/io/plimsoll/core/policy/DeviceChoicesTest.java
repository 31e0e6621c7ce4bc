package io.plimsoll.core.policy;

import static io.plimsoll.core.policy.Scene.share;
import static io.plimsoll.core.policy.Scene.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.Draws;
import org.junit.jupiter.api.Test;

/** Lowest fit and random devices, on nodes of one and of several models. */
final class DeviceChoicesTest {

    private final Scene scene = new Scene();

    @Test
    void lowestFitShouldTakeTheTightestDeviceAndTheFirstOfEquals() {
        int node = scene.node(8000, 8, Scene.devices(4));
        scene.put(share(0, 300), node, 1);
        scene.put(share(0, 600), node, 2);
        scene.put(share(0, 600), node, 3);
        assertThat(scene.devices(new LowestFit(), share(0, 400), node, 0)).isEqualTo(0b0100);
        assertThat(scene.devices(new LowestFit(), share(0, 500), node, 0)).isEqualTo(0b0010);
        assertThat(scene.devices(new LowestFit(), share(0, 800), node, 0)).isEqualTo(0b0001);
    }

    @Test
    void severalDevicesShouldBeOfOneModelWhicheverTheChoice() {
        int node = scene.node(8000, 8, "T4", "A10", "T4", "A10", "A10");
        scene.put(whole(0, 1), node, 0);
        for (long draw = 0; draw < 20; draw++) {
            long bits = Draws.draw(Seed.VALUE, draw, 0);
            assertThat(scene.devices(new LowestFit(), whole(0, 2), node, bits)).isEqualTo(0b01010);
            assertThat(scene.devices(new RandomDevice(), whole(0, 2), node, bits))
                    .isEqualTo(0b01010);
            assertThat(scene.devices(new RandomDevice(), whole(0, 1), node, bits))
                    .isEqualTo(0b00010);
        }
    }

    @Test
    void aRandomShareShouldGoToEveryDeviceThatServesEquallyOften() {
        int node = scene.node(8000, 8, "T4", "A10", "T4", "V100", "A10", "T4");
        scene.put(share(0, 800), node, 2);
        PodSpec pod = share(0, 300, "T4", "V100");
        int[] taken = new int[6];
        int draws = 30_000;
        for (int decision = 0; decision < draws; decision++) {
            long bits = scene.devices(new RandomDevice(), pod, node, Draws.draw(Seed.VALUE, decision, 1));
            assertThat(Long.bitCount(bits)).isEqualTo(1);
            taken[Long.numberOfTrailingZeros(bits)]++;
        }
        assertThat(taken[1] + taken[2] + taken[4]).isZero();
        for (int device : new int[] {0, 3, 5}) {
            // Five standard deviations of a binomial distribution with chance 1/3.
            assertThat(taken[device]).isBetween(draws / 3 - 410, draws / 3 + 410);
        }
    }

    @Test
    void theSameDrawShouldGiveTheSameDevice() {
        int node = scene.node(8000, 8, Scene.devices(8));
        for (long draw = 0; draw < 100; draw++) {
            long bits = Draws.draw(1, draw, 1);
            assertThat(scene.devices(new RandomDevice(), share(0, 10), node, bits))
                    .isEqualTo(scene.devices(new RandomDevice(), share(0, 10), node, bits));
        }
    }
}
