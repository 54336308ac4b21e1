package org.sillok.upload;

/** A setting of uploads cannot be used. The message is one line for the operator: which one, and what it may be. */
public final class UploadSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UploadSettingException(String setting, Object value, String allowed) {
        super("The setting sillok.upload." + setting + " is " + value + "; it must be " + allowed + ".");
    }
}
