package org.sillok.wording.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;

/**
 * What became of a withdrawal, as it is told to the person who asked for it: who had something, what they were asked, what they
 * answered. It names no material and no other person.
 *
 * @param ownDecision whether the reader, or somebody for the reader, decided it; false if an organisation or a court did
 * @param level how far it was withdrawn, as a code
 * @param asked what recipients were asked to do, as a code; null if nothing
 * @param respondBy null exactly if nothing was asked
 * @param lines one for each time that something was handed over, of which these may be only the first
 * @param times how often something was handed over
 */
public record RecallPage(
        String withdrawal,
        boolean ownDecision,
        String level,
        @Nullable String asked,
        Instant withdrawnAt,
        @Nullable Instant respondBy,
        boolean lifted,
        List<Line> lines,
        int times) {
    public RecallPage {
        lines = List.copyOf(lines);
    }

    /**
     * Who had something.
     *
     * @param madeAt when it was made ready for the recipient
     * @param loadedAt when the recipient had loaded all of it; null if it never did
     * @param spared why it was asked nothing, as a code; null if it was
     * @param overdue whether the time to answer is over without an answer
     * @param answer as a code; null if there is none
     * @param ground as a code; null if none was named
     */
    public record Line(
            PartyId recipient,
            @Nullable Instant madeAt,
            @Nullable Instant loadedAt,
            @Nullable String spared,
            boolean overdue,
            @Nullable String answer,
            @Nullable String ground,
            @Nullable Instant answeredAt) {}

    public Document document(Words words, Function<PartyId, String> names) {
        Language language = words.language();
        List<Document.Section> sections = new ArrayList<>();
        sections.add(Document.Section.of(
                ownDecision ? language.of("What you decided", "결정하신 내용") : language.of("What was decided", "결정된 내용"),
                new Block.Paragraph(RecallWords.level(level, language)),
                new Block.Paragraph(language.of(
                        "It was put on record on " + words.time(withdrawnAt) + ".",
                        words.time(withdrawnAt) + "에 기록하였습니다."))));
        if (lifted) {
            sections.add(Document.Section.of(
                    language.of("Please note", "주의"),
                    new Block.Note(language.of(
                            "This was taken back later. Nobody is asked for anything any more.",
                            "이 결정은 나중에 취소되었습니다. 이제 아무에게도 요청하지 않습니다."))));
        }
        sections.add(new Document.Section(language.of("Who had it", "자료를 받은 곳"), had(words, names)));
        sections.add(Document.Section.of(
                language.of("What this means", "알아 두실 점"), new Block.Items(RecallWords.meaning(language))));
        sections.add(Document.Section.of(
                language.of("If you want to know more", "더 알고 싶으시면"),
                new Block.Paragraph(language.of(
                        "Ask those who gave you this page. You may ask at any time, and you need not say why.",
                        "이 안내를 드린 사람에게 물어보십시오. 언제든지 물어볼 수 있으며 이유를 말할 필요가 없습니다."))));
        return new Document(
                language,
                ownDecision
                        ? language.of("What became of your decision", "결정하신 일의 결과")
                        : language.of("What became of the decision", "결정의 결과"),
                language.of("Report on withdrawal " + withdrawal + ".", "철회 " + withdrawal + "에 대한 보고입니다."),
                sections);
    }

    private List<Block> had(Words words, Function<PartyId, String> names) {
        Language language = words.language();
        List<Block> blocks = new ArrayList<>();
        blocks.add(recipients(words, names));
        if (lines.size() < times) {
            blocks.add(new Block.Note(language.of(
                    "It was handed over " + times + " times. The first " + lines.size()
                            + " stand here; ask us about the others.",
                    "모두 " + times + "번 제공하였습니다. 그 가운데 " + lines.size() + "건만 적었습니다. 나머지는 저희에게 물어보십시오.")));
        }
        if (!lines.isEmpty()) {
            blocks.add(new Block.Note(language.of(
                    "Those who have it may have passed it on; ask us what they reported.",
                    "받은 곳이 다른 곳에 전하였을 수 있습니다. 알려 온 내용은 저희에게 물어보십시오.")));
        }
        return blocks;
    }

    private Block recipients(Words words, Function<PartyId, String> names) {
        Language language = words.language();
        if (lines.isEmpty()) {
            return new Block.Note(language.of(
                    "Nobody outside had received it. So nobody had to be asked to give it back.",
                    "밖에서 이 자료를 받은 곳이 없습니다. 그래서 돌려 달라고 요청할 곳도 없었습니다."));
        }
        List<List<String>> rows = lines.stream()
                .map(line -> List.of(
                        Foreign.isolate(names.apply(line.recipient())),
                        handedOver(line, words),
                        wanted(line, language),
                        answered(line, words)))
                .toList();
        return new Block.Table(
                language.of("Who had it, and what they said", "받은 곳과 답한 내용"),
                List.of(
                        language.of("Organisation", "기관"),
                        language.of("Did it get it?", "받았습니까?"),
                        language.of("What it was asked", "요청한 일"),
                        language.of("What it answered", "답한 내용")),
                rows);
    }

    private String wanted(Line line, Language language) {
        String code = asked;
        return code == null || line.spared() != null
                ? language.of("nothing", "요청하지 않음")
                : RecallWords.asked(code, language);
    }

    private static String handedOver(Line line, Words words) {
        Language language = words.language();
        Instant loaded = line.loadedAt();
        if (loaded != null) {
            return language.of(
                    "Yes, all of it by " + words.time(loaded) + ".", "예. " + words.time(loaded) + "에 모두 받았습니다.");
        }
        Instant made = line.madeAt();
        return made == null
                ? language.of("It is not known any more.", "더 이상 알 수 없습니다.")
                : language.of(
                        "It was ready from " + words.time(made)
                                + " on. Not all of it was fetched; a part may have been.",
                        words.time(made) + "부터 받을 수 있었습니다. 모두 받지는 않았지만 일부는 받았을 수 있습니다.");
    }

    private String answered(Line line, Words words) {
        Language language = words.language();
        String spared = line.spared();
        if (spared != null) {
            return RecallWords.spared(spared, language);
        }
        String code = line.answer();
        Instant at = line.answeredAt();
        if (code == null || at == null) {
            if (lifted) {
                return language.of("It did not answer.", "답하지 않았습니다.");
            }
            Instant until = respondBy;
            return line.overdue() || until == null
                    ? language.of(
                            "It has not answered, although the time is over. It is asked again and again.",
                            "기한이 지났지만 아직 답하지 않았습니다. 계속 묻고 있습니다.")
                    : language.of(
                            "It has not answered yet. It has time until " + words.time(until) + ".",
                            "아직 답하지 않았습니다. 답할 기한은 " + words.time(until) + "까지입니다.");
        }
        String ground = line.ground();
        String said =
                RecallWords.answer(code, language) + (ground == null ? "" : " " + RecallWords.ground(ground, language));
        return said + " " + language.of("(on " + words.time(at) + ")", "(" + words.time(at) + ")");
    }
}
