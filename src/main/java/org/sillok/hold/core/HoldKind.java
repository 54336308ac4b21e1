package org.sillok.hold.core;

/** What a hold forbids. Names are stored: never rename. */
public enum HoldKind {
    /** A court or the law: neither released nor erased. */
    LEGAL(true),
    /** Kept for proceedings to come, or for safety: not erased, but shared as before. */
    PRESERVATION(false);

    private final boolean forbidsRelease;

    HoldKind(boolean forbidsRelease) {
        this.forbidsRelease = forbidsRelease;
    }

    /** Whether nobody else receives what is held; every kind forbids to erase it. */
    public boolean forbidsRelease() {
        return forbidsRelease;
    }
}
