package org.sillok.verify;

/** Why a receipt failed. Codes are part of the output format: they never change meaning. */
public enum FindingCode {
    /** Not a receipt in its one accepted spelling. */
    RECEIPT_MALFORMED,
    /** The statement's key is not in the receipt, or a key is there that no statement names. */
    STATEMENT_KEYS,
    /** A statement's signature does not hold. */
    STATEMENT_SIGNATURE,
    /** A disclosure does not belong to its statement. */
    DISCLOSURE_FOREIGN,
    /** Stream, type or time of a statement is not disclosed. */
    DISCLOSURE_MISSING,
    /** The statements belong to different logs, streams, kinds of stream or items. */
    STREAM_MIXED,
    /** Statements do not follow each other without gap. */
    SEQUENCE_BROKEN,
    /** A statement does not name its predecessor's digest. */
    CHAIN_BROKEN,
    /** Statements stand in the log in another order than in their stream. */
    LOG_ORDER,
    /** An inclusion proof is not in its one accepted spelling. */
    PROOF_MALFORMED,
    /** An inclusion proof does not show its statement in the checkpoint's tree. */
    PROOF_INVALID,
    /** The proofs do not all refer to the same checkpoint. */
    CHECKPOINTS_DIFFER,
    /** The checkpoint is malformed, of another log, or one of its signatures does not hold or cannot be checked. */
    CHECKPOINT_INVALID,
    /** A log key in the receipt is malformed, of another log, or did not sign the checkpoint. */
    LOG_KEYS,
    /** The checkpoint is not signed by every key that you trust, or does not meet your policy. */
    ISSUER_NOT_TRUSTED,
    /** The head's signature does not hold. */
    HEAD_SIGNATURE,
    /** The head is about another stream or log, or contradicts statements or checkpoint. */
    HEAD_CONTRADICTION,
    /** A time-stamp is malformed, over another checkpoint, or does not hold up to an authority that you named. */
    TIME_STAMP_INVALID,
    /** A given file is none of those that the receipt describes completely. */
    FILE_DIFFERS
}
