package org.sillok.vault.db;

import org.sillok.kernel.Bytes;

/**
 * A key-encryption key that has been in use.
 *
 * @param check a value that only it can open
 * @param retired whether nothing is wrapped under it for good
 * @param lost whether it was declared lost: what is wrapped under it is given up until it turns up again
 */
public record KekRow(String kek, Bytes check, boolean retired, boolean lost) {
    /** Whether nothing may be wrapped under it any more. */
    public boolean isGivenUp() {
        return retired || lost;
    }
}
