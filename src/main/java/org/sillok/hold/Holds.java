package org.sillok.hold;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.evidence.Evidence;
import org.sillok.hold.core.HoldAct;
import org.sillok.hold.core.HoldState;
import org.sillok.hold.db.HoldItemRows;
import org.sillok.hold.db.HoldRows;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.HoldId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/**
 * Proposes holds. A hold is about the items that are there when it is proposed; what is added to a request or a source later
 * is not held by it.
 */
@ApplicationScoped
public class Holds {
    /** Most items of one hold. */
    public static final int MOST = 10_000;

    private final HoldRows rows;
    private final HoldItemRows items;
    private final HoldSeals seals;
    private final HeldMaterial material;
    private final Evidence evidence;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    Holds(
            HoldRows rows,
            HoldItemRows items,
            HoldSeals seals,
            HeldMaterial material,
            Evidence evidence,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.items = items;
        this.seals = seals;
        this.material = material;
        this.evidence = evidence;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /**
     * Proposes a hold; it holds nothing before another custodian confirms it. {@code alongside} becomes durable with it or not
     * at all.
     */
    @Transactional
    public Outcome<HoldId> propose(Caller caller, NewHold wanted, Consumer<String> alongside) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            accessLog.denied(caller.actor(), "PROPOSE_HOLD", "");
            return Outcome.refused(Refusal.of(ProblemCode.FORBIDDEN));
        }
        Instant now = Timestamps.truncate(clock.instant());
        Instant until = wanted.until() == null ? null : Timestamps.truncate(wanted.until());
        if (until != null && !until.isAfter(now)) {
            return invalid("/until", "It has to be in the future.");
        }
        if (!evidence.isOwn(caller, wanted.mandate().item(), wanted.mandate().version())) {
            return invalid("/mandate", "There is no such version of an item of the repository's own.");
        }
        scope.enterSystem();
        Optional<Map<ItemId, PartyId>> meant = material.of(wanted, MOST + 1);
        Outcome<HoldId> outcome = meant.isEmpty() || meant.get().isEmpty()
                ? invalid(pointer(wanted), "Something of it is not there, or there is no item that it would hold.")
                : meant.get().size() > MOST
                        ? invalid(pointer(wanted), "One hold is about at most " + MOST + " items.")
                        : Outcome.done(add(caller, wanted, meant.get(), until, now));
        scope.enter(caller);
        return outcome.map(id -> {
            accessLog.administered(
                    caller.actor(),
                    "PROPOSE_HOLD",
                    List.of(
                            Fact.of(
                                    Field.DETAILS,
                                    JsonObject.builder()
                                            .put("hold", id.value())
                                            .put("kind", wanted.kind().name())
                                            .put("items", meant.orElseThrow().size())
                                            .build()),
                            Fact.of(Field.REASON, wanted.texts().reason())));
            alongside.accept(id.value());
            return id;
        });
    }

    private HoldId add(
            Caller caller, NewHold wanted, Map<ItemId, PartyId> meant, @Nullable Instant until, Instant now) {
        HoldId id = HoldId.fresh(randomness);
        rows.add(new HoldRows.Hold(
                id.value(),
                caller.party().value(),
                wanted.kind().name(),
                HoldState.PROPOSED.name(),
                wanted.mandate().item().value(),
                wanted.mandate().version(),
                seals.seal(seals.keys(), id, wanted.texts()),
                meant.size(),
                until,
                now,
                caller.user().value(),
                null,
                null,
                null,
                null,
                null));
        Map<String, String> owners = new TreeMap<>();
        meant.forEach((item, owner) -> owners.put(item.value(), owner.value()));
        items.add(id.value(), owners);
        rows.step(
                id.value(),
                caller.party().value(),
                HoldAct.PROPOSED.name(),
                caller.user().value(),
                now,
                null);
        return id;
    }

    private static String pointer(NewHold wanted) {
        return wanted.of() == null ? "/items" : "/of";
    }

    private static <T> Outcome<T> invalid(String pointer, String detail) {
        return Outcome.refused(Refusal.at(ProblemCode.INVALID_FIELD, pointer, detail));
    }
}
