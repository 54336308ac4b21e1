package org.sillok.fixity;

/** A setting of fixity cannot be used. The message is one line for the operator: which one, and what it may be. */
public final class FixitySettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FixitySettingException(String setting, Object value, String allowed) {
        super("The setting sillok.fixity." + setting + " is " + value + "; it must be " + allowed + ".");
    }
}
