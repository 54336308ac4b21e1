package org.sillok.vault.db;

import org.sillok.kernel.Bytes;

/**
 * A key-encryption key that has been in use.
 *
 * @param check a value that only it can open
 * @param retired whether nothing is wrapped under it for good
 */
public record KekRow(String kek, Bytes check, boolean retired) {}
