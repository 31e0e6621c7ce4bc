package io.plimsoll.kubernetes.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseShrinkerTest {

    @Test
    void onlyWhatMattersIsLeft() {
        List<Object> nodes = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            nodes.add(RandomJson.object("name", "n" + i, "size", i, "labels", RandomJson.object("a", "b")));
        }
        Map<String, Object> question = RandomJson.object("nodes", nodes, "pods", new ArrayList<>(List.of(1, 2)));
        CaseShrinker.shrink(question, smaller -> {
            String text = smaller.toString();
            return text.contains("size=3") && text.contains("name=n5");
        });
        assertThat(question).hasToString("{nodes=[{size=3}, {name=n5}]}");
    }
}
