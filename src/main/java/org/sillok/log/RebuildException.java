package org.sillok.log;

/** The database cannot be brought up to the object store as things are. Nothing that contradicts either was written. */
public final class RebuildException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String wayOut;

    RebuildException(String reason, String wayOut) {
        super(reason);
        this.wayOut = wayOut;
    }

    RebuildException(Objection objection) {
        this(objection.reason(), objection.wayOut());
    }

    /** What the operator can do. */
    public String wayOut() {
        return wayOut;
    }
}
