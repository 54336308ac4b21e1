package org.sillok.agreement.core;

/** Whether an act may be done. */
public sealed interface Ruling {
    /** It may, on this version. */
    record Allowed(VersionHead version) implements Ruling {}

    /** Not by this user, whatever the state. */
    record NotYours(String detail) implements Ruling {}

    /** Not now. */
    record NotNow(String detail) implements Ruling {}
}
