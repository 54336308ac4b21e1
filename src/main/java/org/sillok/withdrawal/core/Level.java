package org.sillok.withdrawal.core;

import java.util.Optional;

/** How far something is taken back; each level holds back all that those before it do. Names are stored: never rename. */
public enum Level {
    /** Nobody receives it any more; who has it may keep and use it. */
    NO_NEW_SHARING,
    /** Those who have it are asked to use it no further. */
    NO_FURTHER_USE,
    /** Not even the staff of the organisation that holds it looks at it. */
    RESTRICT,
    /** It is to be destroyed, here and where it went. */
    ERASE;

    /** What those who have it are asked to do if nothing else is said; empty if nothing is asked of them. */
    public Optional<Asked> asks() {
        return switch (this) {
            case NO_NEW_SHARING -> Optional.empty();
            case NO_FURTHER_USE -> Optional.of(Asked.STOP_USE);
            case RESTRICT -> Optional.of(Asked.QUARANTINE);
            case ERASE -> Optional.of(Asked.DESTROY);
        };
    }

    /** Whether the items' records say, besides that they were withdrawn, that they are closed. */
    public boolean restricts() {
        return atLeast(RESTRICT);
    }

    /** Whether this holds back all that {@code other} does. */
    public boolean atLeast(Level other) {
        return compareTo(other) >= 0;
    }
}
