package org.sillok.bundle.core;

/** How far a bundle is. Names are stored and shown: never rename. */
public enum BundleState {
    /** Its archive is being written. */
    SEALING,
    /** Its archive is there; that is still being recorded on the streams of its items. */
    SEALED,
    /** It may be handed over. */
    READY,
    FAILED,
    CANCELLED,
    /** Its bytes are no longer kept. */
    EXPIRED
}
