package org.sillok.recall.core;

import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.RecallId;

/**
 * What a recipient signs with the registered key of its organisation: which notice it answers, and how. It is bound to the
 * exact notice, to its place among the answers, and to the words that go with it, so that no signature serves for another
 * notice, twice, or for other words.
 *
 * @param notice SHA-256 of the exact bytes of the notice
 * @param number 1 for the first answer to the notice, and one more for each that supersedes it
 * @param ground why not all was done that was asked; exactly if not all was
 * @param explanation {@link #commitment} to the words that go with it; null if there are none
 */
public record AnswerText(
        RecallId id,
        Digest notice,
        int number,
        Answer answer,
        @Nullable Ground ground,
        @Nullable Digest explanation,
        @Nullable Certificate certificate) {
    private static final String TAG = "sillok/recall-answer/1";
    private static final String NONE = "-";

    /** Why there is no such answer. */
    public enum Fault {
        /** Who does not do all that was asked says on which ground. */
        GROUND_MISSING,
        /** Who did all that was asked needs no ground. */
        GROUND_NOT_NEEDED,
        /** Another ground than those that have a code is said in words. */
        EXPLANATION_MISSING
    }

    public AnswerText {
        if (number < 1) {
            throw new IllegalArgumentException("answers count from 1");
        }
        if (notice.algorithm() != Digest.Algorithm.SHA_256) {
            throw new IllegalArgumentException("SHA-256 of the notice");
        }
        if (fault(answer, ground, explanation != null) != null) {
            throw new IllegalArgumentException("a ground stands there exactly if it is needed");
        }
    }

    /** What is wrong with an answer, whatever the notice; null if nothing. */
    public static @Nullable Fault fault(Answer answer, @Nullable Ground ground, boolean explained) {
        if (answer == Answer.COMPLIED) {
            return ground == null ? null : Fault.GROUND_NOT_NEEDED;
        }
        if (ground == null) {
            return Fault.GROUND_MISSING;
        }
        return ground == Ground.OTHER && !explained ? Fault.EXPLANATION_MISSING : null;
    }

    /**
     * What stands for the words in the signed text: SHA-256 over the digest of the notice as base64url, a line feed, and the
     * words in UTF-8. Who does not know the notice cannot confirm a guess of the words.
     */
    public static Digest commitment(Digest notice, String words) {
        return Sha2.sha256(Bytes.utf8(notice.base64Url() + "\n" + words));
    }

    /** The exact bytes to sign, in ASCII: eight lines with a line feed between them and none at the end. */
    public Bytes bytes() {
        return Bytes.utf8(String.join(
                "\n",
                TAG,
                id.value(),
                notice.base64Url(),
                Integer.toString(number),
                answer.name(),
                ground == null ? NONE : ground.name(),
                explanation == null ? NONE : explanation.base64Url(),
                certificate == null ? NONE : certificate.toString()));
    }
}
