package io.plimsoll.extender.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.extender.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfferedListTest {

    private final NameTable names = new NameTable();
    private final OfferedList offered = new OfferedList(names);

    OfferedListTest() {
        names.put("a", 0);
        names.put("b", 1);
        names.put("c", 2);
    }

    private void read(String json) throws MalformedRequestException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        ExtenderRequest.of(body, body.length, offered);
    }

    private static String names(String list) {
        return "{\"Pod\":{},\"Nodes\":null,\"NodeNames\":" + list + "}";
    }

    private String written() {
        return written(IntStream.range(0, offered.count()).toArray());
    }

    private String written(int... entries) {
        JsonBytes out = new JsonBytes(16);
        offered.writeEntries(entries, entries.length, out);
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void namesBecomeSlotsInTheirOrder() throws Exception {
        read(names("[\"c\", \"x\",\"a\"]"));
        assertThat(offered.count()).isEqualTo(3);
        assertThat(offered.unknown()).isEqualTo(1);
        int[] slots = new int[3];
        assertThat(offered.knownSlots(slots)).isEqualTo(2);
        assertThat(slots).startsWith(2, 0);
        assertThat(written()).isEqualTo("\"c\",\"x\",\"a\"");
    }

    @Test
    void escapedNamesAreFoundAndRepeatedAsTheyCame() throws Exception {
        read(names("[\"\\u0062\"]"));
        assertThat(offered.slot(0)).isEqualTo(1);
        assertThat(written()).isEqualTo("\"\\u0062\"");
    }

    @Test
    void aReplyThatComesBackIsRecognisedUntilANodeComesOrGoes() throws Exception {
        read(names("[\"c\",\"x\",\"a\",\"b\"]"));
        JsonBytes reply = new JsonBytes(16);
        reply.raw("{\"NodeNames\":[\"c\",\"b\"]");
        offered.remember(reply, "{\"NodeNames\":".length(), new int[] {0, 3}, 2);
        read(names("[\"c\",\"b\"]"));
        assertThat(offered.count()).isEqualTo(2);
        assertThat(offered.slot(0)).isEqualTo(2);
        assertThat(offered.slot(1)).isEqualTo(1);
        assertThat(written()).isEqualTo("\"c\",\"b\"");
        names.remove("b");
        read(names("[\"c\",\"b\"]"));
        assertThat(offered.slot(1)).isEqualTo(-1);
        assertThat(offered.unknown()).isEqualTo(1);
        read(names("[\"c\",\"ba\"]"));
        assertThat(written()).isEqualTo("\"c\",\"ba\"");
    }

    @Test
    void someEntriesAreWrittenWithCommasWhetherTheyStoodTogetherOrNot() throws Exception {
        read(names("[\"a\",\"b\", \"c\" ,\"x\",\"y\"]"));
        assertThat(written()).isEqualTo("\"a\",\"b\",\"c\",\"x\",\"y\"");
        assertThat(written(0, 1, 3)).isEqualTo("\"a\",\"b\",\"x\"");
        assertThat(written(1, 3, 4)).isEqualTo("\"b\",\"x\",\"y\"");
        assertThat(written(2)).isEqualTo("\"c\"");
        assertThat(written(new int[0])).isEmpty();
    }

    @Test
    void namesOfAnyLengthAndKindAreFoundAsJacksonReadsThem() throws Exception {
        for (long seed : Seeds.some(20)) {
            Random random = new Random(seed);
            NameTable table = new NameTable();
            OfferedList list = new OfferedList(table);
            List<String> known = new ArrayList<>();
            for (int slot = 0; slot < 200; slot++) {
                known.add(slot + RandomNames.some(random));
                table.put(known.get(slot), slot);
            }
            List<String> asked = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                asked.add(random.nextInt(4) == 0 ? RandomNames.some(random) : known.get(random.nextInt(200)));
            }
            byte[] body = names(RandomNames.json(random, asked)).getBytes(StandardCharsets.UTF_8);
            ExtenderRequest.of(body, body.length, list);
            for (int i = 0; i < asked.size(); i++) {
                assertThat(list.slot(i)).as(Seeds.hint(seed)).isEqualTo(known.indexOf(asked.get(i)));
            }
            assertThat(list.unknown()).isEqualTo((int)
                    asked.stream().filter(name -> !known.contains(name)).count());
        }
    }

    @Test
    void wholeNodesAreRepeatedByteForByte() throws Exception {
        String first =
                "{ \"spec\":{\"metadata\":{\"name\":\"no\"}}, \"metadata\":{\"labels\":{\"name\":\"no\"},\"name\":\"b\"}}";
        read("{\"nodes\":{\"items\":[" + first + ",{\"metadata\":{\"name\":\"y\"}}],\"metadata\":{}},\"POD\":{}}");
        assertThat(offered.whole()).isTrue();
        assertThat(offered.slot(0)).isEqualTo(1);
        assertThat(offered.slot(1)).isEqualTo(-1);
        assertThat(written()).isEqualTo(first + ",{\"metadata\":{\"name\":\"y\"}}");
        JsonBytes name = new JsonBytes(1);
        offered.writeName(0, name);
        assertThat(new String(name.toByteArray(), StandardCharsets.UTF_8)).isEqualTo("\"b\"");
    }

    @Test
    void wholeNodesThatComeAgainAreReadAsIfForTheFirstTime() throws Exception {
        for (long seed : Seeds.some(20)) {
            Random random = new Random(seed);
            NameTable table = new NameTable();
            OfferedList used = new OfferedList(table);
            List<String> nodes = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                nodes.add(node("n" + i, 0));
                table.put("n" + i, i);
            }
            for (int request = 0; request < 50; request++) {
                Collections.rotate(nodes, random.nextInt(3) == 0 ? random.nextInt(30) : 0);
                for (int change = random.nextInt(3); change > 0; change--) {
                    int at = random.nextInt(nodes.size());
                    switch (random.nextInt(4)) {
                        case 0 -> nodes.set(at, node("n" + random.nextInt(40), request));
                        case 1 -> nodes.add(at, node("n" + random.nextInt(40), request));
                        case 2 -> Collections.swap(nodes, at, random.nextInt(nodes.size()));
                        default -> nodes.remove(nodes.size() > 5 ? at : 0);
                    }
                }
                table.remove("n" + random.nextInt(30));
                table.put("n" + random.nextInt(30), 100 + request);
                byte[] body = ("{\"Pod\":{},\"Nodes\":{\"items\":[" + String.join(",", nodes) + "]}}")
                        .getBytes(StandardCharsets.UTF_8);
                OfferedList fresh = new OfferedList(table);
                ExtenderRequest.of(body, body.length, fresh);
                ExtenderRequest.of(body, body.length, used);
                assertThat(written(used)).as(Seeds.hint(seed)).isEqualTo(written(fresh));
                assertThat(used.unknown()).isEqualTo(fresh.unknown());
                for (int i = 0; i < fresh.count(); i++) {
                    assertThat(used.slot(i)).as(Seeds.hint(seed)).isEqualTo(fresh.slot(i));
                }
            }
        }
    }

    private static String node(String name, int version) {
        return "{\"metadata\":{\"name\":\"" + name + "\",\"resourceVersion\":\"" + version + "\"}}";
    }

    /** All entries and their names. */
    private static String written(OfferedList list) {
        JsonBytes out = new JsonBytes(16);
        list.writeEntries(IntStream.range(0, list.count()).toArray(), list.count(), out);
        for (int i = 0; i < list.count(); i++) {
            list.writeName(i, out);
        }
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"items\":null}", "{\"metadata\":{},\"items\":[]}"})
    void listsOfNoWholeNodesAreEmpty(String list) throws Exception {
        read("{\"Pod\":{},\"Nodes\":" + list + (list.equals("null") ? ",\"NodeNames\":[]" : "") + "}");
        assertThat(offered.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Pod\":{},\"NodeNames\":[1]}",
                "{\"Pod\":{},\"NodeNames\":{}}",
                "{\"Pod\":{},\"NodeNames\":\"a\"}",
                "{\"Pod\":{},\"NodeNames\":[\"a\" \"b\"]}",
                "{\"Pod\":{},\"NodeNames\":[null]}",
                "{\"Pod\":{},\"NodeNames\":[\"\\x\"]}",
                "{\"Pod\":{},\"Nodes\":[]}",
                "{\"Pod\":{},\"Nodes\":{\"items\":{}}}",
                "{\"Pod\":{},\"Nodes\":{\"items\":[{}]}}",
                "{\"Pod\":{},\"Nodes\":{\"items\":[{\"metadata\":null}]}}",
                "{\"Pod\":{},\"Nodes\":{\"items\":[{\"metadata\":{\"name\":5}}]}}",
                "{\"Pod\":{},\"Nodes\":{\"items\":[null]}}",
                "{\"Pod\":{},\"Nodes\":{},\"NodeNames\":[]}",
                "{\"Pod\":{}}",
                "{\"Pod\":{},\"NodeNames\":null,\"Nodes\":null}",
                "{\"NodeNames\":[]}",
                "{\"Pod\":null,\"NodeNames\":[]}",
                "{\"Pod\":{},\"NodeNames\":[]} {}",
                "{\"Pod\":{},\"NodeNames\":[]",
                "[]",
                "null",
                "",
                "{\"Pod\":{},\"Pod\":null,\"NodeNames\":[]}"
            })
    void otherEnvelopesAreRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedRequestException.class);
    }

    @Test
    void ofSeveralMembersOfOneNameTheLastCounts() throws Exception {
        read("{\"Pod\":{},\"NodeNames\":[\"a\"],\"nodenames\":[\"b\"],\"Other\":[[{}]]}");
        assertThat(offered.slot(0)).isEqualTo(1);
    }
}
