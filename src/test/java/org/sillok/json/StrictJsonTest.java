package org.sillok.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @Test
    void readsEveryKindOfValueAndKeepsOrderAndExactNumbers() {
        String text = "{\"b\":[1,-0.50e+3,true,false,null,\"한\\u00e9\\n\\ud83d\\ude00/\"],\"a\":{},\"c\":[]}";
        JsonObject value = StrictJson.parse(text.getBytes(UTF_8)).asObject();
        assertThat(value.members().keySet()).containsExactly("b", "a", "c");
        assertThat(value.array("b").values())
                .containsExactly(
                        JsonNumber.of(1),
                        new JsonNumber("-0.50e+3"),
                        new JsonBool(true),
                        new JsonBool(false),
                        JsonNull.NULL,
                        new JsonString("한é\n😀/"));
        assertThat(CompactJson.text(value))
                .isEqualTo("{\"b\":[1,-0.50e+3,true,false,null,\"한é\\n😀/\"],\"a\":{},\"c\":[]}");
    }

    @Test
    void whiteSpaceOfRfc8259IsIgnoredAroundTokens() {
        assertThat(StrictJson.parse(" \t\r\n{ \"a\" : [ 1 , 2 ] , \"b\" : { } } \n".getBytes(UTF_8)))
                .isEqualTo(StrictJson.parse("{\"a\":[1,2],\"b\":{}}".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1}{",
                "1 2",
                "nul",
                "nullx",
                "True",
                "NaN",
                "Infinity",
                "-",
                "+1",
                "01",
                "-01",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x10",
                "1_000",
                "١",
                "\"",
                "\"a",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u123g\"",
                "\"\\u١١١١\"",
                "\"\t\"",
                "\"\u0000\"",
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud800\\u0041\"",
                "{\"\\ud800\":1}",
                "\ufeff{}",
                "{}\u0000",
                "[1]//",
                "/**/1",
                "\u00a01",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"x\":[{\"a\":1,\"b\":2,\"a\":3}]}"
            })
    void refusesWhatReadersCouldUnderstandDifferently(String text) {
        assertThatThrownBy(() -> StrictJson.parse(text.getBytes(UTF_8))).isInstanceOf(JsonSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22ff22", // not UTF-8 at all
                "22c08022", // NUL in two bytes
                "22c1a122", // overlong
                "22eda08022", // a surrogate
                "22f490808022", // beyond U+10FFFF
                "22e18022", // cut short
                "efbbbf7b7d", // byte order mark
                "feff007b007d" // UTF-16
            })
    void refusesBytesThatAreNotUtf8(String hex) {
        assertThatThrownBy(() -> StrictJson.parse(HexFormat.of().parseHex(hex)))
                .isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void nestingStopsAtTheLimitWhateverFollows() {
        String deepest = "[".repeat(StrictJson.MAX_DEPTH) + "]".repeat(StrictJson.MAX_DEPTH);
        assertThat(StrictJson.parse(deepest.getBytes(UTF_8)).asArray().size()).isEqualTo(1);
        String mixed = "{\"a\":".repeat(StrictJson.MAX_DEPTH) + "1" + "}".repeat(StrictJson.MAX_DEPTH);
        assertThat(StrictJson.parse(mixed.getBytes(UTF_8)).asObject().get("a").asObject())
                .isNotNull();
        assertThat(StrictJson.parse("[[],[],[[]]]".repeat(1).getBytes(UTF_8))
                        .asArray()
                        .size())
                .isEqualTo(3);
        for (int depth : new int[] {StrictJson.MAX_DEPTH + 1, 1_000_000}) {
            assertThatThrownBy(() -> StrictJson.parse("[".repeat(depth).getBytes(UTF_8)))
                    .isInstanceOf(JsonSyntaxException.class);
        }
    }

    @Test
    void manySiblingsAreNotNesting() {
        StringBuilder text = new StringBuilder("[[]");
        for (int i = 0; i < 500; i++) {
            text.append(",[],{}");
        }
        assertThat(StrictJson.parse(text.append("]").toString().getBytes(UTF_8))
                        .asArray()
                        .size())
                .isEqualTo(1001);
    }

    @Test
    void aNumberHasALimitedLength() {
        String longest = "1".repeat(JsonNumber.MAX_LENGTH);
        assertThat(StrictJson.parse(longest.getBytes(UTF_8))).isEqualTo(new JsonNumber(longest));
        assertThatThrownBy(() -> StrictJson.parse((longest + "1").getBytes(UTF_8)))
                .isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void theMessageTellsThePlaceAndNotTheContent() {
        assertThatThrownBy(() -> StrictJson.parse("{\"secret name\":1,\"secret name\":2}".getBytes(UTF_8)))
                .hasMessageContaining("duplicate member name at character")
                .hasMessageNotContaining("secret")
                .extracting(failure -> ((JsonSyntaxException) failure).offset())
                .isEqualTo(32);
        assertThatThrownBy(() -> StrictJson.parse(new byte[] {'"', 'a', (byte) 0xff, '"'}))
                .hasMessage("not UTF-8 at character 2");
    }
}
