package org.sillok.time.core;

/** Whether it is on file that the authority's certificates were not revoked. */
public enum RevocationState {
    /** Nothing is stamped yet, or the certificates name no place where lists are published. */
    NONE,
    /** Lists are still to be fetched. */
    PENDING,
    /** Every list that the certificates name is verified and archived. */
    ARCHIVED,
    /** A list could not be had until a newer checkpoint was due. */
    MISSING
}
