package org.sillok.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.sillok.evidence.Curation;
import org.sillok.evidence.NewItem;
import org.sillok.evidence.NewVersion;
import org.sillok.evidence.Written;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.evidence.core.VersionDescription;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.problem.Outcome;

/** The one transaction of a deposit: rows, keys, statement, outbox and what goes alongside, all or nothing. */
@ApplicationScoped
class DepositRecorder {
    private final Curation curation;
    private final Scope scope;

    DepositRecorder(Curation curation, Scope scope) {
        this.curation = curation;
        this.scope = scope;
    }

    @Transactional
    Outcome<Written> item(Caller caller, Deposit deposit, ItemMetadata metadata, Alongside alongside) {
        scope.enter(caller);
        return with(
                alongside,
                curation.add(caller, new NewItem(deposit.item(), deposit.keys(), metadata, deposit.files())));
    }

    @Transactional
    Outcome<Written> version(Caller caller, Deposit deposit, VersionDescription description, Alongside alongside) {
        scope.enter(caller);
        return with(
                alongside,
                curation.add(caller, new NewVersion(deposit.item(), deposit.keys(), description, deposit.files())));
    }

    private static Outcome<Written> with(Alongside alongside, Outcome<Written> outcome) {
        if (outcome instanceof Outcome.Done<Written> done) {
            alongside.record(done.value());
        }
        return outcome;
    }
}
