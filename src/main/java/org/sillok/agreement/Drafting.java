package org.sillok.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.Act;
import org.sillok.agreement.core.AgreementText;
import org.sillok.agreement.core.Draft;
import org.sillok.agreement.core.DraftRules;
import org.sillok.agreement.core.EventKind;
import org.sillok.agreement.core.Flaw;
import org.sillok.agreement.core.SignedDocument;
import org.sillok.agreement.core.VersionHead;
import org.sillok.agreement.db.AgreementRow;
import org.sillok.agreement.db.AgreementRows;
import org.sillok.agreement.db.CurrentAgreements;
import org.sillok.agreement.db.VersionRow;
import org.sillok.custody.AccessLog;
import org.sillok.evidence.Evidence;
import org.sillok.identity.Caller;
import org.sillok.identity.Parties;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.AgreementKind;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Writing what is to be agreed: the first draft, changes to a draft, and the draft of a next version. */
@ApplicationScoped
public class Drafting {
    /** More versions than this are read together too slowly, and mean that something else is going on. */
    private static final int MAX_VERSIONS = 100;

    private final AgreementRows rows;
    private final AgreementStore store;
    private final AgreementActs acts;
    private final AgreementRecord record;
    private final CurrentAgreements current;
    private final Parties parties;
    private final Evidence evidence;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    Drafting(
            AgreementRows rows,
            AgreementStore store,
            AgreementActs acts,
            AgreementRecord record,
            CurrentAgreements current,
            Parties parties,
            Evidence evidence,
            Vault vault,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.store = store;
        this.acts = acts;
        this.record = record;
        this.current = current;
        this.parties = parties;
        this.evidence = evidence;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Drafts an agreement; {@code alongside} becomes durable with it or not at all. */
    @Transactional
    public Outcome<AgreementId> create(Caller caller, Draft draft, Consumer<String> alongside) {
        scope.enter(caller);
        boolean order = draft.kind() == AgreementKind.COURT_ORDER;
        if (!caller.has(Role.CUSTODIAN) && (order || !caller.has(Role.CONTRIBUTOR))) {
            accessLog.denied(caller.actor(), "DRAFT_AGREEMENT", "");
            return Outcome.refused(Refusal.of(ProblemCode.FORBIDDEN));
        }
        Optional<Refusal> wrong = wrong(caller, draft, null);
        if (wrong.isPresent()) {
            return Outcome.refused(wrong.get());
        }
        if (!caller.has(Role.CUSTODIAN) && !draft.providers().contains(caller.party())) {
            return Outcome.refused(Refusal.at(
                    ProblemCode.INVALID_FIELD,
                    "/providers",
                    "Your organisation has to be among the providers; for others a custodian drafts."));
        }
        Instant now = Timestamps.truncate(clock.instant());
        AgreementId id = AgreementId.fresh(randomness);
        SubjectKeys keys = vault.keysOfOrNew(id.value());
        AgreementRow row = new AgreementRow(
                id.value(), caller.party().value(), draft.kind().name(), now);
        rows.persistAndFlush(row);
        Digest digest = write(caller, keys, text(id, 1, draft), Set.of(), now);
        record.append(caller, row, keys, digest, now, List.of(Happening.of(EventKind.DRAFTED, 1)));
        alongside.accept(id.value());
        return Outcome.done(id);
    }

    /** Replaces the text of a draft. */
    @Transactional
    public Outcome<AgreementId> revise(Caller caller, AgreementId id, int number, int revision, Draft draft) {
        return acts.act(caller, new AgreementActs.Wanted(Act.REVISE, id, revision, null), begun -> {
            if (begun.version().number() != number) {
                return Outcome.refused(
                        ProblemCode.CONFLICT, "Only the newest version, while it is a draft, can change.");
            }
            return wrongVersion(caller, begun, draft)
                    .<Outcome<AgreementActs.Done>>map(Outcome::refused)
                    .orElseGet(() -> {
                        AgreementText text = text(id, number, draft);
                        VersionRow row = begun.versionRow();
                        VersionRow.Text sealed = store.seal(begun.keys(), text, begun.now());
                        row.write(sealed);
                        rows.replace(id.value(), number, AgreementStore.parties(text, before(begun)));
                        return Outcome.done(new AgreementActs.Done(
                                List.of(Happening.of(EventKind.REVISED, number)),
                                Digest.sha256(sealed.digest()),
                                () -> {}));
                    });
        });
    }

    /** Drafts the next version; the one in force stays so until all have signed the next. */
    @Transactional
    public Outcome<AgreementId> amend(
            Caller caller, AgreementId id, int revision, Draft draft, Consumer<String> alongside) {
        return acts.act(
                caller,
                new AgreementActs.Wanted(Act.AMEND, id, revision, null),
                begun -> tooMany(begun)
                        .or(() -> wrongVersion(caller, begun, draft))
                        .<Outcome<AgreementActs.Done>>map(Outcome::refused)
                        .orElseGet(() -> {
                            int number = begun.row().newest + 1;
                            begun.row().newest = number;
                            begun.row().isOpen = true;
                            Digest digest =
                                    write(caller, begun.keys(), text(id, number, draft), before(begun), begun.now());
                            alongside.accept(id.value() + "/" + number);
                            return Outcome.done(new AgreementActs.Done(
                                    List.of(Happening.of(EventKind.AMENDED, number)), digest, () -> {}));
                        }));
    }

    private static Optional<Refusal> tooMany(AgreementActs.Begun begun) {
        return begun.row().newest < MAX_VERSIONS
                ? Optional.empty()
                : Optional.of(new Refusal(
                        ProblemCode.CONFLICT,
                        "An agreement has at most " + MAX_VERSIONS + " versions. Draft another agreement."));
    }

    private static Set<PartyId> before(AgreementActs.Begun begun) {
        return begun.agreement().newestSigned().map(VersionHead::parties).orElse(Set.of());
    }

    private AgreementText text(AgreementId id, int number, Draft draft) {
        return new AgreementText(id, number, Bytes.of(randomness.bytes(AgreementText.SALT_LENGTH)), draft);
    }

    private Digest write(Caller caller, SubjectKeys keys, AgreementText text, Set<PartyId> before, Instant now) {
        VersionRow row = new VersionRow(
                new VersionRow.Key(text.agreement().value(), text.number()),
                caller.party().value());
        VersionRow.Text sealed = store.seal(keys, text, now);
        row.write(sealed);
        rows.add(row);
        rows.replace(text.agreement().value(), text.number(), AgreementStore.parties(text, before));
        return Digest.sha256(sealed.digest());
    }

    private Optional<Refusal> wrongVersion(Caller caller, AgreementActs.Begun begun, Draft draft) {
        if (draft.kind() != begun.agreement().kind()) {
            return Optional.of(Refusal.at(
                    ProblemCode.INVALID_FIELD, "/kind", "An agreement keeps its kind. Draft another agreement."));
        }
        Instant from = draft.effectiveFrom();
        // Until it begins, the version before would go on without those who have agreed to leave it.
        if (from != null && from.isAfter(begun.now()) && !draft.parties().containsAll(before(begun))) {
            return Optional.of(Refusal.at(
                    ProblemCode.INVALID_FIELD,
                    "/effectiveFrom",
                    "Who is named no more leaves when all have signed: leave it out, or amend when the day has come."));
        }
        return wrong(caller, draft, begun.agreement().id());
    }

    /** What is wrong with a draft among the parties, agreements and items that there are. */
    Optional<Refusal> wrong(Caller caller, Draft draft, @Nullable AgreementId self) {
        Map<PartyId, Boolean> active = new HashMap<>();
        parties.standings(DraftRules.named(draft)).forEach((party, standing) -> active.put(party, standing.active()));
        List<Flaw> flaws = DraftRules.check(draft, self, active, umbrella(caller, draft));
        if (!flaws.isEmpty()) {
            return Optional.of(Flawed.refusal(flaws));
        }
        Instant until = draft.effectiveUntil();
        if (until != null && !clock.instant().isBefore(until)) {
            return Optional.of(
                    Refusal.at(ProblemCode.INVALID_FIELD, "/effectiveUntil", "Its time would be over already."));
        }
        SignedDocument document = draft.signedDocument();
        if (document != null && !evidence.isOwn(caller, document.item(), document.version())) {
            return Optional.of(Refusal.at(
                    ProblemCode.INVALID_FIELD,
                    "/signedDocument",
                    "There is no such version of an item of your organisation."));
        }
        return Optional.empty();
    }

    private DraftRules.@Nullable Umbrella umbrella(Caller caller, Draft draft) {
        AgreementId id = draft.umbrella();
        if (id == null) {
            return null;
        }
        return store.visible(caller, id.value())
                .map(found -> new DraftRules.Umbrella(
                        id,
                        found.kind(),
                        found.standing(),
                        found.newestSigned().map(VersionHead::parties).orElse(new HashSet<>()),
                        above(id)))
                .orElse(null);
    }

    /** The umbrellas above an agreement, from the nearest; a circle ends where it closes. */
    private List<AgreementId> above(AgreementId id) {
        Instant now = clock.instant();
        Set<AgreementId> seen = new LinkedHashSet<>();
        @Nullable String next = id.value();
        while (next != null) {
            next = current.current(List.of(next), now).stream()
                    .findFirst()
                    .map(CurrentAgreements.Current::umbrella)
                    .filter(above -> seen.add(new AgreementId(above)))
                    .orElse(null);
        }
        return List.copyOf(seen);
    }
}
