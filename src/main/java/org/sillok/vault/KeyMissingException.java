package org.sillok.vault;

/** There is no such key and no record of its destruction. */
public final class KeyMissingException extends VaultException {
    private static final long serialVersionUID = 1L;

    public KeyMissingException(String what) {
        super("there is no key of " + what, null);
    }
}
