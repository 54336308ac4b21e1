package org.sillok.log;

/** A setting of the log cannot be used. The message is one line for the operator: which one, and what it may be. */
public final class LogSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogSettingException(String setting, Object value, String allowed) {
        super("The setting sillok.log." + setting + " is " + value + "; it must be " + allowed + ".");
    }
}
