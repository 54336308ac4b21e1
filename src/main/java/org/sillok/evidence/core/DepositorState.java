package org.sillok.evidence.core;

/** What became of a proposal to record a joint depositor. Names are stored: never rename. */
public enum DepositorState {
    /** The organisation named has not answered. Counts for nothing. */
    PROPOSED,
    /** It is a joint depositor. */
    ACCEPTED,
    /** The organisation named said that it is none. */
    DECLINED,
    /** The owner took the proposal back. */
    WITHDRAWN
}
