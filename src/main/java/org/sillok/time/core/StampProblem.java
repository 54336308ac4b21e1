package org.sillok.time.core;

import org.sillok.crypto.TimeStampException.Reason;

/** Why the last attempt failed. Names are shown to operators: they never change meaning. */
public enum StampProblem {
    // On the way to the authority
    UNREACHABLE,
    TIMED_OUT,
    REDIRECTED,
    HTTP_STATUS,
    /** A certificate names a revocation list in a private network, and the settings do not allow that. */
    PRIVATE_ADDRESS,
    // In its answer, as org.sillok.crypto names it
    MALFORMED,
    TOO_LONG,
    NOT_GRANTED,
    WRONG_NONCE,
    WRONG_IMPRINT,
    WRONG_POLICY,
    WRONG_SIGNATURE,
    WRONG_CERTIFICATE,
    WRONG_KEY_USAGE,
    EXPIRED,
    REVOKED,
    UNKNOWN_AUTHORITY,
    WRONG_REVOCATION_LIST,
    // On this side
    /** The object store holds other bytes, which do not verify, in the place of the checkpoint or the response. */
    ARCHIVE_CONTRADICTS,
    /** Object store or database failed; the cause is in the service's log. */
    FAULT;

    public static StampProblem of(Reason reason) {
        return valueOf(reason.name());
    }
}
