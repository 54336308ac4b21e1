package org.sillok.time.core;

/** What became of the wish to have a checkpoint stamped by an authority. */
public enum StampState {
    /** Not stamped yet; it will be tried again. */
    PENDING,
    /** Stamped, verified and archived. */
    STAMPED,
    /** Not stamped when a newer checkpoint was due; not tried again. */
    SUPERSEDED,
    /** Stamped and archived, but a revocation list has since taken the authority's certificate back. */
    REVOKED
}
