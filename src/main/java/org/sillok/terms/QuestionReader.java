package org.sillok.terms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonValue;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.StateCode;

/** Reads what {@link QuestionWriter} wrote, to decide again by the record. */
public final class QuestionReader {
    private final Map<String, Consent> consents = new HashMap<>();

    private QuestionReader() {}

    /** Throws {@link TermException} for anything that was not written so. */
    public static Question read(JsonValue json, Instant asOf) {
        Cursor cursor = new Cursor(json, "");
        return cursor.checked(() -> new QuestionReader().question(cursor, asOf), "It contradicts itself.");
    }

    private Question question(Cursor json, Instant asOf) {
        json.members(Set.of("request", "material", "consents", "agreements", "facts", "disclosures"), Set.of());
        json.get("consents")
                .each(QuestionReader::instrument, (ref, value) -> consents.put(ref.toString(), consent(ref, value)));
        List<Agreement> agreements = new ArrayList<>();
        json.get("agreements").each(QuestionReader::instrument, (ref, value) -> agreements.add(agreement(ref, value)));
        Map<ClauseRef, Integer> disclosures = new LinkedHashMap<>();
        json.get("disclosures")
                .each(
                        QuestionReader::clauseRef,
                        (clause, value) -> disclosures.put(
                                clause, value.checked(() -> Math.toIntExact(value.number()), "Not a count.")));
        return new Question(
                request(json.get("request")),
                material(json.get("material")),
                agreements,
                json.list("facts", QuestionReader::fact),
                disclosures,
                asOf);
    }

    private static Request request(Cursor json) {
        Map<Place, Set<StateCode>> places = new EnumMap<>(Place.class);
        json.get("places")
                .each(
                        (at, name) -> at.code(Place.class, name),
                        (place, states) -> places.put(place, states.set(TermReader::state)));
        return new Request(
                json.optional("id")
                        .map(id -> id.parsed(RequestId::new, "Not a request."))
                        .orElse(null),
                json.get("profile").code(Profile.class),
                party(json.get("requester")),
                json.get("requesterClass").code(PartyClass.class),
                caseRef(json),
                json.get("actions").set(one -> one.code(Action.class)),
                json.get("purposes").set(one -> one.code(Purpose.class)),
                json.optional("proceeding")
                        .map(one -> one.code(Proceeding.class))
                        .orElse(null),
                places,
                json.get("parts").set(one -> one.code(Part.class)),
                json.get("undertakings").set(one -> one.code(ConditionCode.class)),
                json.get("encryptionKey").bool(),
                json.get("handedOnTo").set(QuestionReader::receiver));
    }

    private static Receiver receiver(Cursor json) {
        return new Receiver(party(json.get("party")), json.get("class").code(PartyClass.class));
    }

    private Material material(Cursor json) {
        return new Material(
                version(json.get("requested")),
                json.list("nodes", this::node),
                json.list(
                        "derivations",
                        step -> new Derivation(
                                version(step.get("parent")),
                                version(step.get("derived")),
                                step.get("transformations").set(one -> one.code(Transformation.class)))));
    }

    private Node node(Cursor json) {
        return new Node(
                version(json.get("ref")),
                json.get("owners").set(QuestionReader::party),
                json.list("bindings", this::binding),
                json.list(
                        "guards",
                        guard -> new Guard(
                                guard.get("code").code(GuardCode.class),
                                guard.get("id").text())));
    }

    private Binding binding(Cursor json) {
        Relation relation = json.get("relation").code(Relation.class);
        if (json.optional("publicSource").isPresent()) {
            return new Binding.ToPublicSource(
                    relation, json.get("publicSource").parsed(SourceId::new, "Not a source."));
        }
        Consent consent = consents.get(json.get("consent").text());
        if (consent == null) {
            throw new TermException(json.path(), "The consent is not there.");
        }
        return new Binding.ToConsent(relation, consent);
    }

    private static Consent consent(InstrumentRef ref, Cursor json) {
        return new Consent(
                ref,
                json.get("source").parsed(SourceId::new, "Not a source."),
                json.get("state").code(ConsentState.class),
                TermReader.window(json.get("window")),
                instant(json, "reviewBy"),
                json.optional("majority")
                        .map(inner -> new Majority(
                                instant(inner, "at"), inner.get("reaffirmed").bool()))
                        .orElse(null),
                TermReader.scope(json.get("scope")),
                json.list("clauses", QuestionReader::clause),
                json.list("answers", QuestionReader::answer));
    }

    private static Agreement agreement(InstrumentRef ref, Cursor json) {
        return new Agreement(
                ref,
                json.get("kind").code(AgreementKind.class),
                json.get("state").code(AgreementState.class),
                json.get("providers").set(QuestionReader::party),
                json.get("recipients").set(QuestionReader::party),
                json.optional("umbrella").map(Cursor::text).orElse(null),
                caseRef(json),
                TermReader.window(json.get("window")),
                json.get("prohibitionsSurvive").bool(),
                json.list("clauses", QuestionReader::clause),
                json.list("answers", QuestionReader::answer));
    }

    private static Clause clause(Cursor json) {
        return json.optional("unreadable")
                .<Clause>map(id -> new UnreadableClause(id.parsed(ClauseId::new, "Not a clause.")))
                .orElseGet(() -> TermReader.read(json.json(), json.path()));
    }

    private static Answer answer(Cursor json) {
        Cursor term = json.get("term");
        return new Answer(
                json.get("request").parsed(RequestId::new, "Not a request."),
                TermReader.read(term.json(), term.path()));
    }

    private static Fact fact(Cursor json) {
        Subject subject = json.optional("party").isPresent()
                ? new Subject.OfParty(party(json.get("party")))
                : new Subject.OfState(TermReader.state(json.get("state")));
        return new Fact(
                json.get("id").text(),
                subject,
                json.get("type").code(FactType.class),
                json.get("value").bool(),
                caseRef(json),
                TermReader.window(json.get("window")));
    }

    private static @Nullable CaseRef caseRef(Cursor json) {
        return json.optional("case")
                .map(one -> one.parsed(CaseRef::new, "Not a case."))
                .orElse(null);
    }

    private static @Nullable Instant instant(Cursor json, String name) {
        return json.optional(name).map(Cursor::instant).orElse(null);
    }

    private static PartyId party(Cursor json) {
        return json.parsed(PartyId::new, "Not a party.");
    }

    private static ClauseRef clauseRef(Cursor at, String ref) {
        String[] parts = ref.split("#", 2);
        return at.checked(
                () -> new ClauseRef(instrument(at, parts[0]), new ClauseId(parts[parts.length - 1])), "Not a clause.");
    }

    private static InstrumentRef instrument(Cursor at, String ref) {
        String[] parts = ref.split("/", 2);
        return at.checked(
                () -> new InstrumentRef(parts[0], Integer.parseInt(parts[parts.length - 1])),
                "Not a version of an instrument.");
    }

    private static MaterialRef version(Cursor at) {
        String[] parts = at.text().split("/", 2);
        return at.checked(
                () -> new MaterialRef(new ItemId(parts[0]), Integer.parseInt(parts[parts.length - 1])),
                "Not a version of an item.");
    }
}
