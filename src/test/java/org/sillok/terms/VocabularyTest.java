package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;

class VocabularyTest {
    private static final List<Class<? extends Enum<?>>> LISTS = List.of(
            Action.class,
            Purpose.class,
            PartyClass.class,
            Proceeding.class,
            Place.class,
            Part.class,
            Lineage.class,
            Relation.class,
            Transformation.class,
            ConditionCode.class,
            DutyCode.class,
            FactType.class);

    @Test
    void theDocumentListsExactlyTheCodesOfTheProgram() {
        Map<String, List<String>> written = new LinkedHashMap<>();
        for (JsonObject list : lists()) {
            written.put(
                    list.text("name"),
                    codes(list).stream().map(code -> code.text("code")).toList());
        }
        Map<String, List<String>> known = new LinkedHashMap<>();
        for (Class<? extends Enum<?>> list : LISTS) {
            known.put(
                    list.getSimpleName(),
                    Arrays.stream(list.getEnumConstants()).map(Enum::name).toList());
        }
        assertThat(written).isEqualTo(known);
        assertThat(Vocabulary.document().text("version")).isEqualTo(Vocabulary.VERSION);
    }

    @Test
    void theDocumentSaysWhatIsBroaderAndWhatACodeTakes() {
        for (JsonObject code : codes("Purpose")) {
            Purpose purpose = Purpose.valueOf(code.text("code"));
            assertThat(code.find("broader").map(JsonValue::asText))
                    .as(purpose.name())
                    .isEqualTo(purpose.broader().map(Enum::name));
        }
        for (JsonObject code : codes("ConditionCode")) {
            ConditionCode condition = ConditionCode.valueOf(code.text("code"));
            assertThat(code.find("takes").map(JsonValue::asText).orElse(""))
                    .as(condition.name())
                    .isEqualTo(condition.shape().member());
            assertThat(code.find("kinds").map(kinds -> kinds.asArray().texts()).orElse(List.of()))
                    .as(condition.name())
                    .containsExactlyElementsOf(kinds(condition));
        }
        for (JsonObject code : codes("DutyCode")) {
            DutyCode duty = DutyCode.valueOf(code.text("code"));
            assertThat(code.find("takes").map(JsonValue::asText).orElse(""))
                    .as(duty.name())
                    .isEqualTo(duty.shape().member());
        }
    }

    @Test
    void everyTransformationIsAConditionToo() {
        for (ConditionCode code : ConditionCode.values()) {
            boolean known = Arrays.stream(Transformation.values())
                    .anyMatch(transformation -> transformation.name().equals(code.name()));
            assertThat(code.isTransformation()).as(code.name()).isEqualTo(known);
        }
    }

    @Test
    void everyCodeHasANameInEnglishAndKorean() {
        for (JsonObject list : lists()) {
            for (JsonObject code : codes(list)) {
                assertThat(code.object("label").text("en")).isNotBlank();
                assertThat(code.object("label").text("ko")).containsPattern("\\p{IsHangul}");
            }
        }
    }

    @Test
    void thePageOfTheDocumentationIsTheDocument() throws IOException {
        String page = page();
        Path target = Files.createDirectories(Path.of("target")).resolve("vocabulary.md");
        Files.writeString(target, page);
        assertThat(Path.of("docs/vocabulary.md"))
                .as("copy target/vocabulary.md")
                .hasContent(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("# Vocabulary\n\n")
                .append("Version ")
                .append(Vocabulary.VERSION)
                .append(
                        ", made from [vocabulary.json](../src/main/resources/org/sillok/terms/vocabulary.json). A code never changes its meaning;\n")
                .append(
                        "what is not in a list is refused where it is entered and never permits where it is met. How the codes are applied: [consent.md](consent.md).\n");
        for (JsonObject list : lists()) {
            page.append("\n## ")
                    .append(list.text("name"))
                    .append(" · ")
                    .append(list.object("label").text("ko"));
            page.append("\n\n")
                    .append(list.text("definition"))
                    .append("\n\n| code | English | 한국어 | |\n|---|---|---|---|\n");
            for (JsonObject code : codes(list)) {
                List<String> remarks = new ArrayList<>();
                code.find("definition").ifPresent(text -> remarks.add(text.asText()));
                code.find("broader").ifPresent(text -> remarks.add("Part of " + text.asText() + "."));
                code.find("takes").ifPresent(text -> remarks.add("Takes `" + text.asText() + "`."));
                code.find("kinds")
                        .ifPresent(kinds ->
                                remarks.add(String.join(", ", kinds.asArray().texts()) + "."));
                page.append("| ")
                        .append(code.text("code"))
                        .append(" | ")
                        .append(code.object("label").text("en"))
                        .append(" | ")
                        .append(code.object("label").text("ko"))
                        .append(" | ")
                        .append(String.join(" ", remarks))
                        .append(" |\n");
            }
        }
        return page.toString();
    }

    private static List<String> kinds(ConditionCode code) {
        List<String> kinds = new ArrayList<>();
        if (code.mayQualifyProhibition()) {
            kinds.add("scoping");
        }
        if (code.isTransformation()) {
            kinds.add("transformed");
        }
        if (code.isConsultable()) {
            kinds.add("consultable");
        }
        if (code.isUndertaken()) {
            kinds.add("undertaken");
        }
        if (code.isMonitored()) {
            kinds.add("monitored");
        }
        return kinds;
    }

    private static List<JsonObject> lists() {
        return objects(Vocabulary.document().array("lists"));
    }

    private static List<JsonObject> codes(JsonObject list) {
        return objects(list.array("codes"));
    }

    private static List<JsonObject> codes(String list) {
        return lists().stream()
                .filter(one -> one.text("name").equals(list))
                .flatMap(one -> codes(one).stream())
                .toList();
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.values().stream().map(JsonValue::asObject).toList();
    }
}
