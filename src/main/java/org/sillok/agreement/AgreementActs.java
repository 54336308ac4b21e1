package org.sillok.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.Act;
import org.sillok.agreement.core.Acting;
import org.sillok.agreement.core.AgreementHead;
import org.sillok.agreement.core.Lifecycle;
import org.sillok.agreement.core.Ruling;
import org.sillok.agreement.core.VersionHead;
import org.sillok.agreement.db.AgreementRow;
import org.sillok.agreement.db.AgreementRows;
import org.sillok.agreement.db.VersionRow;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Persons;
import org.sillok.identity.Scope;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * The frame of everything that is done to an agreement: its row is locked, the caller has to have seen its present revision,
 * the lifecycle is asked, and what is done is put on record. Joins the transaction of the use case.
 */
@ApplicationScoped
class AgreementActs {
    private final AgreementRows rows;
    private final AgreementStore store;
    private final AgreementRecord record;
    private final Persons persons;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    AgreementActs(
            AgreementRows rows,
            AgreementStore store,
            AgreementRecord record,
            Persons persons,
            Vault vault,
            AccessLog accessLog,
            Scope scope,
            Clock clock) {
        this.rows = rows;
        this.store = store;
        this.record = record;
        this.persons = persons;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param revision which the caller saw
     * @param party whose signature it is about, if that is not the caller's
     */
    record Wanted(
            Act act, AgreementId id, int revision, @Nullable PartyId party) {}

    /** An agreement that is locked, and what may be done to which version of it. */
    record Begun(
            AgreementHead agreement,
            VersionHead version,
            AgreementRow row,
            VersionRow versionRow,
            SubjectKeys keys,
            Instant now) {}

    /** Does what is allowed. {@code work} says what happened, or refuses; it changes rows through {@link Done#then} only. */
    Outcome<AgreementId> act(Caller caller, Wanted wanted, Function<Begun, Outcome<Done>> work) {
        scope.enter(caller);
        String name = wanted.act() + "_AGREEMENT";
        Optional<AgreementHead> found =
                store.visibleForUpdate(caller, wanted.id().value());
        if (found.isEmpty()) {
            return store.denied(caller, name, wanted.id().value());
        }
        AgreementHead agreement = found.get();
        if (agreement.revision() != wanted.revision()) {
            return Outcome.refused(
                    ProblemCode.PRECONDITION_FAILED,
                    "The agreement has changed since you read it. Read it again and repeat.");
        }
        Ruling ruling = Lifecycle.decide(agreement, wanted.act(), acting(caller, agreement), wanted.party());
        if (ruling instanceof Ruling.Allowed allowed) {
            AgreementRow row = rows.findById(wanted.id().value());
            VersionRow versionRow = store.row(agreement, allowed.version());
            Begun begun = new Begun(
                    agreement,
                    allowed.version(),
                    row,
                    versionRow,
                    vault.keysOf(wanted.id().value()),
                    Timestamps.truncate(clock.instant()));
            return work.apply(begun).map(done -> finish(caller, begun, done));
        } else if (ruling instanceof Ruling.NotNow notNow) {
            return Outcome.refused(ProblemCode.CONFLICT, notNow.detail());
        }
        accessLog.denied(caller.actor(), name, wanted.id().value());
        return Outcome.refused(ProblemCode.FORBIDDEN, ((Ruling.NotYours) ruling).detail());
    }

    /** Who recorded something for one organisation and confirms it for another is one person, and acts as that. */
    private Acting acting(Caller caller, AgreementHead agreement) {
        Acting acting = AgreementStore.acting(caller);
        Set<UserId> users = new HashSet<>(Set.of(caller.user()));
        for (VersionHead version : agreement.versions()) {
            users.addAll(version.onPaper().values());
            Optional.ofNullable(version.proposedBy()).ifPresent(users::add);
        }
        Map<UserId, UserId> oneOfEach = persons.oneOfEach(users);
        users.removeIf(user -> !Objects.equals(oneOfEach.get(user), oneOfEach.get(caller.user())));
        return acting.alsoAs(users);
    }

    /**
     * What happened, and what becomes of the rows.
     *
     * @param digest of the text concerned
     * @param then changes rows after everything is on record: who acts may see less of the agreement then
     */
    record Done(List<Happening> happenings, Digest digest, Runnable then) {
        Done {
            happenings = List.copyOf(happenings);
        }
    }

    private AgreementId finish(Caller caller, Begun begun, Done done) {
        begun.row().revision++;
        record.append(caller, begun.row(), begun.keys(), done.digest(), begun.now(), done.happenings());
        record.tell(begun.agreement().id(), begun.version(), done.happenings());
        done.then().run();
        return begun.agreement().id();
    }
}
