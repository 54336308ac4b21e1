package org.sillok.identity;

/** A setting of who may act cannot be used. The message is one line for the operator: which one, and what it may be. */
public final class IdentitySettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IdentitySettingException(String setting, String how) {
        super("The setting sillok.identity." + setting + " " + how + ".");
    }
}
