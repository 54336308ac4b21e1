package org.sillok.log;

/** What is about to be done would have the log contradict what it once signed: nothing was changed. */
final class ObjectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Objection objection;

    ObjectionException(Objection objection) {
        super(objection.reason());
        this.objection = objection;
    }

    Objection objection() {
        return objection;
    }
}
