package org.sillok.recall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyKeyId;
import org.sillok.recall.core.Answer;
import org.sillok.recall.core.Certificate;
import org.sillok.recall.core.Ground;

/**
 * An answer as it was given.
 *
 * @param words null if there are none, or for who does not read them
 * @param certified whether there is a document that shows what was done
 * @param certificate null for who does not see documents of the recipient
 * @param publicKey SPKI of the key at that time
 * @param signature ECDSA in DER, with the lower {@code s}
 */
public record GivenAnswer(
        int number,
        Answer answer,
        @Nullable Ground ground,
        @Nullable String words,
        boolean certified,
        @Nullable Certificate certificate,
        PartyKeyId key,
        Bytes publicKey,
        Bytes signature,
        Instant at) {
    /** What somebody wrote stays out of logs. */
    @Override
    public String toString() {
        return "GivenAnswer[" + number + ", " + answer + "]";
    }
}
