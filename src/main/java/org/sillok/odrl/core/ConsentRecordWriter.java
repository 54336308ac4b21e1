package org.sillok.odrl.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Timestamps;
import org.sillok.terms.Clause;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Recipient;
import org.sillok.terms.Selection;
import org.sillok.terms.Term;

/**
 * Consents as records in the words of the Data Privacy Vocabulary, with the sections of a record of ISO/IEC TS 27560. The same
 * consent is always the same bytes. What limits a permission stands in the policy inside; the rest of the record points to it
 * and never says more.
 */
public final class ConsentRecordWriter {
    /** What is never in a record, whether or not there is any, so that nothing follows from the list. */
    private static final List<String> WITHHELD =
            List.of("assessment", "capacity", "evidence", "form", "identity", "note", "reason", "verification");

    private static final String FORMAT = "urn:sillok:consent-record:1";
    private static final String DPV = "dpv:";

    private ConsentRecordWriter() {}

    /** The UTF-8 bytes. Throws {@link OdrlException} for terms that a policy cannot express, with their place. */
    public static byte[] write(RecordedConsent consent) {
        return CompactJson.write(document(consent));
    }

    private static JsonObject document(RecordedConsent consent) {
        RecordedConsent.Said said = consent.said();
        JsonObject.Builder document = JsonObject.builder()
                .put("@context", RecordContext.VALUE)
                .put("@id", (said == null ? Iris.id(consent.id().value()) : uid(said)) + "#record")
                .put("@type", DPV + "ConsentRecord")
                .put("conformsTo", FORMAT)
                .put("identifier", consent.id().value())
                .put("dataSubject", Iris.id(consent.source().value()))
                .put("responsible", Iris.id(consent.responsible().value()))
                .put("state", Iris.of(consent.state()));
        if (said != null) {
            said(document, consent, said);
        }
        return document.put(
                        "event",
                        new JsonArray(consent.events().stream()
                                .<JsonValue>map(event -> event(consent, event))
                                .toList()))
                .put("withheld", texts(WITHHELD.stream().map(name -> FORMAT + ":withheld:" + name)))
                .build();
    }

    private static String uid(RecordedConsent.Said said) {
        return PolicyWriter.uid(said.terms().ref());
    }

    private static void said(JsonObject.Builder document, RecordedConsent consent, RecordedConsent.Said said) {
        document.put("version", said.terms().ref().version())
                .put("consentType", Iris.of(said.type()))
                .put("indicatedBy", speaker(consent, said.by().name().equals("SELF"), said.by()));
        Enum<?> method = said.method();
        if (method != null) {
            document.put("method", Iris.of(method));
        }
        LanguageTag language = said.language();
        if (language != null) {
            document.put("language", language.value());
        }
        if (said.givenAt() != null) {
            document.put("givenAt", said.givenAt().toString());
        }
        RecordedConsent.Explained notice = said.notice();
        if (notice != null) {
            document.put(
                    "notice",
                    JsonObject.builder()
                            .put("@id", Iris.id(notice.notice()) + ":" + notice.version())
                            .put("@type", DPV + "ConsentNotice")
                            .put("digest", notice.digest().base64Url())
                            .build());
        }
        if (said.terms().window().until() != null) {
            document.put(
                    "duration",
                    JsonObject.builder()
                            .put("@type", DPV + "UntilTimeDuration")
                            .put(
                                    "until",
                                    Timestamps.format(said.terms().window().until()))
                            .build());
        }
        // The policy first: it refuses what cannot be said, and the processes only point to its rules.
        JsonObject policy = PolicyWriter.document(new Policy.OfConsent(said.terms()));
        List<JsonValue> processes = processes(said.terms());
        if (!processes.isEmpty()) {
            document.put("process", new JsonArray(processes));
        }
        document.put("policy", policy);
    }

    private static List<JsonValue> processes(Consent terms) {
        List<JsonValue> processes = new ArrayList<>();
        String rules = RuleWriter.prefix(PolicyWriter.uid(terms.ref()), 0, false);
        for (Clause clause : terms.clauses()) {
            if (clause instanceof Term term && term.permits()) {
                processes.add(process(term, rules + term.id()));
            }
        }
        return processes;
    }

    /** One permission. What is not restricted to named values is not mentioned: "all" with exceptions has no words in DPV. */
    private static JsonObject process(Term term, String rule) {
        JsonObject.Builder process = JsonObject.builder()
                .put("@type", DPV + "Process")
                .put("permission", rule)
                .put("processing", texts(term.actions().stream().map(Iris::of)));
        named(
                process,
                "purpose",
                term.purposes(),
                term.purposes().only().stream().map(Iris::of));
        named(
                process,
                "recipient",
                term.recipients(),
                term.recipients().only().stream().map(ConsentRecordWriter::recipient));
        return process.build();
    }

    private static void named(JsonObject.Builder process, String name, Selection<?> selection, Stream<String> iris) {
        // What is named and excepted at once would be mentioned although it is not permitted.
        if (!selection.only().isEmpty() && selection.except().isEmpty()) {
            process.put(name, texts(iris));
        }
    }

    private static String recipient(Recipient recipient) {
        return recipient instanceof Recipient.One one
                ? Iris.id(one.party().value())
                : Iris.of(((Recipient.All) recipient).partyClass());
    }

    private static JsonObject event(RecordedConsent consent, RecordedConsent.Event event) {
        JsonObject.Builder node = JsonObject.builder()
                .put("@type", DPV + status(event.state()))
                .put("number", event.number())
                .put("state", Iris.of(event.state()));
        if (event.version() != null) {
            node.put("version", event.version());
        }
        @Nullable Enum<?> by = event.by();
        if (by != null) {
            node.put("indicatedBy", speaker(consent, event.self(), by));
        }
        return node.put("indicatedAt", Timestamps.format(event.saidAt()))
                .put("recordedAt", Timestamps.format(event.recordedAt()))
                .put("confirmed", event.confirmed())
                .put("statement", event.statement().base64Url())
                .build();
    }

    /** The person by its pseudonym; of somebody else only what they are to the person. */
    private static JsonValue speaker(RecordedConsent consent, boolean self, Enum<?> by) {
        return self
                ? new JsonString(Iris.id(consent.source().value()))
                : JsonObject.builder().put("@type", Iris.of(by)).build();
    }

    /** The nearest class of DPV; beside it the state stands in our own words, exactly. */
    static String status(ConsentState state) {
        return switch (state) {
            case REQUESTED -> "ConsentRequested";
            case DEFERRED -> "ConsentRequestDeferred";
            case REFUSED -> "ConsentRefused";
            case GIVEN, NARROWED, WIDENED -> "ConsentGiven";
            case REAFFIRMED -> "RenewedConsentGiven";
            case WITHDRAWN -> "ConsentWithdrawn";
            case REVOKED_BY_OTHER -> "ConsentRevoked";
            case EXPIRED -> "ConsentExpired";
            case INVALIDATED -> "ConsentInvalidated";
            case UNKNOWN -> "ConsentUnknown";
        };
    }

    private static JsonArray texts(Stream<String> texts) {
        Collection<JsonValue> sorted =
                texts.sorted().<JsonValue>map(JsonString::new).toList();
        return new JsonArray(List.copyOf(sorted));
    }
}
