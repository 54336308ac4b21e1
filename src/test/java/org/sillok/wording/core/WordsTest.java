package org.sillok.wording.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Action;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.AgreementState;
import org.sillok.terms.ClauseId;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.ConsentState;
import org.sillok.terms.DutyCode;
import org.sillok.terms.Effect;
import org.sillok.terms.Lineage;
import org.sillok.terms.Part;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Place;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;
import org.sillok.terms.Recipient;
import org.sillok.terms.Relation;
import org.sillok.terms.Scope;
import org.sillok.terms.Selection;
import org.sillok.terms.Term;
import org.sillok.terms.UnreadableClause;
import org.sillok.terms.Window;

class WordsTest {
    @ParameterizedTest
    @EnumSource(Language.class)
    void everyCodeOfEveryListHasWordsOfItsOwn(Language language) {
        Words words = SampleTerms.words(language);
        different(language, ConditionCode.values(), code -> words.condition(SampleTerms.condition(code)));
        different(language, DutyCode.values(), code -> words.duty(SampleTerms.duty(code)));
        different(language, Action.values(), words::action);
        different(language, Purpose.values(), words::purpose);
        different(language, PartyClass.values(), words::partyClass);
        different(language, Proceeding.values(), words::proceeding);
        different(language, Place.values(), words::place);
        different(language, Part.values(), words::part);
        different(language, Lineage.values(), words::lineage);
        different(language, Effect.values(), words::effect);
        different(language, Relation.values(), words::relation);
        different(language, AgreementKind.values(), words::agreementKind);
        different(language, AgreementState.values(), words::agreementState);
        different(language, ConsentState.values(), words::consentState);
    }

    @Test
    void everySentenceIsPoliteKoreanOrEndsLikeEnglish() {
        for (ConditionCode code : ConditionCode.values()) {
            assertThat(SampleTerms.words(Language.KO).condition(SampleTerms.condition(code)))
                    .satisfiesAnyOf(
                            text -> assertThat(text).endsWith("니다."),
                            text -> assertThat(text).contains("니다: "));
            assertThat(SampleTerms.words(Language.EN).condition(SampleTerms.condition(code)))
                    .endsWith(".");
        }
        for (DutyCode code : DutyCode.values()) {
            assertThat(SampleTerms.words(Language.KO).duty(SampleTerms.duty(code)))
                    .endsWith("니다.");
        }
        for (ConsentState state : ConsentState.values()) {
            assertThat(SampleTerms.words(Language.KO).consentState(state)).endsWith("니다.");
        }
        for (AgreementState state : AgreementState.values()) {
            assertThat(SampleTerms.words(Language.KO).agreementState(state)).endsWith("니다.");
        }
    }

    @Test
    void aPermissionReadsLikeASentence() {
        assertThat(plain(SampleTerms.words(Language.EN)
                        .clause(SampleTerms.simple(Effect.PERMIT))
                        .rule()))
                .isEqualTo("가상 재판소 may look at it where it is kept and receive it. This is for criminal prosecution.");
        assertThat(plain(SampleTerms.words(Language.KO)
                        .clause(SampleTerms.simple(Effect.PERMIT))
                        .rule()))
                .isEqualTo("가상 재판소는 다음을 할 수 있습니다: 보관된 곳에서 열람하기, 자료를 받기. 목적: 형사 기소.");
    }

    @Test
    void aProhibitionSaysThatSomethingMayNotBeDone() {
        Term forbidden = SampleTerms.simple(Effect.PROHIBIT);
        assertThat(plain(SampleTerms.words(Language.EN).clause(forbidden).rule()))
                .isEqualTo(
                        "가상 재판소 may not look at it where it is kept or receive it. This is for criminal prosecution.");
        assertThat(plain(SampleTerms.words(Language.KO).clause(forbidden).rule()))
                .contains("할 수 없습니다");
        Term all = with(forbidden, Selection.anyExcept(Set.of(new Recipient.One(SampleTerms.CENTRE))));
        assertThat(plain(SampleTerms.words(Language.EN).clause(all).rule()))
                .startsWith("Nobody except Fictitious Centre may look");
        assertThat(plain(SampleTerms.words(Language.KO).clause(all).rule()))
                .startsWith("Fictitious Centre 외에는 누구도 다음을 할 수 없습니다");
    }

    @Test
    void everythingThatLimitsAClauseIsSaid() {
        Term term = SampleTerms.everything();
        ClauseWords said = SampleTerms.words(Language.EN).clause(term);
        assertThat(said.conditions()).hasSize(ConditionCode.values().length);
        assertThat(said.duties()).hasSize(DutyCode.values().length);
        assertThat(said.but())
                .hasSize(said.limits().size()
                        + said.conditions().size()
                        + said.duties().size());
        String limits = String.join(" ", said.limits());
        assertThat(limits)
                .contains("the recipient’s seat is in South Korea (KR) or Netherlands (NL)")
                .contains("the place where it is kept is in any state (but not North Korea (KP))")
                .contains("the place of the proceeding is in any state.")
                .contains("handed on to is in ")
                .contains("international criminal proceedings")
                .contains("only about the record about it (title, names, dates) and what it contains")
                .contains("not about the original")
                .contains("from 1 March 2027, 00:00 (Korean time) on")
                .contains("until 1 October 2030, 00:00:30.500 (Korean time)");
        assertThat(plain(said.rule()))
                .contains("가상 재판소 and any accountability mechanism (but not Fictitious Centre) may")
                .contains("any purpose (but not media and intelligence)");
        ClauseWords korean = SampleTerms.words(Language.KO).clause(term);
        assertThat(korean.limits()).hasSameSizeAs(said.limits());
        assertThat(String.join(" ", korean.limits()))
                .contains("수령자의 소재지가 다음 국가에 있을 때에만")
                .contains("북한(KP)")
                .contains("2027년 3월 1일 00:00(한국 시간)부터");
    }

    @Test
    void aClauseAboutNothingSaysSo() {
        Term nobody = with(SampleTerms.simple(Effect.PERMIT), Selection.only(Set.of()));
        assertThat(SampleTerms.words(Language.EN).clause(nobody).rule())
                .isEqualTo("This clause permits nothing to anybody.");
        Term taken = with(
                SampleTerms.simple(Effect.PROHIBIT),
                new Selection<>(
                        false,
                        Set.of(new Recipient.One(SampleTerms.COURT)),
                        Set.of(new Recipient.One(SampleTerms.COURT))));
        assertThat(SampleTerms.words(Language.KO).clause(taken).rule()).contains("아무것도 금지하지 않습니다");
    }

    @Test
    void aClauseThatCannotBeReadForbidsEverything() {
        assertThat(SampleTerms.words(Language.EN)
                        .clause(new UnreadableClause(new ClauseId("9")))
                        .rule())
                .contains("forbids everything");
        assertThat(SampleTerms.words(Language.KO)
                        .clause(new UnreadableClause(new ClauseId("9")))
                        .rule())
                .contains("모든 것을 금지");
    }

    @Test
    void theSameTermIsAlwaysTheSameWords() {
        for (Language language : Language.values()) {
            ClauseWords once = SampleTerms.words(language).clause(SampleTerms.everything());
            assertThat(SampleTerms.words(language).clause(SampleTerms.everything()))
                    .isEqualTo(once);
        }
    }

    @Test
    void timesAreSaidInTheZoneThatWasAskedFor() {
        Instant noon = Instant.parse("2026-06-30T12:00:00Z");
        assertThat(SampleTerms.words(Language.KO).time(noon)).isEqualTo("2026년 6월 30일 21:00(한국 시간)");
        assertThat(new Words(Language.EN, ZoneId.of("Europe/Paris"), SampleTerms::name).time(noon))
                .isEqualTo("30 June 2026, 14:00 (Europe/Paris)");
        assertThat(new Words(Language.KO, ZoneId.of("Europe/Paris"), SampleTerms::name).time(noon))
                .isEqualTo("2026년 6월 30일 14:00(Europe/Paris)");
    }

    @Test
    void openWindowsAreSaid() {
        Words words = SampleTerms.words(Language.EN);
        assertThat(words.window(Window.ALWAYS)).isEqualTo("This has no limit in time.");
        assertThat(words.window(Window.from(SampleTerms.SPRING)))
                .isEqualTo("This applies from 1 March 2027, 00:00 (Korean time) on.");
        assertThat(words.window(Window.until(SampleTerms.SPRING))).startsWith("This applies until 1 March");
    }

    @Test
    void particlesFollowTheSoundOfAName() {
        assertThat(Names.with("법원", "은", "는")).isEqualTo("법원은");
        assertThat(Names.with(Foreign.isolate("재판소"), "은", "는")).isEqualTo(Foreign.isolate("재판소") + "는");
        assertThat(Names.with("ICC", "은", "는")).isEqualTo("ICC은(는)");
        assertThat(Names.with("", "은", "는")).isEqualTo("은(는)");
    }

    @Test
    void statesWithoutANameKeepTheirCode() {
        assertThat(SampleTerms.words(Language.EN).state(new StateCode("QM"))).contains("QM");
        assertThat(SampleTerms.words(Language.KO).state(new StateCode("KR"))).isEqualTo("대한민국(KR)");
    }

    @Test
    void aBroaderPurposeNamesWhatItIncludes() {
        assertThat(SampleTerms.words(Language.EN).purpose(Purpose.ADVOCACY))
                .isEqualTo("advocacy (which includes public report and media)");
        assertThat(SampleTerms.words(Language.EN).purpose(Purpose.MEDIA)).isEqualTo("media");
    }

    @Test
    void aScopeOfNothingSaysSo() {
        assertThat(SampleTerms.words(Language.EN).scope(new Scope(Set.of(), Lineage.ORIGINAL_ONLY)))
                .isEqualTo("This is about nothing.");
        assertThat(SampleTerms.words(Language.KO).scope(Scope.EVERYTHING)).contains("자료의 내용");
    }

    private static Term with(Term term, Selection<Recipient> recipients) {
        return new Term(
                term.id(),
                term.effect(),
                term.actions(),
                recipients,
                term.purposes(),
                Map.of(),
                term.proceedings(),
                term.scope(),
                term.window(),
                List.of(),
                Set.of());
    }

    private static <E extends Enum<E>> void different(Language language, E[] codes, Function<E, String> words) {
        List<String> all = new ArrayList<>(Arrays.stream(codes).map(words).toList());
        assertThat(all).allSatisfy(text -> {
            assertThat(text).isNotBlank();
            assertThat(text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL))
                    .as(text)
                    .isEqualTo(language == Language.KO
                            || text.contains("가상")
                            || text.contains("언니")
                            || text.contains("사건"));
        });
        assertThat(new HashSet<>(all)).as("%s", all).hasSameSizeAs(all);
    }

    private static String plain(String text) {
        return text.replace(String.valueOf(Foreign.BEGIN), "").replace(String.valueOf(Foreign.END), "");
    }
}
