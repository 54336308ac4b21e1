package org.sillok.vault.db;

import org.sillok.kernel.Bytes;

/** A key-encryption key that has been in use, with a value that only it can open. */
public record KekRow(String kek, Bytes check) {}
