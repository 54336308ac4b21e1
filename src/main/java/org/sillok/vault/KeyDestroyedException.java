package org.sillok.vault;

/** The key was destroyed on purpose: what it sealed is gone for ever. */
public final class KeyDestroyedException extends VaultException {
    private static final long serialVersionUID = 1L;

    public KeyDestroyedException(String subject, KeyUse use) {
        super("the " + use + " key of " + subject + " was destroyed", null);
    }
}
