package org.sillok.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;
import java.util.function.Supplier;
import org.sillok.evidence.Curation;
import org.sillok.evidence.NewItem;
import org.sillok.evidence.NewVersion;
import org.sillok.evidence.Written;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.evidence.core.VersionDescription;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.ObjectId;
import org.sillok.problem.Outcome;
import org.sillok.upload.FinishedUploads;

/**
 * The one transaction of a deposit: rows, keys, statement, outbox, what goes alongside, and the end of the uploads that
 * it was made from, all or nothing.
 */
@ApplicationScoped
class DepositRecorder {
    private final Curation curation;
    private final FinishedUploads uploads;
    private final Scope scope;

    DepositRecorder(Curation curation, FinishedUploads uploads, Scope scope) {
        this.curation = curation;
        this.uploads = uploads;
        this.scope = scope;
    }

    /** What was recorded, and which objects of uploads nothing refers to any more once that is committed. */
    record Entry(Written written, Set<ObjectId> leftOver) {}

    @Transactional
    Outcome<Entry> item(Caller caller, Deposit deposit, ItemMetadata metadata, Alongside alongside) {
        return record(
                caller,
                deposit,
                alongside,
                () -> curation.add(caller, new NewItem(deposit.item(), deposit.keys(), metadata, deposit.files())));
    }

    @Transactional
    Outcome<Entry> version(Caller caller, Deposit deposit, VersionDescription description, Alongside alongside) {
        return record(
                caller,
                deposit,
                alongside,
                () -> curation.add(
                        caller, new NewVersion(deposit.item(), deposit.keys(), description, deposit.files())));
    }

    private Outcome<Entry> record(
            Caller caller, Deposit deposit, Alongside alongside, Supplier<Outcome<Written>> curate) {
        scope.enter(caller);
        return uploads.hold(caller, deposit.uploads())
                .then(held -> curate.get().map(written -> {
                    alongside.record(written);
                    return new Entry(written, uploads.consume(held));
                }));
    }
}
