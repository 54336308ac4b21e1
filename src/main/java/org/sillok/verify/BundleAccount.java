package org.sillok.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;

/**
 * What a consistent bundle says in short, and what was and was not checked.
 *
 * @param bundle its identifier
 * @param digest SHA-256 of {@code tagmanifest-sha512.txt}, which stands for the whole bundle
 * @param status whether all that was asked for is here
 * @param items how many items are released
 * @param files how many files they have
 * @param bytes how many bytes those files have
 * @param withheld how many parts are listed as withheld
 * @param statements how many statements the receipts have
 * @param holders the parties whose items are here, each once
 * @param parties the parties that approved, each once
 * @param times what time-stamps over the bundle say
 * @param recalls what the recall list says that was given; null if none was
 */
public record BundleAccount(
        String bundle,
        Digest digest,
        String status,
        int items,
        int files,
        long bytes,
        int withheld,
        int statements,
        List<String> holders,
        List<String> parties,
        Log log,
        List<Account.Time> times,
        @Nullable RecallAccount recalls,
        List<Account.Check> checked,
        List<Account.Check> notChecked) {
    public BundleAccount {
        holders = List.copyOf(holders);
        parties = List.copyOf(parties);
        times = List.copyOf(times);
        checked = List.copyOf(checked);
        notChecked = List.copyOf(notChecked);
    }

    /** The log that has the statements: its checkpoint, and the verifier keys that signed that. */
    public record Log(String origin, List<String> keys, long size, Digest root) {
        public Log {
            keys = List.copyOf(keys);
        }
    }
}
