package org.sillok.verify;

/** What can be checked of a receipt or a bundle. Codes are part of the output format: they never change meaning. */
public enum CheckCode {
    FORM,
    SIGNATURES,
    DISCLOSURES,
    CHAIN,
    INCLUSION,
    CHECKPOINT,
    HEAD,
    ISSUER,
    /** A post-quantum signature by a trusted key, which holds even when a quantum computer can forge the others. */
    POST_QUANTUM,
    FILES,
    FILES_NOT_GIVEN,
    EARLIER_STATEMENTS,
    LATER_STATEMENTS,
    TIME,
    TIME_STAMPS,
    TIME_REVOCATION,
    WITNESSES,
    WITHHELD,
    METADATA,
    STORED_CIPHERTEXT,
    TRUTH,
    /** The archive has one form, and nothing in it is hidden. */
    ARCHIVE,
    /** All manifests name exactly the files that are there, each with its digest. */
    MANIFESTS,
    BUNDLE_SIGNATURE,
    BUNDLE_TIME_STAMPS,
    RECEIPTS,
    DECISIONS,
    /** For every holder stand two signed approvals of the request and its revision, one of them its own. */
    APPROVALS,
    /** Which items an approval is of, and by how many people. */
    APPROVED_LINES,
    PARTY_KEYS,
    COMPLETENESS,
    DESCRIPTIONS,
    RECALL
}
