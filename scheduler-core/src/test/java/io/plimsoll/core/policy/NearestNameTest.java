package io.plimsoll.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNameTest {

    @Test
    void editsShouldBeInsertionsRemovalsReplacementsAndSwapsOfNeighbours() {
        assertThat(NearestName.edits("", "abc")).isEqualTo(3);
        assertThat(NearestName.edits("abc", "")).isEqualTo(3);
        assertThat(NearestName.edits("abc", "abc")).isZero();
        assertThat(NearestName.edits("abc", "axc")).isEqualTo(1);
        assertThat(NearestName.edits("abc", "acb")).isEqualTo(1);
        assertThat(NearestName.edits("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestName.edits("ca", "abc")).isEqualTo(3);
    }

    @Test
    void theNameOfFewestEditsShouldBeNearestAndTheFirstOfEquals() {
        assertThat(NearestName.of("radnom", List.of("randomly", "random"))).isEqualTo("random");
        assertThat(NearestName.of("ac", List.of("ab", "ad"))).isEqualTo("ab");
    }

    @Test
    void whatIsTooDifferentShouldHaveNoNearestUnlessItIsABeginning() {
        assertThat(NearestName.of("xyz", List.of("first-fit"))).isNull();
        assertThat(NearestName.of("fir", List.of("best-fit", "first-fit"))).isEqualTo("first-fit");
        assertThat(NearestName.of("", List.of("first-fit"))).isNull();
        assertThat(NearestName.of("fgd", List.of())).isNull();
    }
}
