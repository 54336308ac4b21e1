package org.sillok.bundle;

/** A setting of bundles cannot be used. The message is one line for the operator: which one, and what it may be. */
public final class BundleSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BundleSettingException(String setting, Object value, String allowed) {
        super("The setting sillok.bundle." + setting + " is " + value + "; it must be " + allowed + ".");
    }
}
