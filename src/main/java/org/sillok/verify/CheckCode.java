package org.sillok.verify;

/** What can be checked. Codes are part of the output format: they never change meaning. */
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
    TRUTH
}
