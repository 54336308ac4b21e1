package org.sillok.wording.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.Clause;

/**
 * One version of an agreement, as it is put on a page.
 *
 * @param state how the version stands, in words
 * @param from from when on it counts; null if from the last signature
 * @param until null: until it is terminated
 * @param more what else was agreed, each with what it is called, in words
 * @param texts the texts that every agreement has, by the names of their members, in the order of the page
 * @param digest SHA-256 of the bytes that are signed, base64url
 */
public record AgreementPage(
        String id,
        int number,
        AgreementKind kind,
        String state,
        List<PartyId> providers,
        List<PartyId> recipients,
        @Nullable Instant from,
        @Nullable Instant until,
        List<Fact> more,
        Map<String, Multilingual> texts,
        List<Clause> clauses,
        List<Signature> signatures,
        String digest) {
    /**
     * Where a party stands with its signature.
     *
     * @param state in words
     */
    public record Signature(PartyId party, String state) {}

    /** Something that was agreed. */
    public record Fact(String label, String text) {}

    private static final String TITLE = "title";

    public AgreementPage {
        providers = List.copyOf(providers);
        recipients = List.copyOf(recipients);
        more = List.copyOf(more);
        clauses = List.copyOf(clauses);
        signatures = List.copyOf(signatures);
    }

    /** Texts and names stay out of logs. */
    @Override
    public String toString() {
        return id + "/" + number;
    }

    /** The page, in the language of the words; texts that do not exist in it are shown in every language that they have. */
    public Document document(Words words, Function<PartyId, String> names) {
        Language language = words.language();
        List<Document.Section> sections = new ArrayList<>();
        sections.add(Document.Section.of(language.of("At a glance", "한눈에 보기"), facts(words, names)));
        sections.add(texts(language));
        sections.add(ClauseBlocks.section(
                language.of("What may be done, and what may not", "할 수 있는 일과 할 수 없는 일"), words, clauses));
        sections.add(signatures(language, names));
        Multilingual title = texts.get(TITLE);
        return new Document(
                language,
                title == null ? language.of("Agreement", "합의서") : in(title, language),
                language.of("Version " + number + " of agreement " + id + ".", "합의 " + id + "의 제" + number + "판입니다."),
                sections);
    }

    private Block facts(Words words, Function<PartyId, String> names) {
        Language language = words.language();
        Instant begin = from;
        Instant end = until;
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(language.of("Kind", "종류"), words.agreementKind(kind)));
        rows.add(List.of(language.of("State", "상태"), state));
        rows.add(List.of(language.of("Who provides", "제공하는 곳"), parties(providers, names)));
        rows.add(List.of(language.of("Who receives", "받는 곳"), parties(recipients, names)));
        rows.add(List.of(
                language.of("From", "시작"),
                begin == null ? language.of("when all have signed", "모두 서명한 때") : words.time(begin)));
        rows.add(List.of(
                language.of("Until", "끝"),
                end == null ? language.of("until it is terminated", "종료할 때까지") : words.time(end)));
        more.forEach(fact -> rows.add(List.of(fact.label(), fact.text())));
        rows.add(List.of(language.of("Digest of the signed bytes (SHA-256)", "서명 대상의 해시(SHA-256)"), digest));
        return new Block.Table(
                language.of("What this agreement is", "이 합의의 개요"),
                List.of(language.of("What", "항목"), language.of("Answer", "내용")),
                rows);
    }

    private Document.Section texts(Language language) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Paragraph(
                language.of("These texts stand here as the parties wrote them.", "다음은 당사자들이 쓴 글 그대로입니다.")));
        texts.forEach((name, text) -> {
            if (!name.equals(TITLE)) {
                blocks.add(new Block.Note(heading(name, language) + "\n" + in(text, language)));
            }
        });
        return new Document.Section(language.of("What the parties wrote", "당사자들이 쓴 내용"), blocks);
    }

    private Document.Section signatures(Language language, Function<PartyId, String> names) {
        if (signatures.isEmpty()) {
            return Document.Section.of(
                    language.of("Signatures", "서명"),
                    new Block.Paragraph(language.of("Nobody has to sign this.", "서명이 필요하지 않습니다.")));
        }
        return Document.Section.of(
                language.of("Signatures", "서명"),
                new Block.Table(
                        language.of("Who has signed", "서명 현황"),
                        List.of(language.of("Organisation", "단체"), language.of("Signature", "서명")),
                        signatures.stream()
                                .map(one -> List.of(Foreign.isolate(names.apply(one.party())), one.state()))
                                .toList()));
    }

    private static String parties(List<PartyId> parties, Function<PartyId, String> names) {
        return String.join(
                "\n", parties.stream().map(names).map(Foreign::isolate).toList());
    }

    /** Each heading is a word of this service; a member of a later version is called by its name. */
    private static String heading(String member, Language language) {
        return switch (member) {
            case "intention" -> language.of("Why this agreement is made", "합의의 취지");
            case "confidentiality" -> language.of("Confidentiality", "비밀 유지");
            case "conditionsForSharing" -> language.of("Conditions for sharing", "공유의 조건");
            case "conditionalConsent" -> language.of("Consent on conditions", "조건부 동의");
            case "procedureForProvision" -> language.of("How material is provided", "자료 제공 절차");
            case "handlingByRecipient" -> language.of("How the recipient handles it", "받은 곳의 취급");
            default -> Foreign.isolate(member);
        };
    }

    private static String in(Multilingual text, Language language) {
        SortedMap<LanguageTag, String> all = text.texts();
        for (Map.Entry<LanguageTag, String> one : all.entrySet()) {
            if (Language.ofTag(one.getKey().value()).filter(language::equals).isPresent()) {
                return Foreign.isolate(one.getValue());
            }
        }
        return String.join(
                "\n",
                all.entrySet().stream()
                        .map(one -> "[" + one.getKey() + "] " + Foreign.isolate(one.getValue()))
                        .toList());
    }
}
