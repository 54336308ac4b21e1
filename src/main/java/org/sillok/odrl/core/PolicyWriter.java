package org.sillok.odrl.core;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.terms.Agreement;
import org.sillok.terms.Answer;
import org.sillok.terms.Clause;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Consent;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.Majority;
import org.sillok.terms.Scope;
import org.sillok.terms.Term;
import org.sillok.terms.Window;

/**
 * Terms as a document of the profile. The same terms are always the same bytes. Nothing is left out, except a place
 * that is named without being restricted, which says the same as a place that is not named.
 */
public final class PolicyWriter {
    private static final int UUID_BYTES = 16;

    private final RuleWriter permissions;
    private final RuleWriter prohibitions;

    private PolicyWriter(String uid, List<Clause> clauses, List<Answer> answers) {
        permissions = new RuleWriter(uid);
        prohibitions = new RuleWriter(uid);
        if (clauses.isEmpty() && answers.isEmpty()) {
            throw new OdrlException("/clauses", "A policy of ODRL has at least one rule.");
        }
        if (clauses.size() + answers.size() > PolicyReader.MAX_RULES) {
            throw new OdrlException("/clauses", "A document has at most " + PolicyReader.MAX_RULES + " rules.");
        }
        Set<ClauseId> ids = new HashSet<>();
        int position = 0;
        for (Clause clause : clauses) {
            String path = "/clauses/" + position++;
            if (!(clause instanceof Term term)) {
                throw new OdrlException(
                        path, "A code in the clause is not known, so it cannot be said in other words.");
            }
            if (!ids.add(term.id())) {
                throw new OdrlException(path + "/id", "Two clauses have this name.");
            }
            rules(term).add(term, position, path, null);
        }
        int number = 0;
        for (Answer answer : answers) {
            String path = "/answers/" + number++;
            rules(answer.term()).add(answer.term(), ++position, path, answer.request());
        }
    }

    /** The UTF-8 bytes. Throws {@link OdrlException} for terms that the profile cannot express, with their place. */
    public static byte[] write(Policy policy) {
        return CompactJson.write(document(policy));
    }

    /** The same as text. */
    public static String text(Policy policy) {
        return CompactJson.text(document(policy));
    }

    static JsonObject document(Policy policy) {
        if (policy instanceof Policy.OfAgreement of) {
            return agreement(of.agreement());
        } else if (policy instanceof Policy.OfConsent of) {
            return consent(of.consent());
        }
        return clauses(((Policy.OfClauses) policy).clauses());
    }

    /** What a version of an instrument is called. */
    static String uid(InstrumentRef ref) {
        return Iris.id(ref.id()) + ":" + ref.version();
    }

    private static JsonObject clauses(List<Clause> clauses) {
        // The name of a draft follows from what it says, so that the same draft is the same bytes.
        JsonObject nameless = new PolicyWriter("", clauses, List.of())
                .rules(JsonObject.builder())
                .build();
        String uid = "urn:uuid:" + uuid(CompactJson.write(nameless));
        return new PolicyWriter(uid, clauses, List.of())
                .rules(head(uid, "Policy").put("target", Iris.MATERIAL))
                .build();
    }

    /** A UUID of version 8 (RFC 9562): the beginning of a SHA-256. */
    private static UUID uuid(byte[] content) {
        byte[] bytes = Arrays.copyOf(
                Sha2.sha256("sillok/odrl/1".getBytes(StandardCharsets.UTF_8), content)
                        .toArray(),
                UUID_BYTES);
        long high = 0;
        long low = 0;
        for (int i = 0; i < UUID_BYTES / 2; i++) {
            high = high << 8 | (bytes[i] & 0xff);
            low = low << 8 | (bytes[UUID_BYTES / 2 + i] & 0xff);
        }
        return new UUID((high & ~0xf000L) | 0x8000L, (low & ~(3L << 62)) | (2L << 62));
    }

    private static JsonObject agreement(Agreement agreement) {
        String uid = uid(agreement.ref());
        checked("/ref", () -> new AgreementId(agreement.ref().id()));
        JsonObject.Builder document = head(uid, "Agreement")
                .put("target", Iris.MATERIAL)
                .put("assigner", parties("/providers", agreement.providers()))
                .put("assignee", parties("/recipients", agreement.recipients()))
                .put("kind", Iris.of(agreement.kind()))
                .put("state", Iris.of(agreement.state()));
        @Nullable String umbrella = agreement.umbrella();
        if (umbrella != null) {
            checked("/umbrella", () -> new AgreementId(umbrella));
            document.put("umbrella", Iris.id(umbrella));
        }
        if (agreement.caseRef() != null) {
            document.put("case", agreement.caseRef().value());
        }
        window(document, agreement.window());
        document.put("prohibitionsSurvive", agreement.prohibitionsSurvive());
        return new PolicyWriter(uid, agreement.clauses(), agreement.answers())
                .rules(document)
                .build();
    }

    private static JsonObject consent(Consent consent) {
        String uid = uid(consent.ref());
        checked("/ref", () -> new ConsentId(consent.ref().id()));
        JsonObject.Builder document = head(uid, "Policy")
                .put("target", Iris.MATERIAL)
                .put("assigner", Iris.id(consent.source().value()))
                .put("state", Iris.of(consent.state()));
        window(document, consent.window());
        instant(document, "reviewBy", consent.reviewBy());
        @Nullable Majority majority = consent.majority();
        if (majority != null) {
            JsonObject.Builder node = JsonObject.builder();
            instant(node, "at", majority.at());
            document.put(
                    "majority", node.put("reaffirmed", majority.reaffirmed()).build());
        }
        document.put("scope", scope(consent.scope()));
        return new PolicyWriter(uid, consent.clauses(), consent.answers())
                .rules(document)
                .build();
    }

    private static JsonObject.Builder head(String uid, String type) {
        return JsonObject.builder()
                .put("@context", Context.VALUE)
                .put("@type", type)
                .put("uid", uid)
                .put("profile", Iris.PROFILE)
                .put("conflict", "prohibit");
    }

    private JsonObject.Builder rules(JsonObject.Builder document) {
        permissions.putInto(document, "permission");
        prohibitions.putInto(document, "prohibition");
        return document;
    }

    private RuleWriter rules(Term term) {
        return term.permits() ? permissions : prohibitions;
    }

    private static JsonObject scope(Scope scope) {
        if (scope.parts().isEmpty()) {
            throw new OdrlException("/scope/parts", "It names nothing, and a set of ODRL has at least one member.");
        }
        return JsonObject.builder()
                .put("coversPart", texts(scope.parts().stream().map(Iris::of).toList()))
                .put("coversLineage", Iris.of(scope.lineage()))
                .build();
    }

    private static JsonArray parties(String path, Set<PartyId> parties) {
        if (parties.isEmpty()) {
            throw new OdrlException(path, "An agreement of ODRL has parties on both sides.");
        }
        return texts(parties.stream().map(party -> Iris.id(party.value())).toList());
    }

    private static JsonArray texts(Collection<String> texts) {
        return new JsonArray(
                texts.stream().sorted().<JsonValue>map(JsonString::new).toList());
    }

    private static void window(JsonObject.Builder document, Window window) {
        instant(document, "validFrom", window.from());
        instant(document, "validUntil", window.until());
    }

    private static void instant(JsonObject.Builder document, String name, @Nullable Instant instant) {
        if (instant != null) {
            document.put(name, Timestamps.format(instant));
        }
    }

    private static void checked(String path, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new OdrlException(path, "Not an identifier of the expected kind.");
        }
    }
}
