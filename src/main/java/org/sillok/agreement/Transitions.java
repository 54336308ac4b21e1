package org.sillok.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.Act;
import org.sillok.agreement.core.DraftReader;
import org.sillok.agreement.core.EventKind;
import org.sillok.agreement.core.Stage;
import org.sillok.agreement.core.Standing;
import org.sillok.agreement.core.TerminationEffect;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Digest;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/** What becomes of an agreement, apart from its text and its signatures. */
@ApplicationScoped
public class Transitions {
    private static final String REASON = "reason";

    private final AgreementActs acts;
    private final AgreementStore store;
    private final Drafting drafting;

    Transitions(AgreementActs acts, AgreementStore store, Drafting drafting) {
        this.drafting = drafting;
        this.acts = acts;
        this.store = store;
    }

    /** Shows a draft to everybody whom it names; it does not change any more. */
    @Transactional
    public Outcome<AgreementId> propose(Caller caller, AgreementId id, int revision) {
        return acts.act(caller, new AgreementActs.Wanted(Act.PROPOSE, id, revision, null), begun -> {
            // Parties and umbrellas may have changed since it was drafted.
            DraftReader.Reading reading = DraftReader.read(CompactJson.write(
                    store.text(begun.agreement(), begun.version()).draft()));
            Optional<Refusal> wrong = reading instanceof DraftReader.Reading.Good good
                    ? drafting.wrong(caller, good.draft(), id)
                    : Optional.of(Flawed.refusal(((DraftReader.Reading.Flawed) reading).flaws()));
            return wrong.<Outcome<AgreementActs.Done>>map(refusal -> Outcome.refused(
                            ProblemCode.CONFLICT, "The draft is not in order any more: " + refusal.detail()))
                    .orElseGet(() -> Outcome.done(done(
                            begun,
                            Happening.of(EventKind.PROPOSED, begun.version().number()),
                            () -> {
                                begun.versionRow().stage = Stage.PROPOSED.name();
                                begun.versionRow().proposedAt = begun.now();
                            })));
        });
    }

    /** Takes back a draft or a proposal. */
    @Transactional
    public Outcome<AgreementId> withdraw(Caller caller, AgreementId id, int revision, String reason) {
        return act(
                caller,
                Act.WITHDRAW,
                id,
                revision,
                begun ->
                        done(begun, because(EventKind.WITHDRAWN, begun.version().number(), reason, null), () -> {
                            begun.versionRow().stage = Stage.WITHDRAWN.name();
                            begun.row().isOpen = false;
                        }));
    }

    /** Stops all permissions at once; what the agreement forbids stays, unless it says otherwise. */
    @Transactional
    public Outcome<AgreementId> suspend(Caller caller, AgreementId id, int revision, String reason) {
        return act(
                caller,
                Act.SUSPEND,
                id,
                revision,
                begun ->
                        done(begun, because(EventKind.SUSPENDED, begun.version().number(), reason, null), () -> {
                            begun.row().standing = Standing.SUSPENDED.name();
                            begun.row().suspendedBy = caller.party().value();
                        }));
    }

    /** Lifts a suspension. */
    @Transactional
    public Outcome<AgreementId> resume(Caller caller, AgreementId id, int revision, String reason) {
        return act(
                caller,
                Act.RESUME,
                id,
                revision,
                begun -> done(begun, because(EventKind.RESUMED, begun.version().number(), reason, null), () -> {
                    begun.row().standing = Standing.IN_FORCE.name();
                    begun.row().suspendedBy = null;
                }));
    }

    /**
     * Ends an agreement for good.
     *
     * @param effect what happens to the material; null for what the agreement says
     */
    @Transactional
    public Outcome<AgreementId> terminate(
            Caller caller, AgreementId id, int revision, String reason, @Nullable TerminationEffect effect) {
        return acts.act(caller, new AgreementActs.Wanted(Act.TERMINATE, id, revision, null), begun -> {
            TerminationEffect agreed =
                    store.text(begun.agreement(), begun.version()).onTermination();
            TerminationEffect meant = effect == null ? agreed : effect;
            if (meant != agreed && !begun.version().providers().contains(caller.party())) {
                return Outcome.refused(Refusal.at(
                        ProblemCode.INVALID_FIELD,
                        "/effect",
                        "Only who provides the material can choose another effect than the one agreed."));
            }
            return Outcome.done(done(
                    begun,
                    because(EventKind.TERMINATED, begun.version().number(), reason, meant)
                            .and(Fact.of(Field.OUTCOME, meant.name())),
                    () -> {
                        begun.row().standing = Standing.TERMINATED.name();
                        begun.row().suspendedBy = null;
                    }));
        });
    }

    private interface Work {
        AgreementActs.Done on(AgreementActs.Begun begun);
    }

    private Outcome<AgreementId> act(Caller caller, Act act, AgreementId id, int revision, Work work) {
        return acts.act(
                caller, new AgreementActs.Wanted(act, id, revision, null), begun -> Outcome.done(work.on(begun)));
    }

    private static AgreementActs.Done done(AgreementActs.Begun begun, Happening happening, Runnable then) {
        return new AgreementActs.Done(List.of(happening), Digest.sha256(begun.versionRow().digest), then);
    }

    private static Happening because(EventKind kind, int version, String reason, @Nullable TerminationEffect effect) {
        JsonObject.Builder details = JsonObject.builder().put(REASON, reason);
        if (effect != null) {
            details.put("effect", effect.name());
        }
        return new Happening(kind, version, null, details.build(), List.of(Fact.of(Field.REASON, reason)));
    }
}
