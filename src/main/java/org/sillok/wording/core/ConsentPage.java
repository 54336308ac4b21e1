package org.sillok.wording.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.terms.Clause;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Scope;
import org.sillok.terms.Window;

/**
 * One version of a consent, as it is put on a page. It knows the person by pseudonym only.
 *
 * @param current whether this is the version that counts, or was the last to count
 * @param state of the consent as a whole, now
 * @param notice what had been explained, by the codes of {@link ConsentCodes#NOTICE_POINT}; null if nothing is on record
 * @param capacity as it was written; null if the person spoke
 * @param method null if it is not on record
 * @param givenAt as precisely as is known, as it is written down; null if it is not on record
 */
public record ConsentPage(
        String id,
        int number,
        String pseudonym,
        boolean current,
        ConsentState state,
        @Nullable List<String> notice,
        String type,
        String expressedBy,
        @Nullable String capacity,
        @Nullable String method,
        @Nullable String givenAt,
        Window window,
        @Nullable Instant reviewBy,
        Scope scope,
        List<Clause> terms,
        @Nullable String note) {
    public ConsentPage {
        notice = notice == null ? null : List.copyOf(notice);
        terms = List.copyOf(terms);
    }

    /** What somebody said stays out of logs. */
    @Override
    public String toString() {
        return id + "/" + number;
    }

    public Document document(Words words) {
        Language language = words.language();
        List<Document.Section> sections = new ArrayList<>();
        if (!current) {
            sections.add(Document.Section.of(
                    language.of("Please note", "주의"),
                    new Block.Note(language.of(
                            "This is not the version that counts. What stands here permits nothing.",
                            "이것은 효력이 있는 판이 아닙니다. 여기에 적힌 내용은 아무것도 허용하지 않습니다."))));
        }
        sections.add(Document.Section.of(language.of("At a glance", "한눈에 보기"), facts(words)));
        sections.add(new Document.Section(language.of("What was explained", "설명한 내용"), List.of(explained(language))));
        sections.add(ClauseBlocks.section(
                language.of("What may be done, and what may not", "할 수 있는 일과 할 수 없는 일"), words, terms));
        sections.add(
                Document.Section.of(language.of("What this means", "이 동의의 의미"), new Block.Items(meaning(language))));
        sections.add(Document.Section.of(
                language.of("How to take it back", "동의를 철회하는 방법"), new Block.Items(ConsentForm.withdrawal(language))));
        return new Document(
                language,
                language.of("Consent of ", "동의 - ") + Foreign.isolate(pseudonym),
                language.of("Version " + number + " of consent " + id + ".", "동의 " + id + "의 제" + number + "판입니다."),
                sections);
    }

    private Block facts(Words words) {
        Language language = words.language();
        String unknown = language.of("not on record", "기록 없음");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(language.of("State of the consent today", "현재 상태"), words.consentState(state)));
        rows.add(List.of(language.of("Who spoke", "말한 사람"), ConsentCodes.EXPRESSED_BY.words(expressedBy, language)));
        String as = capacity;
        if (as != null) {
            rows.add(List.of(language.of("In which capacity", "자격"), Foreign.isolate(as)));
        }
        String how = method;
        rows.add(List.of(
                language.of("How it was said", "표현 방법"),
                how == null ? unknown : ConsentCodes.METHOD.words(how, language)));
        rows.add(List.of(language.of("Kind of consent", "동의의 종류"), ConsentCodes.TYPE.words(type, language)));
        String when = givenAt;
        rows.add(List.of(language.of("When", "날짜"), when == null ? unknown : Foreign.isolate(when)));
        rows.add(List.of(language.of("How long it holds", "유효 기간"), words.window(window)));
        Instant review = reviewBy;
        rows.add(List.of(
                language.of("To be asked again by", "다시 물어볼 날"),
                review == null ? language.of("no day was set", "정하지 않음") : words.time(review)));
        rows.add(List.of(language.of("What it is about", "대상"), words.scope(scope)));
        String said = note;
        if (said != null) {
            rows.add(List.of(language.of("In other words", "그 밖의 말"), Foreign.isolate(said)));
        }
        return new Block.Table(
                language.of("What this consent is", "이 동의의 개요"),
                List.of(language.of("What", "항목"), language.of("Answer", "내용")),
                rows);
    }

    private Block explained(Language language) {
        List<String> points = notice;
        if (points == null || points.isEmpty()) {
            return new Block.Note(language.of("It is not on record what was explained.", "무엇을 설명하였는지 기록이 없습니다."));
        }
        return new Block.Items(points.stream()
                .map(point -> ConsentCodes.NOTICE_POINT.words(point, language))
                .toList());
    }

    private static List<String> meaning(Language language) {
        return List.of(
                language.of(
                        "Nothing is given to anybody unless this consent, an agreement with the recipient, and everybody"
                                + " else whom the material concerns allow it.",
                        "이 동의와 수령자와의 합의, 그리고 자료에 관련된 다른 모든 사람이 허용하는 경우에만 자료가 제공됩니다."),
                language.of(
                        "Each time it is decided anew, and each decision is recorded.",
                        "제공할 때마다 새로 결정하며, 모든 결정은 기록됩니다."),
                language.of(
                        "A recipient promises to keep the conditions. Whether it keeps its promise cannot be enforced by"
                                + " technical means.",
                        "수령자는 조건을 지키겠다고 약속합니다. 그 약속을 지키는지는 기술로 강제할 수 없습니다."));
    }
}
