package org.sillok.withdrawal;

/** A setting of withdrawals cannot be used. The message is one line for the operator: which one, and what it may be. */
public final class WithdrawalSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WithdrawalSettingException(String setting, Object value, String allowed) {
        super("The setting sillok.withdrawal." + setting + " is " + value + "; it must be " + allowed + ".");
    }
}
