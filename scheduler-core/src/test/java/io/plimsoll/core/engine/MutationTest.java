package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The differential test would have noticed: mistakes of the kind it is there for are put into copies of the core's sources,
 * and it finds them, by the full checks as well as by comparing decisions alone.
 */
class MutationTest {

    private static final Path MUTATIONS = Path.of("src/test/mutations");
    private static final List<String> POLICIES = List.of("first-fit", "preferred-labels", "best-fit");
    private static final int CLUSTERS = 20;
    private static final int OPERATIONS = 500;

    private record Finding(String policy, long seed) {}

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"missed-invalidation", "stale-tie", "lost-generation", "stale-state"})
    void mistakeIsFound(String mutation) throws Exception {
        CoreCopy mutant = new CoreCopy(folder.resolve("mutant"));
        mutant.apply(new SourcePatch(MUTATIONS.resolve(mutation + ".patch")));
        for (boolean fullChecks : new boolean[] {true, false}) {
            @Nullable Finding finding = search(mutant.load(fullChecks));
            assertThat(finding)
                    .as("%s, %s full checks", mutation, fullChecks ? "with" : "without")
                    .isNotNull();
            if (finding != null) {
                System.out.printf(
                        "Mutation %s, %s full checks: found by %s with seed %d.%n",
                        mutation, fullChecks ? "with" : "without", finding.policy(), finding.seed());
                assertThat(difference(CoreCopy.loadOriginal(fullChecks), finding.policy(), finding.seed()))
                        .as("the same run without the mistake")
                        .isNull();
            }
        }
    }

    @Test
    void patchThatDoesNotApplyAnyMoreSaysSo() throws IOException {
        Path patch = folder.resolve("old.patch");
        Files.writeString(patch, """
                --- a/io/plimsoll/core/engine/Scale.java
                +++ b/io/plimsoll/core/engine/Scale.java
                @@ -1,2 +1,2 @@
                 there never was
                -such a line
                +such another line
                """);
        CoreCopy copy = new CoreCopy(folder.resolve("copy"));
        assertThatThrownBy(() -> copy.apply(new SourcePatch(patch)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must still apply to io/plimsoll/core/engine/Scale.java")
                .hasMessageContaining("such a line")
                .hasMessageContaining("Maybe ");
    }

    private static @Nullable Finding search(ClassLoader loader) throws ReflectiveOperationException {
        for (long seed = 1; seed <= CLUSTERS; seed++) {
            for (String policy : POLICIES) {
                if (difference(loader, policy, seed) != null) {
                    return new Finding(policy, seed);
                }
            }
        }
        return null;
    }

    private static @Nullable String difference(ClassLoader loader, String policy, long seed)
            throws ReflectiveOperationException {
        Method difference = loader.loadClass(DifferentialRun.class.getName())
                .getDeclaredMethod("difference", String.class, long.class, int.class);
        difference.setAccessible(true);
        return (String) difference.invoke(null, policy, seed, OPERATIONS);
    }
}
