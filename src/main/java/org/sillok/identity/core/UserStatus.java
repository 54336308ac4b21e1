package org.sillok.identity.core;

/** Whether a user's tokens are taken. Names are stored: never rename. */
public enum UserStatus {
    ACTIVE,
    DISABLED
}
