package io.plimsoll.planner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names and their hashes. */
class NamesTest {

    @Test
    void plainNamesStayWhatTheyAre() {
        Names plain = Names.plain();
        assertThat(plain.of("node", "n1")).isEqualTo("n1");
        assertThat(plain.reason("persistentvolumeclaim \"data\" not found"))
                .isEqualTo("persistentvolumeclaim \"data\" not found");
        assertThat(plain.hashes()).isFalse();
    }

    @Test
    void aHashIsTheSameForTheSameSaltKindAndNameOnly() {
        Names names = Names.hashed("salt");
        String hash = names.of("node", "worker-1");
        assertThat(hash).matches("node-[0-9a-f]{10}").doesNotContain("worker");
        assertThat(Names.hashed("salt").of("node", "worker-1")).isEqualTo(hash);
        assertThat(Names.hashed("other").of("node", "worker-1")).isNotEqualTo(hash);
        assertThat(names.of("node", "worker-2")).isNotEqualTo(hash);
        assertThat(names.of("zone", "worker-1").substring(5)).isNotEqualTo(hash.substring(5));
        assertThat(names.of("zone", "")).isEmpty();
    }

    @Test
    void whatAReasonQuotesIsHashedAndTheRestStays() {
        Names names = Names.hashed("salt");
        assertThat(names.reason("Insufficient cpu")).isEqualTo("Insufficient cpu");
        assertThat(names.reason("persistentvolumeclaim \"data\" not found"))
                .matches("persistentvolumeclaim object-[0-9a-f]{10} not found");
        assertThat(names.reason("looking up PVC shop/data: gone"))
                .doesNotContain("shop/data")
                .endsWith(": gone");
    }
}
