package io.plimsoll.extender.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no encoder of Go writes and that its decoder would take: the readers take them in the same sense. */
class WireOracleTest {

    private static final String POD = "\"Pod\":{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[]}}";

    private static byte[] body(String members) {
        return ("{" + POD + "," + members.replace('\'', '"') + "}").getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'NodeNames':['a','b']                                                                    | a,b
            'NodeNames':['b'],'nodenames':['a']                                                      | a
            'NodeN\\u0061mes':['a']                                                                  | a
            'NodeNames':['a'],'Nodes':{'items':[{'metadata':{'name':'b'}}]},'Nodes':null             | a
            'Nodes':{'items':[{'metadata':{'name':'b'}}]},'NodeNames':['a'],'NodeNames':null         | b
            'NodeNames':null,'Nodes':{'items':[{'metadata':{'name':'a'},'metadata':{'uid':'u'}}]}    | a
            'Nodes':{'items':[{'metadata':{'name':'a'}}],'Items':[{'metadata':{'name':'b'}}]}        | b
            """)
    void theNodesThatCountAreRead(String members, String names) {
        byte[] body = body(members);
        WireProperties.check(body);
        assertThat(Objects.requireNonNull(WireOracle.offer(body)).names()).containsExactly(names.split(",", -1));
    }

    @Test
    void aListThatIsNullInTheEndIsEmpty() {
        byte[] body = body("'Nodes':{'items':[{'metadata':{'name':'a'}}],'items':null}");
        WireProperties.check(body);
        assertThat(Objects.requireNonNull(WireOracle.offer(body)).names()).isEmpty();
    }

    @Test
    void ofANodeThatComesTwiceTheLastVictimsCount() {
        byte[] body = body(
                "'NodeNameToMetaVictims':{'a':{'Pods':[{'UID':'u'}]},'a':{'Pods':[{'UID':'v'}],'NumPDBViolations':2}}");
        WireProperties.check(body);
        assertThat(WireOracle.preempt(body)).containsExactly(new PreemptRequest.Victims("a", List.of("v"), 2));
    }

    /** What the comparison says when it fails, or nobody would hear of it. */
    @Test
    void aReaderThatTakesWhatIsNoJsonWouldBeFound() {
        byte[] body = body("'NodeNames':['a']");
        body[body.length - 1] = ']';
        assertThat(WireOracle.isJson(body)).isFalse();
        assertThat(WireOracle.offer(body)).isNull();
        WireProperties.check(body);
        assertThatThrownBy(() -> ExtenderRequest.of(body, body.length, new OfferedList(new NameTable())))
                .isInstanceOf(MalformedRequestException.class);
    }
}
