package org.sillok.verify;

import java.util.List;

/**
 * What was shown of an archive of a succession that holds.
 *
 * @param digest hexadecimal SHA-256 of {@code tagmanifest-sha512.txt}: what stands for the archive
 * @param withheld how many items stay where they were
 * @param origin of the log, and {@code keys} that signed its checkpoint
 */
record PackageAccount(
        String succession,
        String archive,
        String owner,
        String successor,
        String digest,
        int items,
        int files,
        int statements,
        int withheld,
        String origin,
        List<String> keys,
        List<Account.Time> times) {
    PackageAccount {
        keys = List.copyOf(keys);
        times = List.copyOf(times);
    }
}
