package org.sillok.odrl.core;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Timestamps;
import org.sillok.terms.Agreement;
import org.sillok.terms.Answer;
import org.sillok.terms.Clause;
import org.sillok.terms.Consent;
import org.sillok.terms.Instrument;
import org.sillok.terms.Majority;
import org.sillok.terms.Term;
import org.sillok.terms.TermFault;
import org.sillok.terms.TermWriter;

/** What a document said, in the JSON of this repository. */
public final class PolicyJson {
    private PolicyJson() {}

    /**
     * The clauses, with the instrument if the document is one, and what would be refused if they were entered. The clauses are in
     * the form in which they are entered.
     */
    public static JsonObject of(Policy policy) {
        JsonObject.Builder json = JsonObject.builder();
        List<Clause> clauses;
        if (policy instanceof Policy.OfAgreement of) {
            json.put("type", "AGREEMENT").put("instrument", agreement(of.agreement()));
            clauses = of.agreement().clauses();
            json.put("clauses", clauses(clauses)).put("answers", answers(of.agreement()));
        } else if (policy instanceof Policy.OfConsent of) {
            json.put("type", "CONSENT").put("instrument", consent(of.consent()));
            clauses = of.consent().clauses();
            json.put("clauses", clauses(clauses)).put("answers", answers(of.consent()));
        } else {
            json.put("type", "CLAUSES");
            clauses = ((Policy.OfClauses) policy).clauses();
            json.put("clauses", clauses(clauses));
        }
        return json.put("faults", faults(Draft.faults(clauses))).build();
    }

    /** Faults as {@code [{"pointer": …, "message": …}]}. */
    public static JsonArray faults(List<TermFault> faults) {
        return new JsonArray(faults.stream()
                .<JsonValue>map(fault -> JsonObject.builder()
                        .put("pointer", fault.path())
                        .put("message", fault.message())
                        .build())
                .toList());
    }

    private static JsonArray clauses(List<Clause> clauses) {
        return new JsonArray(clauses.stream()
                .<JsonValue>map(clause -> TermWriter.write((Term) clause))
                .toList());
    }

    private static JsonArray answers(Instrument instrument) {
        return new JsonArray(
                instrument.answers().stream().map(PolicyJson::answer).toList());
    }

    private static JsonValue answer(Answer answer) {
        return JsonObject.builder()
                .put("request", answer.request().value())
                .put("clause", TermWriter.write(answer.term()))
                .build();
    }

    private static JsonObject agreement(Agreement agreement) {
        JsonObject.Builder json = ref(agreement)
                .put("kind", agreement.kind().name())
                .put("state", agreement.state().name())
                .put("providers", sorted(agreement.providers()))
                .put("recipients", sorted(agreement.recipients()));
        if (agreement.umbrella() != null) {
            json.put("umbrella", agreement.umbrella());
        }
        if (agreement.caseRef() != null) {
            json.put("case", agreement.caseRef().value());
        }
        return window(json, agreement)
                .put("prohibitionsSurvive", agreement.prohibitionsSurvive())
                .build();
    }

    private static JsonObject consent(Consent consent) {
        JsonObject.Builder json = window(
                ref(consent)
                        .put("source", consent.source().value())
                        .put("state", consent.state().name()),
                consent);
        instant(json, "reviewBy", consent.reviewBy());
        @Nullable Majority majority = consent.majority();
        if (majority != null) {
            JsonObject.Builder node = JsonObject.builder();
            instant(node, "at", majority.at());
            json.put("majority", node.put("reaffirmed", majority.reaffirmed()).build());
        }
        return json.put(
                        "scope",
                        JsonObject.builder()
                                .put("parts", sorted(consent.scope().parts()))
                                .put("lineage", consent.scope().lineage().name())
                                .build())
                .build();
    }

    private static JsonObject.Builder ref(Instrument instrument) {
        return JsonObject.builder()
                .put("id", instrument.ref().id())
                .put("version", instrument.ref().version());
    }

    private static JsonObject.Builder window(JsonObject.Builder json, Instrument instrument) {
        instant(json, "validFrom", instrument.window().from());
        instant(json, "validUntil", instrument.window().until());
        return json;
    }

    private static void instant(JsonObject.Builder json, String name, @Nullable Instant instant) {
        if (instant != null) {
            json.put(name, Timestamps.format(instant));
        }
    }

    private static JsonArray sorted(Collection<?> values) {
        return JsonArray.ofTexts(values.stream().map(Object::toString).sorted().toList());
    }
}
