package org.sillok.fixity.core;

/** What came of repairing one incident. The list is closed; a word keeps its meaning for ever. */
public enum Repair {
    /** The damaged copy was replaced by a good one, read back, and the incident is closed; in a dry run: would be. */
    REPAIRED(true),
    /** The copy is what was recorded after all, and the incident is closed; in a dry run: would be. */
    FOUND_INTACT(true),
    /** Somebody else closed it meanwhile. */
    CLOSED_ALREADY(true),
    /** There is no other copy, or it is not what was recorded either. */
    UNREPAIRABLE(false),
    /** No genuine statement says any more which bytes the file has: run an audit. */
    UNNAMED(false),
    /** A store does not answer; try again. */
    STORE_UNAVAILABLE(false),
    /** Something that is no object is in the copy's place: a directory, or a link. Remove it, and try again. */
    BLOCKED(false),
    /** Something else went wrong, which the program's log names; the others were gone on with. */
    FAILED(false);

    private final boolean good;

    Repair(boolean good) {
        this.good = good;
    }

    /** Whether the copy is what was recorded, now or after what a dry run announces. */
    public boolean isGood() {
        return good;
    }
}
