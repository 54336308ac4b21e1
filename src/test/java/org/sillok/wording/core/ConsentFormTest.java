package org.sillok.wording.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sillok.terms.Action;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.DutyCode;
import org.sillok.terms.Purpose;

class ConsentFormTest {
    @Test
    void everyFieldNamesAMemberOfTheJsonAsTheDocumentationDoes() throws IOException {
        String pages = Files.readString(Path.of("docs/pages.md"));
        for (Language language : Language.values()) {
            List<Document.Entry> entries = ConsentForm.of(language).entries();
            assertThat(entries).hasSizeGreaterThan(25);
            assertThat(entries).allSatisfy(entry -> {
                assertThat(entry.member()).matches("[a-zA-Z]+(\\[\\])?(\\.[a-zA-Z]+(\\[\\])?)*");
                assertThat(pages).contains("| " + entry.number() + " | `" + entry.member() + "` |");
            });
            assertThat(entries.stream().map(Document.Entry::number).collect(Collectors.toSet()))
                    .hasSameSizeAs(entries);
            assertThat(Stream.of(pages.split("\n"))
                            .filter(line -> line.matches("\\| \\d+ \\| `.*"))
                            .count())
                    .isEqualTo(entries.size());
        }
    }

    @Test
    void bothLanguagesAskTheSame() {
        Document english = ConsentForm.of(Language.EN);
        Document korean = ConsentForm.of(Language.KO);
        assertThat(korean.entries()).isEqualTo(english.entries());
        assertThat(codes(korean)).isEqualTo(codes(english));
    }

    @Test
    void everyUseConditionAndDutyCanBeTicked() {
        Set<String> codes = codes(ConsentForm.of(Language.EN));
        for (Action action : Action.values()) {
            for (Purpose purpose : Purpose.values()) {
                assertThat(codes.contains(action + " " + purpose))
                        .as("%s %s", action, purpose)
                        .isEqualTo(purpose.broader().isEmpty());
            }
        }
        Set<ConditionCode> once =
                EnumSet.of(ConditionCode.VALID_FROM, ConditionCode.VALID_UNTIL, ConditionCode.REVIEW_BY);
        for (ConditionCode code : ConditionCode.values()) {
            assertThat(codes.contains(code.name())).as("%s", code).isEqualTo(!once.contains(code));
        }
        for (DutyCode code : DutyCode.values()) {
            assertThat(codes).contains(code.name());
        }
    }

    @Test
    void everythingOnTheFormIsInItsLanguage() {
        Document korean = ConsentForm.of(Language.KO);
        korean.sections().forEach(section -> assertThat(section.heading()).matches(".*[가-힣].*"));
        assertThat(Html.page(ConsentForm.of(Language.EN))).doesNotContainPattern("[가-힣]");
    }

    @Test
    void wordsOfACodeThatIsNotKnownAreTheCodeItself() {
        assertThat(ConsentCodes.METHOD.words("SMOKE_SIGNAL", Language.KO)).isEqualTo(Foreign.isolate("SMOKE_SIGNAL"));
        assertThat(ConsentCodes.METHOD.words("THUMBPRINT", Language.KO)).contains("지장");
    }

    private static Set<String> codes(Document document) {
        return document.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(ConsentFormTest::codes)
                .collect(Collectors.toSet());
    }

    private static Stream<String> codes(Block block) {
        if (block instanceof Block.Choice choice) {
            return choice.options().stream().map(Block.Option::code);
        }
        if (block instanceof Block.Grid grid) {
            return grid.rows().stream()
                    .flatMap(row -> grid.columns().stream().map(column -> row.code() + " " + column.code()));
        }
        return Stream.empty();
    }
}
