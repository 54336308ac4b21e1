package org.sillok.terms;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.StateCode;

/** Who and what the tests of the evaluator are about: two organisations that own, one that asks, and a testimony. */
final class Cast {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final PartyId OWNER = new PartyId("pty_" + code(1));
    static final PartyId JOINT_OWNER = new PartyId("pty_" + code(2));
    static final PartyId COURT = new PartyId("pty_" + code(3));
    static final SourceId WITNESS = new SourceId("src_" + code(1));
    static final RequestId REQUEST = new RequestId("req_" + code(1));
    static final RequestId ANOTHER_REQUEST = new RequestId("req_" + code(2));
    static final CaseRef CASE = new CaseRef("the case");
    static final CaseRef ANOTHER_CASE = new CaseRef("another case");
    static final StateCode HERE = new StateCode("AA");
    static final StateCode THERE = new StateCode("BB");
    static final StateCode ELSEWHERE = new StateCode("CC");
    static final ItemId ITEM = new ItemId("itm_" + code(1));
    static final MaterialRef TESTIMONY = version(1);

    private Cast() {}

    /** The body of the {@code n}-th identifier. */
    private static String code(int n) {
        StringBuilder body = new StringBuilder();
        for (int rest = n; rest > 0; rest /= 26) {
            body.append((char) ('a' + rest % 26));
        }
        return body + "a".repeat(26 - body.length());
    }

    static MaterialRef version(int n) {
        return new MaterialRef(ITEM, n);
    }

    static InstrumentRef consentRef(int n) {
        return new InstrumentRef("con_" + code(n), 1);
    }

    static InstrumentRef agreementRef(int n) {
        return new InstrumentRef("agr_" + code(n), 1);
    }

    /** A prosecutor asks, for a case, to receive the testimony and use it in evidence; nothing is left unsaid. */
    static Request aRequest() {
        Map<Place, Set<StateCode>> places = new EnumMap<>(Place.class);
        places.put(Place.SEAT, Set.of(HERE));
        places.put(Place.STORAGE, Set.of(HERE));
        places.put(Place.PROCEEDING, Set.of(HERE));
        places.put(Place.ONWARD, Set.of());
        return new Request(
                REQUEST,
                Profile.RECIPIENT,
                COURT,
                PartyClass.COURT,
                CASE,
                Set.of(Action.DISCLOSE, Action.USE_IN_EVIDENCE),
                Set.of(Purpose.CRIMINAL_PROSECUTION),
                Proceeding.INTERNATIONAL_CRIMINAL,
                places,
                Set.of(Part.METADATA, Part.CONTENT),
                Set.of(ConditionCode.values()),
                true);
    }

    /** Permits or prohibits everything, under {@code conditions}. */
    static Term aTerm(String id, Effect effect, Condition... conditions) {
        return new Term(
                new ClauseId(id),
                effect,
                Set.of(Action.values()),
                Selection.any(),
                Selection.any(),
                Map.of(),
                Selection.any(),
                Scope.EVERYTHING,
                Window.ALWAYS,
                List.of(conditions),
                Set.of());
    }

    static Consent aConsent(int n, Clause... clauses) {
        return new Consent(
                consentRef(n),
                WITNESS,
                ConsentState.GIVEN,
                Window.ALWAYS,
                null,
                null,
                Scope.EVERYTHING,
                List.of(clauses),
                List.of());
    }

    static Agreement anAgreement(int n, Clause... clauses) {
        return new Agreement(
                agreementRef(n),
                AgreementKind.MOU,
                AgreementState.IN_FORCE,
                Set.of(OWNER, JOINT_OWNER),
                Set.of(COURT),
                null,
                null,
                Window.ALWAYS,
                true,
                List.of(clauses),
                List.of());
    }

    static Binding boundTo(Consent consent) {
        return new Binding.ToConsent(Relation.TESTIMONY_OF, consent);
    }

    static Node aNode(MaterialRef ref, Binding... bindings) {
        return new Node(ref, Set.of(OWNER), List.of(bindings), List.of());
    }

    static Question aQuestion(Consent consent, Agreement... agreements) {
        return new Question(
                aRequest(),
                Material.original(aNode(TESTIMONY, boundTo(consent))),
                List.of(agreements),
                List.of(),
                Map.of(),
                NOW);
    }

    /** The testimony, its consent and the agreement of its owner, both without any restriction: a permission. */
    static Question aPermittedQuestion() {
        return aQuestion(aConsent(1, aTerm("1", Effect.PERMIT)), anAgreement(1, aTerm("1", Effect.PERMIT)));
    }
}
