package org.sillok.sharing;

/**
 * Somebody else was released something under the same clause, which counts how often that may be, between the decision and
 * its recording. The transaction cannot be committed; tried again, it decides with the new count.
 */
public final class DisclosuresChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DisclosuresChangedException() {
        super("another disclosure was recorded since it was decided");
    }
}
