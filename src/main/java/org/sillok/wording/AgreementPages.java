package org.sillok.wording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.AgreementEdition;
import org.sillok.agreement.Agreements;
import org.sillok.agreement.core.Side;
import org.sillok.agreement.core.StoredText;
import org.sillok.agreement.core.TerminationEffect;
import org.sillok.agreement.core.VersionHead;
import org.sillok.agreement.core.VersionState;
import org.sillok.identity.Caller;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.AgreementState;
import org.sillok.terms.CaseRef;
import org.sillok.wording.core.AgreementPage;
import org.sillok.wording.core.Document;
import org.sillok.wording.core.Foreign;
import org.sillok.wording.core.Language;
import org.sillok.wording.core.Words;

/** Versions of agreements as pages, for those who may read the version; the look is recorded as one at the agreement. */
@ApplicationScoped
public class AgreementPages {
    /** In the order in which a page shows them. */
    private static final List<String> TEXTS = List.of(
            "title",
            "intention",
            "confidentiality",
            "conditionsForSharing",
            "conditionalConsent",
            "procedureForProvision",
            "handlingByRecipient");

    private final Agreements agreements;
    private final PartyNames names;

    AgreementPages(Agreements agreements, PartyNames names) {
        this.agreements = agreements;
        this.names = names;
    }

    /** The page of one version. */
    @Transactional
    public Outcome<Document> page(Caller caller, String id, String number, Language language, ZoneId zone) {
        return agreements.version(caller, id, number).map(edition -> {
            Set<PartyId> named = new HashSet<>(edition.version().signers());
            Function<PartyId, String> called = names.of(named, edition.text().clauses(), language);
            Words words = new Words(language, zone, called);
            return page(edition, words).document(words, called);
        });
    }

    private static AgreementPage page(AgreementEdition edition, Words words) {
        StoredText text = edition.text();
        VersionHead version = edition.version();
        Instant starts = version.startsAt();
        return new AgreementPage(
                edition.agreement().id().value(),
                version.number(),
                text.kind(),
                state(edition.agreement().state(version, edition.asOf()), words),
                sorted(text.parties(Side.PROVIDER)),
                sorted(text.parties(Side.RECIPIENT)),
                starts == null ? instant(text.draft(), "effectiveFrom") : starts,
                text.effectiveUntil(),
                more(text, words.language()),
                texts(text.draft()),
                text.clauses(),
                text.kind() == AgreementKind.COURT_ORDER ? List.of() : signatures(version, words.language()),
                edition.digest().base64Url());
    }

    private static String state(VersionState state, Words words) {
        Language language = words.language();
        return switch (state) {
            case DRAFT -> words.agreementState(AgreementState.DRAFT);
            case PROPOSED -> words.agreementState(AgreementState.PROPOSED);
            case IN_FORCE -> words.agreementState(AgreementState.IN_FORCE);
            case SUSPENDED -> words.agreementState(AgreementState.SUSPENDED);
            case EXPIRED -> words.agreementState(AgreementState.EXPIRED);
            case TERMINATED -> words.agreementState(AgreementState.TERMINATED);
            case WITHDRAWN ->
                language.of("Withdrawn before all had signed. It never counted.", "모두 서명하기 전에 철회되어 효력이 없습니다.");
            case AGREED -> language.of("Signed by all. Its time has not come yet.", "모두 서명했으나 아직 효력이 시작되지 않았습니다.");
            case REPLACED -> language.of("Replaced by a later version.", "이후의 판으로 대체되었습니다.");
        };
    }

    private static List<AgreementPage.Fact> more(StoredText text, Language language) {
        List<AgreementPage.Fact> more = new ArrayList<>();
        CaseRef caseRef = text.caseRef();
        if (caseRef != null) {
            more.add(new AgreementPage.Fact(language.of("For the case", "대상 사건"), Foreign.isolate(caseRef.value())));
        }
        String umbrella = text.umbrella();
        if (umbrella != null) {
            more.add(new AgreementPage.Fact(
                    language.of("Made under the agreement", "상위 합의"), Foreign.isolate(umbrella)));
        }
        days(text.draft(), "reviewPeriodDays", language.of("Looked at again", "재검토"), language, more);
        days(
                text.draft(),
                "recallDeadlineDays",
                language.of("A recall is answered within", "회수 요청에 답하는 기한"),
                language,
                more);
        more.add(new AgreementPage.Fact(
                language.of("When it ends", "합의가 끝나면"), termination(text.onTermination(), language)));
        more.add(new AgreementPage.Fact(
                language.of("What it forbids", "금지 사항"),
                text.prohibitionsSurvive()
                        ? language.of("stays forbidden when it ends or is suspended", "합의가 끝나거나 정지되어도 계속 금지됩니다.")
                        : language.of("is forbidden only while it is in force", "합의에 효력이 있는 동안에만 금지됩니다.")));
        return more;
    }

    private static void days(
            JsonObject draft, String member, String label, Language language, List<AgreementPage.Fact> more) {
        draft.find(member)
                .map(JsonValue::asLong)
                .ifPresent(days -> more.add(new AgreementPage.Fact(label, language.of(days + " days", days + "일"))));
    }

    private static String termination(TerminationEffect effect, Language language) {
        return switch (effect) {
            case RETAIN ->
                language.of(
                        "the recipients keep the material, under the terms as they were",
                        "받은 곳이 기존 조건에 따라 자료를 계속 보관합니다.");
            case RETURN -> language.of("the recipients give the material back", "받은 곳이 자료를 돌려줍니다.");
            case DESTROY -> language.of("the recipients destroy the material", "받은 곳이 자료를 파기합니다.");
            case QUARANTINE ->
                language.of(
                        "the recipients lock the material away until it is decided",
                        "결정될 때까지 받은 곳이 자료를 사용하지 않고 봉인합니다.");
        };
    }

    private static Map<String, Multilingual> texts(JsonObject draft) {
        Map<String, Multilingual> texts = new LinkedHashMap<>();
        for (String name : TEXTS) {
            Map<String, String> byTag = new HashMap<>();
            draft.object(name).members().forEach((tag, text) -> byTag.put(tag, text.asText()));
            texts.put(name, Multilingual.of(byTag, Integer.MAX_VALUE));
        }
        return texts;
    }

    private static List<AgreementPage.Signature> signatures(VersionHead version, Language language) {
        return sorted(version.signers()).stream()
                .map(party -> new AgreementPage.Signature(
                        party,
                        version.signed().contains(party)
                                ? language.of("signed", "서명함")
                                : version.onPaper().containsKey(party)
                                        ? language.of(
                                                "recorded on paper, not confirmed yet", "서면 서명이 기록되었으나 아직 확인되지 않음")
                                        : language.of("missing", "서명하지 않음")))
                .toList();
    }

    private static List<PartyId> sorted(Set<PartyId> parties) {
        return parties.stream().sorted(Comparator.comparing(PartyId::value)).toList();
    }

    private static @Nullable Instant instant(JsonObject draft, String member) {
        return draft.find(member).map(JsonValue::asText).map(Timestamps::parse).orElse(null);
    }
}
