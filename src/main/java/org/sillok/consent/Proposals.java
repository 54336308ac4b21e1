package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ConsentJson;
import org.sillok.consent.core.ProposalId;
import org.sillok.consent.core.Proposed;
import org.sillok.consent.core.Remark;
import org.sillok.consent.db.ConsentProposalRow;
import org.sillok.consent.db.ConsentRulingRow;
import org.sillok.consent.db.ProposalRows;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.identity.Persons;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** What waits for a second person. Whoever rules on it holds the row of its subject, so two rulings never meet. */
@ApplicationScoped
class Proposals {
    private static final String CONTEXT = "consent/proposal/";
    private static final String RULING = "consent/ruling/";
    /** More than anybody reads; a subject with more of them shows the oldest. */
    private static final int MOST = 100;

    private final ProposalRows rows;
    private final Denials denials;
    private final Persons persons;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Clock clock;
    private final Randomness randomness;

    Proposals(
            ProposalRows rows,
            Denials denials,
            Persons persons,
            Vault vault,
            AccessLog accessLog,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.denials = denials;
        this.persons = persons;
        this.vault = vault;
        this.accessLog = accessLog;
        this.clock = clock;
        this.randomness = randomness;
    }

    /**
     * Stores a proposal of a person about the subject whose keys these are.
     *
     * @param basis how much is recorded of the subject; if that has changed it can no longer be confirmed
     */
    ProposalId propose(Caller caller, SubjectKeys keys, int basis, Proposed proposed) {
        if (caller.program()) {
            throw new IllegalArgumentException("a program proposes nothing that two people decide");
        }
        ProposalId id = ProposalId.fresh(randomness);
        rows.persistAndFlush(new ConsentProposalRow(
                id.value(),
                caller.party().value(),
                proposed.kind().name(),
                keys.subject(),
                basis,
                vault.seal(keys, KeyUse.CONTENT, CONTEXT + id, Proposed.write(proposed)),
                caller.user().value(),
                Timestamps.truncate(clock.instant())));
        onRecord(caller, "PROPOSED_" + proposed.kind(), id.value(), keys.subject());
        return id;
    }

    /** A proposal about that subject that nobody has ruled on; a refusal otherwise. */
    Outcome<ConsentProposalRow> open(Caller caller, String id, String subject) {
        Optional<ConsentProposalRow> row =
                rows.ofSubject(id, subject, caller.party().value());
        if (row.isEmpty()) {
            return denials.denied(caller, "RULE_ON_PROPOSAL", id);
        }
        return rows.ruling(id).isPresent()
                ? Outcome.refused(ProblemCode.CONFLICT, "It was confirmed or rejected already.")
                : Outcome.done(row.get());
    }

    /** The same, if the caller is somebody else than who proposed it and nothing was recorded of the subject since. */
    Outcome<ConsentProposalRow> confirmable(Caller caller, String id, String subject, int basis) {
        return open(caller, id, subject).then(row -> {
            if (persons.isSame(new UserId(row.proposedBy), caller.user())) {
                return denials.samePerson(caller, "CONFIRM_PROPOSAL", id);
            }
            return row.basis == basis
                    ? Outcome.done(row)
                    : Outcome.refused(
                            ProblemCode.CONFLICT,
                            "Something was recorded since it was proposed. Reject it, look again, and propose anew.");
        });
    }

    Proposed read(SubjectKeys keys, ConsentProposalRow row) {
        return Proposed.read(vault.open(keys, KeyUse.CONTENT, CONTEXT + row.id, row.sealed));
    }

    void confirmed(Caller caller, ConsentProposalRow row) {
        rule(caller, row, true, null);
    }

    void rejected(Caller caller, SubjectKeys keys, ConsentProposalRow row, String reason) {
        byte[] remark = new Remark(reason, null).toBytes(randomness.bytes(ConsentJson.SALT_BYTES));
        rule(caller, row, false, vault.seal(keys, KeyUse.CONTENT, RULING + row.id, remark));
        onRecord(caller, "REJECTED_" + row.kind, row.id, row.subject);
    }

    private void rule(Caller caller, ConsentProposalRow row, boolean confirmed, byte @Nullable [] sealed) {
        rows.add(new ConsentRulingRow(
                row.id,
                row.ownerParty,
                confirmed,
                caller.user().value(),
                Timestamps.truncate(clock.instant()),
                sealed));
    }

    /** What waits of a subject, oldest first. */
    List<Proposal> pending(Caller caller, SubjectKeys keys, ToIntFunction<ConsentProposalRow> basis) {
        List<Proposal> pending = new ArrayList<>();
        if (!keys.holds(KeyUse.CONTENT)) {
            return pending;
        }
        for (ConsentProposalRow row : rows.pending(caller.party().value(), keys.subject(), null, MOST)) {
            pending.add(new Proposal(
                    new ProposalId(row.id),
                    row.subject,
                    read(keys, row),
                    new UserId(row.proposedBy),
                    row.proposedAt,
                    row.basis == basis.applyAsInt(row)));
        }
        return pending;
    }

    private void onRecord(Caller caller, String what, String proposal, String subject) {
        accessLog.administered(
                caller.actor(),
                what,
                List.of(Fact.of(
                        Field.DETAILS,
                        JsonObject.builder()
                                .put("proposal", proposal)
                                .put("subject", subject)
                                .build())));
    }
}
