package org.sillok.terms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Digest;

/**
 * What a decision rests on, as one digest: the question without its moment, the versions of vocabulary and evaluator, and
 * what it came to. It changes when anything changes that could change the decision, and not by the passing of time alone:
 * it is what people approve, and what has to be the same when the material is released.
 */
public final class Basis {
    private static final byte[] DOMAIN = "sillok/basis/1\n".getBytes(StandardCharsets.UTF_8);

    private Basis() {}

    /** SHA-256 over the domain {@code sillok/basis/1}, a line feed, and compact JSON. */
    public static Digest digest(Question question, Decision decision) {
        return digest(QuestionWriter.write(question), decision);
    }

    /** The same for a question that was written before. */
    public static Digest digest(JsonObject question, Decision decision) {
        JsonObject basis = JsonObject.builder()
                .put("vocabulary", Vocabulary.VERSION)
                .put("evaluator", Evaluator.VERSION)
                .put("question", question)
                .put("outcome", decision.outcome().name())
                .put("obligations", QuestionWriter.obligations(decision))
                .build();
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(DOMAIN);
            return Digest.sha256(sha256.digest(CompactJson.write(basis)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
