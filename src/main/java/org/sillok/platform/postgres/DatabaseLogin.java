package org.sillok.platform.postgres;

/** A database role and its password. The text form never shows the password. */
public record DatabaseLogin(String user, String password) {
    @Override
    public String toString() {
        return "DatabaseLogin[" + user + "]";
    }
}
