package org.sillok.vault.db;

import org.sillok.kernel.Bytes;

/** What is known of one key of a subject. */
public sealed interface KeyRow {
    String subject();

    String use();

    record Wrapped(String subject, String use, String kek, Bytes bytes) implements KeyRow {}

    record Destroyed(String subject, String use) implements KeyRow {}
}
