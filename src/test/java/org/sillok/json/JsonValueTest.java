package org.sillok.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValueTest {
    private final JsonObject object = JsonObject.builder()
            .put("text", "한")
            .put("number", 7)
            .put("flag", true)
            .put("list", JsonArray.ofTexts(List.of("a", "b")))
            .put("object", JsonObject.builder().build())
            .put("nothing", JsonNull.NULL)
            .build();

    @Test
    void membersAreReadByTheirType() {
        assertThat(object.text("text")).isEqualTo("한");
        assertThat(object.number("number")).isEqualTo(7);
        assertThat(object.get("flag").asBoolean()).isTrue();
        assertThat(object.array("list").texts()).containsExactly("a", "b");
        assertThat(object.object("object")).isEqualTo(new JsonObject(Map.of()));
        assertThat(object.get("nothing").isNull()).isTrue();
        assertThat(object.get("text").isNull()).isFalse();
        assertThat(object.find("absent")).isEmpty();
        assertThat(object.find("number")).contains(JsonNumber.of(7));
    }

    @Test
    void aMemberThatIsMissingOrOfAnotherTypeIsNamed() {
        assertThatThrownBy(() -> object.get("absent"))
                .isInstanceOf(JsonShapeException.class)
                .hasMessage("missing member \"absent\"");
        assertThatThrownBy(() -> object.text("absent")).hasMessage("missing member \"absent\"");
        assertThatThrownBy(() -> object.text("number")).hasMessage("member \"number\": expected a string");
        assertThatThrownBy(() -> object.number("text")).hasMessage("member \"text\": expected a whole number");
        assertThatThrownBy(() -> object.array("text")).hasMessage("member \"text\": expected an array");
        assertThatThrownBy(() -> object.object("text")).hasMessage("member \"text\": expected an object");
        assertThatThrownBy(() -> object.get("text").asBoolean()).hasMessage("expected true or false");
        assertThatThrownBy(() -> object.get("nothing").asObject()).isInstanceOf(JsonShapeException.class);
        assertThatThrownBy(() -> object.get("list").asArray().values().get(0).asLong())
                .isInstanceOf(JsonShapeException.class);
    }

    @Test
    void unknownMembersAreRefused() {
        assertThat(object.requireExactly("text", "number", "flag", "list", "object", "nothing"))
                .isSameAs(object);
        assertThat(object.requireNoOthers("nothing", "text", "number", "flag", "list", "object", "more"))
                .isSameAs(object);
        assertThatThrownBy(() -> object.requireExactly("number", "text", "flag", "list", "object", "nothing"))
                .isInstanceOf(JsonShapeException.class);
        assertThatThrownBy(() -> object.requireExactly("text")).isInstanceOf(JsonShapeException.class);
        assertThatThrownBy(() -> object.requireNoOthers("text")).isInstanceOf(JsonShapeException.class);
    }

    @Test
    void wholeNumbersHaveOneSpelling() {
        for (String good : new String[] {"0", "-1", "9223372036854775807", "-9223372036854775808"}) {
            assertThat(new JsonNumber(good).asLong()).isEqualTo(Long.parseLong(good));
        }
        for (String bad : new String[] {"-0", "1.0", "1e2", "9223372036854775808", "100000000000000000000"}) {
            assertThatThrownBy(() -> new JsonNumber(bad).asLong()).isInstanceOf(JsonShapeException.class);
        }
    }

    @Test
    void numbersThatNoLibraryHoldsStillReadAsText() {
        JsonNumber huge = new JsonNumber("1e99999999999");
        assertThat(huge.toDouble()).isInfinite();
        assertThatThrownBy(huge::toBigDecimal).isInstanceOf(ArithmeticException.class);
        assertThat(new JsonNumber("1.50").toBigDecimal()).isEqualByComparingTo("1.5");
    }

    @Test
    void illegalValuesCannotBeBuilt() {
        for (String bad : new String[] {"\ud800", "a\udc00", "\udc00\ud800", "\ud800a"}) {
            assertThatThrownBy(() -> new JsonString(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new JsonObject(Map.of(bad, JsonNull.NULL)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String bad : new String[] {"", "1 ", "--1", "1a", "0".repeat(2), "1".repeat(1001)}) {
            assertThatThrownBy(() -> new JsonNumber(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> JsonObject.builder().put("a", 1).put("a", 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void collectionsAreCopied() {
        List<JsonValue> list = new ArrayList<>(List.of(JsonNumber.of(1)));
        JsonArray array = new JsonArray(list);
        Map<String, JsonValue> map = new LinkedHashMap<>(Map.of("a", array));
        JsonObject copy = new JsonObject(map);
        list.clear();
        map.clear();
        assertThat(array).isEqualTo(JsonArray.of(JsonNumber.of(1)));
        assertThat(copy.members()).hasSize(1);
        assertThatThrownBy(() -> copy.members().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> array.values().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
