package org.sillok.recall;

/** A setting of recalls cannot be used. The message is one line for the operator: which one, and what it may be. */
public final class RecallSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecallSettingException(String setting, Object value, String allowed) {
        super("The setting sillok.recall." + setting + " is " + value + "; it must be " + allowed + ".");
    }
}
