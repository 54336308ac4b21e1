package org.sillok.platform.cli;

import org.sillok.backup.core.BackupManifest;
import org.sillok.backup.core.LogHead;
import org.sillok.log.KeptHeads.Judgement;

/**
 * What a restored log will do, and what the operator can do about it.
 *
 * @param log in a word, for programs
 * @param about in a sentence
 */
record LogVerdict(String log, String about) {
    private static final String GIVE_UP =
            "give up what came after the backup, on the record, with --give-up-later-entries into an empty place.";

    /** A log that signs. */
    boolean isGood() {
        return log.equals("IN_ORDER");
    }

    /**
     * Of a restore that was done.
     *
     * @param head the log that goes on, as the restored database has it
     * @param kept whether it was done beside an object store that survived
     * @param closing whether it was this restore that closed the log
     */
    static LogVerdict of(Judgement judgement, BackupManifest backup, LogHead head, boolean kept, boolean closing) {
        if (judgement instanceof Judgement.Behind behind) {
            boolean stored = backup.stored().stream()
                    .anyMatch(log -> log.origin().equals(head.origin()) && behind.known() <= log.size());
            return new LogVerdict(
                    "BEHIND",
                    "The log REFUSES TO SIGN: it once signed " + behind.known()
                            + " entries, and this backup's database has "
                            + head.size()
                            + ". The service starts, reads are answered, and no checkpoint is shown. Way out: "
                            + (stored || kept
                                    ? "run sillok rebuild, which brings the database up to the log's objects."
                                    : "restore a newer backup, or restore beside the object store that survived, or a copy"
                                            + " of its replica (--keep-objects), and run sillok rebuild.")
                            + (closing ? " It stays closed then: " + closed(backup) : ""));
        }
        if (judgement instanceof Judgement.Contradicted contradicted) {
            return new LogVerdict(
                    "CONTRADICTED",
                    "The log REFUSES TO SIGN: it once signed another history of " + contradicted.known()
                            + " entries. Keep both; find out which is true.");
        }
        if (judgement instanceof Judgement.Held) {
            return new LogVerdict(
                    "CLOSED",
                    "The log REFUSES TO SIGN: "
                            + (closing
                                    ? closed(backup)
                                    : "it was closed by an earlier restore, in the repository that the backup is of or in"
                                            + " the object store that was kept. Way out: " + GIVE_UP));
        }
        return inOrder();
    }

    /** Nothing known speaks against it. */
    static LogVerdict inOrder() {
        return new LogVerdict("IN_ORDER", "The log contains every checkpoint that is known here.");
    }

    private static String closed(BackupManifest backup) {
        return "it may have signed more than the backup has, whether or not anybody here knows of it. The service starts,"
                + " and reads are answered. Way out: restore beside the object store that survived, or a copy of its"
                + " replica (--keep-objects); "
                + (backup.closed()
                        ? "or, if the service that the backup is of was never started again, with --source-stopped; "
                        : "")
                + "or " + GIVE_UP;
    }
}
