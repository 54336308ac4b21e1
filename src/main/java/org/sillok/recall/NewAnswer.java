package org.sillok.recall;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.recall.core.Answer;
import org.sillok.recall.core.Certificate;
import org.sillok.recall.core.Ground;

/**
 * An answer that somebody sends.
 *
 * @param words in the recipient's own
 * @param signature with a registered key of the recipient over the text that is to be signed
 */
public record NewAnswer(
        Answer answer,
        @Nullable Ground ground,
        @Nullable String words,
        @Nullable Certificate certificate,
        Bytes signature) {
    /** What somebody wrote stays out of logs. */
    @Override
    public String toString() {
        return "NewAnswer[" + answer + "]";
    }
}
