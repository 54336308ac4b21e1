package org.sillok.request.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Outcome;

/**
 * What one holder's people approve, as one digest: of each of its lines the version, what it rests on, what it came to, and
 * whether it is handed over. Fed with the lines in the order of their items and versions. Not safe for several threads.
 *
 * <p>SHA-256 over ASCII: {@code sillok/approval-basis/1}, the request, the revision and the holder, each ended by a line feed,
 * then for each line {@code item/version basis outcome known|hidden granted|withheld} and a line feed; {@code basis} is
 * base64url. If something else was approved before, it is {@code sillok/approval-basis/2}, and after the holder comes how many
 * such approvals there were: what is decided may become again what it once was, but it is approved anew.
 */
public final class HolderBasis {
    private final MessageDigest sha256 = Sha2.newSha256();
    private int granted;
    private @Nullable MaterialRef last;

    /**
     * Begins with no lines.
     *
     * @param past how many approvals of something else the holder's people gave for this revision before
     */
    public HolderBasis(RequestId request, int revision, PartyId holder, int past) {
        if (past < 0) {
            throw new IllegalArgumentException("no number of approvals");
        }
        feed("sillok/approval-basis/" + (past == 0 ? "1" : "2") + "\n" + request + "\n" + revision + "\n" + holder
                + "\n");
        if (past > 0) {
            feed(past + "\n");
        }
    }

    /**
     * Adds the next line.
     *
     * @param available whether the requester may know of it
     * @param refused whether the holder refuses it
     */
    public void add(MaterialRef version, Digest basis, Outcome outcome, boolean available, boolean refused) {
        if (last != null && last.compareTo(version) >= 0) {
            throw new IllegalArgumentException("lines come in their order");
        }
        last = version;
        boolean hands = isGranted(outcome, available, refused);
        if (hands) {
            granted++;
        }
        feed(version + " " + basis.base64Url() + " " + outcome + (available ? " known" : " hidden")
                + (hands ? " granted\n" : " withheld\n"));
    }

    /** Whether a line is handed over once it is approved. */
    public static boolean isGranted(@Nullable Outcome outcome, boolean available, boolean refused) {
        return outcome == Outcome.PERMIT && available && !refused;
    }

    /** How many lines are handed over. */
    public int granted() {
        return granted;
    }

    /** The digest; ends the feeding. */
    public Digest digest() {
        return Digest.sha256(sha256.digest());
    }

    private void feed(String text) {
        sha256.update(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The exact bytes that who approves signs with the key of its organisation. */
    public static Bytes text(RequestId request, int revision, Digest basis) {
        return Bytes.utf8("sillok/approval/1\n" + request + "\n" + revision + "\n" + basis.base64Url());
    }
}
