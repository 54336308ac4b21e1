package org.sillok.fixity;

import java.util.List;

/** Which streams may be added to. Nothing is added to one that is known to be damaged. */
public enum Streams {
    BOTH(true, true),
    REPOSITORY(false, true),
    ITEM(true, false),
    NONE(false, false);

    private final boolean item;
    private final boolean repository;

    Streams(boolean item, boolean repository) {
        this.item = item;
        this.repository = repository;
    }

    public static Streams of(boolean item, boolean repository) {
        if (item) {
            return repository ? BOTH : ITEM;
        }
        return repository ? REPOSITORY : NONE;
    }

    boolean item() {
        return item;
    }

    boolean repository() {
        return repository;
    }

    /**
     * What is tried in turn: everything, everything once more, because it may have been a moment's trouble, then what is
     * left if one of the streams, or both, cannot be added to.
     */
    List<Streams> attempts() {
        return switch (this) {
            case BOTH -> List.of(BOTH, BOTH, REPOSITORY, ITEM, NONE);
            case REPOSITORY -> List.of(REPOSITORY, REPOSITORY, NONE);
            case ITEM -> List.of(ITEM, ITEM, NONE);
            case NONE -> List.of(NONE, NONE);
        };
    }
}
