package org.sillok.withdrawal;

/** What a withdrawal reaches became more while it waited for others: it has to begin anew. Says nothing of what it is. */
final class ReachChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReachChangedException() {
        super("there is more to take back");
    }
}
