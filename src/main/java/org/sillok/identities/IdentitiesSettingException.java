package org.sillok.identities;

/** A setting of identities cannot be used. The message is one line for the operator: which one, and what it may be. */
public final class IdentitiesSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IdentitiesSettingException(String setting, String how) {
        super("The setting sillok.identities." + setting + " " + how + ".");
    }
}
