package org.sillok.custody;

/** The service was started with another statement key than the one that everything so far was signed with. */
public final class StatementKeyChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatementKeyChangedException() {
        super(
                "The statement key (sillok.custody.key-file or sillok.custody.pkcs11.*) is not the one that this repository has"
                        + " signed with so far: start it with that key. A repository keeps its key for life; a token is chosen before"
                        + " the first start.");
    }
}
