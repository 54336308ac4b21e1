package org.sillok.terms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.IdentityHashMap;
import java.util.Map;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Digest;

/**
 * What a decision rests on, as one digest: the question without its moment and without counts, the versions of vocabulary and
 * evaluator, and what it came to. It changes when anything changes that could change the decision, and not by the passing of
 * time alone: it is what people approve, and what has to be the same when the material is released.
 *
 * <p>How often something was released under a clause is not in it, as the moment is not: both change without anybody having
 * changed the terms, and both are decided again when it counts. A count that changes what it came to changes the digest by
 * that.
 *
 * <p>Instruments are digested once each: keep one of these for the decisions of one run. Not safe for several threads.
 */
public final class Basis {
    private final IdentityHashMap<Instrument, JsonValue> digests = new IdentityHashMap<>();

    /**
     * SHA-256 over {@code sillok/basis/1}, a line feed, and compact JSON in which each instrument is replaced by the
     * base64url SHA-256 over {@code sillok/instrument/1}, a line feed, and its compact JSON.
     */
    public Digest of(Question question, Decision decision) {
        JsonObject basis = JsonObject.builder()
                .put("vocabulary", Vocabulary.VERSION)
                .put("evaluator", Evaluator.VERSION)
                .put("question", QuestionWriter.write(uncounted(question), this::digest))
                .put("outcome", decision.outcome().name())
                .put("obligations", QuestionWriter.obligations(decision))
                .build();
        return sha256("sillok/basis/1\n", basis);
    }

    private static Question uncounted(Question question) {
        return new Question(
                question.request(),
                question.material(),
                question.agreements(),
                question.facts(),
                Map.of(),
                question.asOf());
    }

    private JsonValue digest(Instrument instrument) {
        return digests.computeIfAbsent(
                instrument,
                written -> new JsonString(sha256("sillok/instrument/1\n", QuestionWriter.write(written))
                        .base64Url()));
    }

    private static Digest sha256(String domain, JsonValue json) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(domain.getBytes(StandardCharsets.US_ASCII));
            return Digest.sha256(sha256.digest(CompactJson.write(json)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
