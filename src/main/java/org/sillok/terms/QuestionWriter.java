package org.sillok.terms;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.PartyId;

/**
 * Questions and decisions as JSON, so that a decision can be made again from its record. The same question is always the
 * same JSON.
 */
public final class QuestionWriter {
    private QuestionWriter() {}

    /** Everything that a decision depends on but the moment, which each evaluation adds. */
    public static JsonObject write(Question question) {
        return write(question, QuestionWriter::write);
    }

    /** The same with something in place of each instrument. */
    static JsonObject write(Question question, Function<Instrument, JsonValue> write) {
        JsonObject.Builder consents = JsonObject.builder();
        consents(question).forEach((ref, consent) -> consents.put(ref.toString(), write.apply(consent)));
        JsonObject.Builder agreements = JsonObject.builder();
        question.agreements().stream()
                .sorted(Comparator.comparing(Agreement::ref))
                .forEach(agreement -> agreements.put(agreement.ref().toString(), write.apply(agreement)));
        JsonObject.Builder disclosures = JsonObject.builder();
        new TreeMap<>(question.disclosures()).forEach((clause, count) -> disclosures.put(clause.toString(), count));
        return JsonObject.builder()
                .put("request", request(question.request()))
                .put("material", material(question.material()))
                .put("consents", consents.build())
                .put("agreements", agreements.build())
                .put("facts", TermWriter.sorted(question.facts(), QuestionWriter::fact))
                .put("disclosures", disclosures.build())
                .build();
    }

    static JsonValue write(Instrument instrument) {
        return instrument instanceof Consent consent ? consent(consent) : agreement((Agreement) instrument);
    }

    /** What a decision came to, without its window and its moment. */
    public static JsonObject write(Decision decision) {
        return JsonObject.builder()
                .put("outcome", decision.outcome().name())
                .put("obligations", obligations(decision))
                .put("reasons", TermWriter.sorted(decision.reasons(), QuestionWriter::reason))
                .build();
    }

    static JsonArray obligations(Decision decision) {
        return TermWriter.sorted(decision.obligations(), QuestionWriter::obligation);
    }

    private static JsonValue obligation(Obligation obligation) {
        return TermWriter.argument(
                JsonObject.builder()
                        .put("code", obligation.code())
                        .put("clause", obligation.clause().toString()),
                obligation.argument());
    }

    private static JsonValue reason(Reason reason) {
        return JsonObject.builder()
                .put("outcome", reason.outcome().name())
                .put("code", reason.code().name())
                .put("place", reason.place())
                .put("detail", reason.detail())
                .build();
    }

    private static JsonValue request(Request request) {
        JsonObject.Builder places = JsonObject.builder();
        new TreeMap<>(request.places())
                .forEach((place, states) ->
                        places.put(place.name(), TermWriter.sorted(states, state -> new JsonString(state.value()))));
        JsonObject.Builder json = JsonObject.builder();
        if (request.id() != null) {
            json.put("id", request.id().value());
        }
        json.put("profile", request.profile().name())
                .put("requester", request.requester().value())
                .put("requesterClass", request.requesterClass().name());
        if (request.caseRef() != null) {
            json.put("case", request.caseRef().value());
        }
        json.put("actions", TermWriter.codes(request.actions())).put("purposes", TermWriter.codes(request.purposes()));
        if (request.proceeding() != null) {
            json.put("proceeding", request.proceeding().name());
        }
        return json.put("places", places.build())
                .put("parts", TermWriter.codes(request.parts()))
                .put("undertakings", TermWriter.codes(request.undertakings()))
                .put("encryptionKey", request.encryptionKey())
                .put("handedOnTo", TermWriter.sorted(request.handedOnTo(), QuestionWriter::receiver))
                .build();
    }

    private static JsonValue receiver(Receiver receiver) {
        return JsonObject.builder()
                .put("party", receiver.party().value())
                .put("class", receiver.partyClass().name())
                .build();
    }

    private static JsonValue material(Material material) {
        return JsonObject.builder()
                .put("requested", material.requested().toString())
                .put("nodes", TermWriter.sorted(material.nodes(), QuestionWriter::node))
                .put("derivations", TermWriter.sorted(material.derivations(), QuestionWriter::derivation))
                .build();
    }

    private static JsonValue node(Node node) {
        return JsonObject.builder()
                .put("ref", node.ref().toString())
                .put("owners", parties(node.owners()))
                .put("bindings", TermWriter.sorted(node.bindings(), QuestionWriter::binding))
                .put(
                        "guards",
                        TermWriter.sorted(
                                node.guards(),
                                guard -> JsonObject.builder()
                                        .put("code", guard.code().name())
                                        .put("id", guard.id())
                                        .build()))
                .build();
    }

    private static JsonValue binding(Binding binding) {
        JsonObject.Builder json =
                JsonObject.builder().put("relation", binding.relation().name());
        if (binding instanceof Binding.ToConsent to) {
            json.put("consent", to.consent().ref().toString());
        } else if (binding instanceof Binding.ToPublicSource to) {
            json.put("publicSource", to.source().value());
        }
        return json.build();
    }

    private static JsonValue derivation(Derivation derivation) {
        return JsonObject.builder()
                .put("parent", derivation.parent().toString())
                .put("derived", derivation.derived().toString())
                .put("transformations", TermWriter.codes(derivation.transformations()))
                .build();
    }

    private static Map<InstrumentRef, Consent> consents(Question question) {
        Map<InstrumentRef, Consent> consents = new TreeMap<>();
        for (Node node : question.material().nodes()) {
            for (Binding binding : node.bindings()) {
                if (binding instanceof Binding.ToConsent to) {
                    consents.put(to.consent().ref(), to.consent());
                }
            }
        }
        return consents;
    }

    private static JsonValue consent(Consent consent) {
        JsonObject.Builder json = JsonObject.builder()
                .put("source", consent.source().value())
                .put("state", consent.state().name())
                .put("window", TermWriter.window(consent.window()));
        TermWriter.instant(json, "reviewBy", consent.reviewBy());
        Majority majority = consent.majority();
        if (majority != null) {
            JsonObject.Builder inner = JsonObject.builder();
            TermWriter.instant(inner, "at", majority.at());
            json.put("majority", inner.put("reaffirmed", majority.reaffirmed()).build());
        }
        return json.put("scope", TermWriter.scope(consent.scope()))
                .put("clauses", clauses(consent.clauses()))
                .put("answers", answers(consent.answers()))
                .build();
    }

    private static JsonValue agreement(Agreement agreement) {
        JsonObject.Builder json = JsonObject.builder()
                .put("kind", agreement.kind().name())
                .put("state", agreement.state().name())
                .put("providers", parties(agreement.providers()))
                .put("recipients", parties(agreement.recipients()));
        if (agreement.umbrella() != null) {
            json.put("umbrella", agreement.umbrella());
        }
        if (agreement.caseRef() != null) {
            json.put("case", agreement.caseRef().value());
        }
        return json.put("window", TermWriter.window(agreement.window()))
                .put("prohibitionsSurvive", agreement.prohibitionsSurvive())
                .put("clauses", clauses(agreement.clauses()))
                .put("answers", answers(agreement.answers()))
                .build();
    }

    private static JsonArray clauses(List<Clause> clauses) {
        return TermWriter.sorted(
                clauses,
                clause -> clause instanceof Term term
                        ? TermWriter.write(term)
                        : JsonObject.builder()
                                .put("unreadable", clause.id().value())
                                .build());
    }

    private static JsonArray answers(List<Answer> answers) {
        return TermWriter.sorted(
                answers,
                answer -> JsonObject.builder()
                        .put("request", answer.request().value())
                        .put("term", TermWriter.write(answer.term()))
                        .build());
    }

    private static JsonArray parties(Set<PartyId> parties) {
        return TermWriter.sorted(parties, party -> new JsonString(party.value()));
    }

    private static JsonValue fact(Fact fact) {
        JsonObject.Builder json = JsonObject.builder().put("id", fact.id());
        if (fact.subject() instanceof Subject.OfParty of) {
            json.put("party", of.party().value());
        } else if (fact.subject() instanceof Subject.OfState of) {
            json.put("state", of.state().value());
        }
        json.put("type", fact.type().name()).put("value", fact.value());
        if (fact.caseRef() != null) {
            json.put("case", fact.caseRef().value());
        }
        return json.put("window", TermWriter.window(fact.window())).build();
    }
}
