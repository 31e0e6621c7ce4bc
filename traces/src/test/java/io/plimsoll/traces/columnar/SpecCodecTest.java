package io.plimsoll.traces.columnar;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpecCodecTest {

    @Test
    void whatOnlyKubernetesSaysIsNotLeftOutInSilence() {
        PodSpec ruled = PodSpec.named("pod").withRules(PodRules.NONE.withImages(List.of("web:1")));
        assertThatThrownBy(() -> SpecCodec.write(new ByteSink(), ruled))
                .hasMessageContaining("The pod (pod) of a native trace must have no rules of Kubernetes.");
        SpreadConstraint wish = new SpreadConstraint("zone", 1, LabelSelector.NOTHING, false, 1, true, false);
        assertThatThrownBy(() ->
                        SpecCodec.write(new ByteSink(), PodSpec.named("pod").withSpread(List.of(wish))))
                .hasMessageContaining("The pod (pod)");
        NodeSpec node = NodeSpec.of("node", Resources.NONE).withImages(Map.of("web:1", 1L));
        assertThatThrownBy(() -> SpecCodec.write(new ByteSink(), node)).hasMessageContaining("The node (node)");
    }
}
