package org.sillok.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sillok.evidence.Curation;
import org.sillok.evidence.Written;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.evidence.core.VersionDescription;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Randomness;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.storage.ObjectStore;
import org.sillok.upload.FinishedUploads;
import org.sillok.vault.ObjectWriter;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Takes deposits: {@link #begin}, then {@link Deposit#receive} for each file, then {@link #complete}. Objects become
 * durable first, then one transaction records them, so a crash at any point leaves at most unrecorded objects behind.
 */
@ApplicationScoped
public class Intake {
    private final Vault vault;
    private final ObjectStore store;
    private final ObjectWriter writer;
    private final Curation curation;
    private final DepositRecorder recorder;
    private final UploadedFiles uploaded;
    private final FinishedUploads uploads;
    private final Randomness randomness;
    private final Clock clock;
    private final IntakeConfig config;

    Intake(
            Vault vault,
            ObjectStore store,
            ObjectWriter writer,
            Curation curation,
            DepositRecorder recorder,
            UploadedFiles uploaded,
            FinishedUploads uploads,
            Randomness randomness,
            Clock clock,
            IntakeConfig config) {
        this.vault = vault;
        this.store = store;
        this.writer = writer;
        this.curation = curation;
        this.recorder = recorder;
        this.uploaded = uploaded;
        this.uploads = uploads;
        this.randomness = randomness;
        this.clock = clock;
        this.config = config;
    }

    /** Begins a new item, if the caller may deposit. */
    public Outcome<Deposit> begin(Caller caller) {
        if (!caller.has(Role.CONTRIBUTOR)) {
            return curation.refuseDeposit(caller);
        }
        ItemId item = ItemId.fresh(randomness);
        return Outcome.done(deposit(item, vault.generate(item.value())));
    }

    /** Begins a further version of an item, if the caller may add one. */
    public Outcome<Deposit> begin(Caller caller, ItemId item) {
        return curation.mayExtend(caller, item).map(keys -> deposit(item, keys));
    }

    private Deposit deposit(ItemId item, SubjectKeys keys) {
        return new Deposit(item, keys, clock.instant(), vault, store, writer, randomness, config.maxFiles());
    }

    /** Most bytes in the body of one deposit. */
    public long maxDepositSize() {
        return config.maxDepositSize().asLongValue();
    }

    /** Takes files that were uploaded before, as {@link Deposit#receive} takes those that arrive now. */
    public Optional<Refusal> receive(Caller caller, Deposit deposit, List<UploadedFile> files) {
        return uploaded.receive(caller, deposit, files);
    }

    /**
     * Records a new item with the files that were received.
     *
     * @throws RuntimeException if the transaction failed or its end is unknown; the files are then left to the sweep
     */
    public Outcome<Written> complete(Caller caller, Deposit deposit, ItemMetadata metadata, Alongside alongside) {
        return complete(deposit, () -> recorder.item(caller, deposit, metadata, alongside));
    }

    /** Records a further version with the files that were received. */
    public Outcome<Written> complete(
            Caller caller, Deposit deposit, VersionDescription description, Alongside alongside) {
        return complete(deposit, () -> recorder.version(caller, deposit, description, alongside));
    }

    private interface Recording {
        Outcome<DepositRecorder.Entry> record();
    }

    private Outcome<Written> complete(Deposit deposit, Recording recording) {
        if (deposit.files().isEmpty()) {
            return Outcome.refused(ProblemCode.NO_FILE, "The deposit has no file.");
        }
        Duration taken = Duration.between(deposit.begun(), clock.instant());
        if (taken.compareTo(config.leftoverAge().dividedBy(2)) > 0) {
            return Outcome.refused(
                    ProblemCode.DEPOSIT_TOO_SLOW,
                    "The deposit took longer than "
                            + config.leftoverAge().dividedBy(2).toHours() + " hours.");
        }
        deposit.publish();
        Outcome<DepositRecorder.Entry> outcome = recording.record();
        if (outcome instanceof Outcome.Done<DepositRecorder.Entry> done) {
            uploads.discard(done.value().leftOver());
        } else {
            deposit.withdraw();
        }
        return outcome.map(DepositRecorder.Entry::written);
    }
}
