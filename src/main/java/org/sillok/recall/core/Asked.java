package org.sillok.recall.core;

/** What a recipient is asked to do. Part of formats: never renamed. */
public enum Asked {
    /** Not to use it any more, nor to hand it on. */
    STOP_USE,
    /** To keep it apart, where nobody works with it. */
    QUARANTINE,
    /** To hand it back and keep no copy. */
    RETURN,
    /** To destroy it, and all copies. */
    DESTROY,
    /** To use another bundle in its place. */
    REPLACE_WITH
}
