package org.sillok.monitor;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.Note;
import org.sillok.log.core.TreeProofs;
import org.sillok.monitor.HttpSource.Patience;
import org.sillok.monitor.StateFiles.UnusableException;
import picocli.CommandLine.Model.CommandSpec;

/** What the subcommands of {@code sillok proof} have in common: a head to hold against, and how they end. */
final class ProofAnswer {
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(20), 3);

    /** A head, and whether a trusted key signed it. */
    record KnownHead(Checkpoint checkpoint, Bytes note, boolean trusted) {}

    /** Computes what to print. */
    interface Work {
        String of(KnownHead head, TreeProofs proofs) throws UnusableException;
    }

    /** It does not hold; the message says what. */
    static final class RefutedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefutedException(String message) {
            super(message);
        }
    }

    /** Something to do that ends with an exit code. */
    interface Task {
        int run() throws UnusableException, RefutedException;
    }

    private ProofAnswer() {}

    /** Runs {@code task} and says in one line why it did not end well. */
    static int run(CommandSpec spec, Task task) {
        try {
            return task.run();
        } catch (RefutedException e) {
            spec.commandLine().getErr().println("sillok proof: " + e.getMessage());
            return ProofCommand.DOES_NOT_HOLD;
        } catch (UnusableException e) {
            spec.commandLine().getErr().println("sillok proof: " + e.getMessage());
            return ProofCommand.UNUSABLE;
        }
    }

    /** Reads the head of {@code where} and prints what {@code work} makes of its tiles. */
    static int ofTiles(CommandSpec spec, String where, TrustOptions trust, Work work) {
        return run(spec, () -> {
            Optional<LogPolicy> policy = trust.policy();
            LogSource source = LogAddress.source(where, PATIENCE);
            try {
                Bytes note = source.find(LogSource.CHECKPOINT, LogSource.LONGEST_NOTE)
                        .orElseThrow(() -> new UnusableException("there is no checkpoint at " + where
                                + ": it is no log, or one that has signed nothing yet"));
                KnownHead head = head(note, policy.orElse(null));
                spec.commandLine().getOut().print(work.of(head, new TreeProofs(head.checkpoint(), source.tiles())));
                spec.commandLine().getOut().flush();
                return head.trusted() ? ProofCommand.HOLDS : ProofCommand.HOLDS_UNTRUSTED;
            } catch (SourceException e) {
                throw new UnusableException(String.valueOf(e.getMessage()));
            } catch (LogSource.FailedReadException e) {
                throw new UnusableException(String.valueOf(e.failure().getMessage()));
            } catch (DamagedTreeException e) {
                throw new RefutedException(e.getMessage() + ": the log's tiles are not those of its head");
            } catch (IndexOutOfBoundsException e) {
                throw new UnusableException(String.valueOf(e.getMessage()));
            }
        });
    }

    /** The head of a note that the policy holds valid; without a policy what it says. */
    static KnownHead head(Bytes note, @Nullable LogPolicy policy) throws RefutedException {
        if (policy == null) {
            try {
                return new KnownHead(Checkpoint.parse(Note.parse(note.toArray()).text()), note, false);
            } catch (InvalidNoteException e) {
                throw new RefutedException("what stands for a checkpoint is none: " + e.getMessage());
            }
        }
        NoteCheck check = NoteCheck.of(note, policy);
        if (check instanceof NoteCheck.Invalid invalid) {
            throw new RefutedException(invalid.words());
        }
        return new KnownHead(((NoteCheck.Valid) check).checkpoint(), note, true);
    }
}
