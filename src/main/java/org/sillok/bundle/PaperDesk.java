package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sillok.agreement.AgreementBeginnings;
import org.sillok.bundle.core.Cover;
import org.sillok.bundle.core.Papers;
import org.sillok.identity.Parties;
import org.sillok.identity.PartyKeys;
import org.sillok.identity.core.PartyKey;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.odrl.AgreementTerms;
import org.sillok.problem.Outcome;
import org.sillok.request.Sealable;
import org.sillok.request.core.RequestTerms;
import org.sillok.terms.Agreement;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.QuestionWriter;

/** The papers of a bundle and its cover: who approved what, under which terms, for whom. Joins a transaction in the system's scope. */
@ApplicationScoped
class PaperDesk {
    private final Parties parties;
    private final PartyKeys partyKeys;
    private final AgreementBeginnings beginnings;
    private final ConsentReceipts consentReceipts;

    PaperDesk(Parties parties, PartyKeys partyKeys, AgreementBeginnings beginnings, ConsentReceipts consentReceipts) {
        this.parties = parties;
        this.partyKeys = partyKeys;
        this.beginnings = beginnings;
        this.consentReceipts = consentReceipts;
    }

    /** Papers and cover together. */
    record Written(Papers papers, Cover cover) {}

    /**
     * Writes both.
     *
     * @throws NotSealableException if something that has to be in them cannot be said
     */
    @Transactional(TxType.MANDATORY)
    Written write(Sealable.Yes sealable) {
        ObligationTexts texts = new ObligationTexts();
        Map<InstrumentRef, Agreement> agreements = agreements(sealable);
        Map<String, InstrumentRef> shown = new HashMap<>();
        agreements.keySet().forEach(ref -> shown.put(ref.toString(), ref));
        Set<JsonObject> handling = new LinkedHashSet<>();
        Map<InstrumentRef, Set<JsonObject>> undertaken = new TreeMap<>();
        for (Sealable.Granted line : sealable.granted()) {
            handling.addAll(
                    ObligationTexts.of(line.grant().decision(), sealable.ask().caseRef()));
            QuestionWriter.write(line.grant().decision()).array("obligations").values().stream()
                    .map(JsonValue::asObject)
                    .forEach(one -> Optional.ofNullable(shown.get(ObligationTexts.instrument(one)))
                            .ifPresent(ref -> undertaken
                                    .computeIfAbsent(ref, none -> new LinkedHashSet<>())
                                    .add(ObligationTexts.tellable(
                                            one, sealable.ask().caseRef()))));
        }
        sealable.terms().undertakings().stream()
                .sorted()
                .map(code -> JsonObject.builder().put("code", code.name()).build())
                .filter(promised ->
                        handling.stream().noneMatch(one -> one.text("code").equals(promised.text("code"))))
                .toList()
                .forEach(handling::add);
        List<JsonObject> marks = handling.stream()
                .sorted(Comparator.comparing(CompactJson::text))
                .toList();
        return new Written(
                new Papers(
                        sealable.request(),
                        sealable.revision(),
                        holders(sealable),
                        terms(agreements.values()),
                        consentReceipts.of(sealable),
                        undertakings(undertaken, texts),
                        marks),
                cover(sealable, marks.stream().map(texts::text).distinct().toList()));
    }

    /** Under which agreements it is handed over, as far as the recipient is a party to them. Answers are the holders' own. */
    private static Map<InstrumentRef, Agreement> agreements(Sealable.Yes sealable) {
        Map<InstrumentRef, Agreement> agreements = new TreeMap<>();
        sealable.grounds().agreements().stream()
                .filter(agreement -> agreement.kind() != AgreementKind.COURT_ORDER)
                .filter(agreement -> agreement.recipients().contains(sealable.requester())
                        || agreement.providers().contains(sealable.requester()))
                .forEach(agreement -> agreements.put(agreement.ref(), withoutAnswers(agreement)));
        return agreements;
    }

    private static Agreement withoutAnswers(Agreement agreement) {
        return new Agreement(
                agreement.ref(),
                agreement.kind(),
                agreement.state(),
                agreement.providers(),
                agreement.recipients(),
                agreement.umbrella(),
                agreement.caseRef(),
                agreement.window(),
                agreement.prohibitionsSurvive(),
                agreement.clauses(),
                List.of());
    }

    private static Bytes terms(Collection<Agreement> agreements) {
        Outcome<Bytes> written = AgreementTerms.of(List.copyOf(agreements));
        if (written instanceof Outcome.Done<Bytes> done) {
            return done.value();
        }
        // Why says the profile, perhaps in words of the terms; what is said here is kept in clear.
        throw new NotSealableException("The terms cannot be written as one policy of ODRL.");
    }

    private List<Papers.Undertaking> undertakings(
            Map<InstrumentRef, Set<JsonObject>> undertaken, ObligationTexts texts) {
        Map<InstrumentRef, Digest> statements = beginnings.of(undertaken.keySet());
        return undertaken.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(one -> new Papers.Undertaking(
                                new AgreementId(entry.getKey().id()),
                                began(statements, entry.getKey()),
                                texts.text(one))))
                .distinct()
                .toList();
    }

    private static Digest began(Map<InstrumentRef, Digest> statements, InstrumentRef agreement) {
        Digest statement = statements.get(agreement);
        if (statement == null) {
            throw new IllegalStateException("nothing says that " + agreement + " took effect: run an audit");
        }
        return statement;
    }

    /** Those whose material is in it, each with who signed for it; nobody's person is named. */
    private List<Papers.Holder> holders(Sealable.Yes sealable) {
        Set<PartyId> here = owners(sealable);
        Map<PartyId, List<PartyKey>> keys = new HashMap<>();
        return sealable.holders().stream()
                .filter(holder -> here.contains(holder.party()))
                .sorted(Comparator.comparing(holder -> holder.party().value()))
                .map(holder -> new Papers.Holder(
                        holder.party(),
                        holder.basis(),
                        holder.signatures().stream()
                                .map(one -> approval(one, keys.computeIfAbsent(one.party(), partyKeys::history)))
                                .toList()))
                .toList();
    }

    private static Papers.Approval approval(Sealable.Signature signature, List<PartyKey> keys) {
        return keys.stream()
                .filter(key -> key.id().equals(signature.key()))
                .findFirst()
                .map(key -> new Papers.Approval(signature.party(), key.spki(), signature.signature()))
                .orElseThrow(() -> new IllegalStateException("a key that signed is not there any more"));
    }

    private static Set<PartyId> owners(Sealable.Yes sealable) {
        Set<PartyId> owners = new HashSet<>();
        sealable.granted().forEach(line -> owners.add(line.holder()));
        return owners;
    }

    private Cover cover(Sealable.Yes sealable, List<Multilingual> conditions) {
        Set<PartyId> owners = owners(sealable);
        PartyId repository = parties.repository();
        Set<PartyId> all = new HashSet<>(owners);
        all.add(sealable.requester());
        all.add(repository);
        Map<PartyId, Multilingual> names = parties.names(all);
        RequestTerms terms = sealable.terms();
        String proceeding = String.join(
                ", ",
                Stream.concat(
                                Stream.ofNullable(terms.proceeding()).map(Enum::name),
                                Stream.ofNullable(terms.caseRef()).map(one -> one.value()))
                        .toList());
        return new Cover(
                sealable.requester(),
                name(names, sealable.requester()),
                owners.stream()
                        .sorted(Comparator.comparing(PartyId::value))
                        .map(owner -> name(names, owner))
                        .toList(),
                new TreeSet<>(terms.purposes()),
                proceeding.isEmpty() ? Optional.empty() : Optional.of(proceeding),
                Optional.of(lastDay(sealable)),
                conditions,
                contact(name(names, repository)));
    }

    private static Multilingual name(Map<PartyId, Multilingual> names, PartyId party) {
        Multilingual name = names.get(party);
        if (name == null) {
            throw new NotSealableException("The name of an organisation that has to be named cannot be read.");
        }
        return name;
    }

    /** The last day on which all of it is permitted. */
    private static LocalDate lastDay(Sealable.Yes sealable) {
        Instant end = sealable.until();
        for (Sealable.Granted line : sealable.granted()) {
            Instant until = line.grant().decision().window().until();
            end = until != null && until.isBefore(end) ? until : end;
        }
        return LocalDate.ofInstant(end.minusMillis(1), ZoneOffset.UTC);
    }

    private static Multilingual contact(Multilingual repository) {
        Map<String, String> names = repository.byTag();
        String any = names.values().iterator().next();
        return Multilingual.of(
                Map.of(
                        "en",
                        names.getOrDefault("en", any)
                                + ": write there and name the number of this bundle, to ask for more, also for what"
                                + " speaks for an accused, and to report a loss or a mistake.",
                        "ko",
                        names.getOrDefault("ko", any)
                                + ": 이 묶음의 번호를 적어 문의하십시오. 피의자에게 유리한 자료를 포함한 추가 자료의 요청과 분실이나 오류의 신고도 같습니다."),
                Integer.MAX_VALUE);
    }
}
