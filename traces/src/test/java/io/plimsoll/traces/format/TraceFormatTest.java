package io.plimsoll.traces.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceFormatTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyFormatIsFoundByItsNameAndDescribed(TraceFormat format) {
        assertThat(TraceFormat.named(format.formatName())).isSameAs(format);
        assertThat(format.formatName()).matches("[a-z0-9-]+");
        assertThat(format.description()).isNotBlank();
        assertThat(format.options()).allSatisfy((name, meaning) -> {
            assertThat(name).matches("[a-z-]+");
            assertThat(meaning).isNotBlank();
        });
        assertThat(TraceFormat.names()).contains(format.formatName()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void noFormatRecognisesAnEmptyFolderOrNothing(TraceFormat format) {
        assertThat(format.recognises(folder)).isFalse();
        assertThat(format.recognises(folder.resolve("nowhere"))).isFalse();
    }

    @Test
    void anUnknownNameIsNoFormat() {
        assertThat(TraceFormat.named("opnb")).isNull();
        assertThat(TraceFormat.named("OPENB")).isNull();
    }

    @Test
    void aFolderWithListsOfBothKindsIsOpenb() {
        new OpenbFiles(folder).write("openb_node_list_mine.csv.gz", new byte[0]);
        assertThat(TraceFormat.recognising(folder)).isEmpty();

        new OpenbFiles(folder).write("openb_pod_list_mine.csv", new byte[0]);
        assertThat(TraceFormat.recognising(folder)).containsExactly(TraceFormat.OPENB);
        assertThat(TraceFormat.recognising(folder.resolve("openb_pod_list_mine.csv")))
                .isEmpty();
    }
}
