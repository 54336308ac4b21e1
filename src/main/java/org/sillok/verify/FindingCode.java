package org.sillok.verify;

/** Why a receipt or a bundle failed. Codes are part of the output format: they never change meaning. */
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
    /** The recall list that was given is not in its one accepted form. */
    RECALLS_MALFORMED,
    /** The signature of the recall list does not hold. */
    RECALLS_SIGNATURE,
    /** The recall list is signed by a key that signed no statement of the bundle. */
    RECALLS_SIGNER,
    /** The recall list names an item of this bundle that the bundle does not have. */
    RECALLS_CONTRADICTION,
    /** A given file is none of those that the receipt describes completely. */
    FILE_DIFFERS,
    /** Not an archive in the one accepted form, or one with gaps, overlaps or anything before or after. */
    ARCHIVE_MALFORMED,
    /** A name that a bundle may not have, or that is there twice, also in other capitals. */
    ARCHIVE_NAME,
    /** A part of a name begins or ends with a dot or a space, which some systems drop or hide. */
    ARCHIVE_NAME_EDGE,
    /** The archive's directory and the header of a file contradict each other. */
    ARCHIVE_HEADERS,
    /** A file that is encrypted, a link, packed by an unknown method, or has fields that a bundle's file has not. */
    ARCHIVE_ENTRY,
    /** The bundle asks for more than the limits allow. */
    ARCHIVE_LIMIT,
    /** A packed file does not unpack to what the archive says. */
    ARCHIVE_CONTENT,
    /** A file that a bundle must have is missing. */
    BUNDLE_FILE_MISSING,
    /** A file that has no place in a bundle. */
    BUNDLE_FILE_UNEXPECTED,
    /** A manifest is not in its one accepted spelling. */
    MANIFEST_MALFORMED,
    /** A manifest and the bundle do not name the same files. */
    MANIFEST_INCOMPLETE,
    /** A file is not the one whose digest a manifest has. */
    MANIFEST_DIGEST,
    /** {@code bagit.txt} or {@code bag-info.txt} is not in its one accepted spelling, or names another count of files. */
    BAG_INFO,
    /** {@code bag-info.txt} has another digest of the terms or of the decisions. */
    BAG_INFO_DIGEST,
    /** Parts of the bundle are of different bundles. */
    BUNDLE_ID,
    /** The signature over the bundle does not hold. */
    BUNDLE_SIGNATURE,
    /** The bundle is signed by a key that signed no statement in it. */
    BUNDLE_SIGNER,
    /** A key file is malformed, or the key files are not the keys of the statements. */
    BUNDLE_KEYS,
    /** A time-stamp over the bundle is malformed, over something else, or does not hold up to an authority you named. */
    BUNDLE_TIME_STAMP,
    /** The copy of the policy is malformed, or its own checkpoint does not meet it. */
    BUNDLE_POLICY,
    /** A receipt refers to another checkpoint than the bundle, or bears keys that its policy does not name. */
    BUNDLE_CHECKPOINT,
    /** The decisions are not in their one accepted form. */
    DECISIONS_MALFORMED,
    /** Something is in the bundle without the decision that permits it. */
    DECISION_MISSING,
    /** Items and holders do not fit: an item of nobody listed, a holder of nothing here, or one listed twice. */
    HOLDERS_DIFFER,
    /** A holder lacks two approvals with different signatures, one of them its own, all signed with parties' own keys. */
    APPROVAL_MISSING,
    /** The signature of an approval does not hold. */
    APPROVAL_SIGNATURE,
    /** The statement of completeness is not in its one accepted form. */
    COMPLETENESS_MALFORMED,
    /** What is said to be released or withheld is not what is here. */
    COMPLETENESS_CONTRADICTION,
    /** Receipts, files, decisions, statement of completeness and PREMIS do not speak of the same items. */
    ITEMS_DIFFER,
    /** The PREMIS description is malformed, or describes other files. */
    PREMIS_DIFFERS,
    /** The terms are not agreements of the profile that prohibit where they conflict and permit something. */
    TERMS_MALFORMED,
    /** Another document of the bundle is not strict JSON. */
    DOCUMENT_MALFORMED
}
