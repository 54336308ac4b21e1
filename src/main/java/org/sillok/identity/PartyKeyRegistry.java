package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.core.PartyKey;
import org.sillok.identity.core.PartyKeyState;
import org.sillok.identity.core.PartyKeyUse;
import org.sillok.identity.db.PartyKeyRows;
import org.sillok.identity.db.PartyRows;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/**
 * Keys that organisations hold themselves: with them they sign, and releases are encrypted to their certificates. A user of
 * the organisation registers a key, and somebody else, a custodian, confirms it: a stolen token alone installs none. Either
 * revokes it at once. What is confirmed or revoked is a KEY statement in the repository's stream.
 */
@ApplicationScoped
public class PartyKeyRegistry {
    /** An organisation has registered a key, in the transaction that observes this. A custodian has to confirm it. */
    public record Registered(PartyId party) {}

    private final PartyKeyRows rows;
    private final PartyRows parties;
    private final PartyCertificates certificates;
    private final Persons persons;
    private final Custody custody;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;
    private final Event<Registered> registrations;

    PartyKeyRegistry(
            PartyKeyRows rows,
            PartyRows parties,
            PartyCertificates certificates,
            Persons persons,
            Custody custody,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness,
            Event<Registered> registrations) {
        this.rows = rows;
        this.parties = parties;
        this.certificates = certificates;
        this.persons = persons;
        this.custody = custody;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
        this.registrations = registrations;
    }

    /** Registers a key of the caller's organisation, pending; {@code alongside} becomes durable with it or not at all. */
    @Transactional
    public Outcome<PartyKeyId> register(Caller caller, String party, NewPartyKey key, Consumer<String> alongside) {
        scope.enter(caller);
        if (!caller.party().value().equals(party) || !isStaff(caller)) {
            return denied(caller, "REGISTER_PARTY_KEY", party, mayRead(caller, party));
        }
        PartyKeyId id = PartyKeyId.fresh(randomness);
        return add(caller, id, key).then(added -> {
            if (!added) {
                // The same whoever registered it: whose it is is nobody else's business.
                return Outcome.refused(
                        ProblemCode.CONFLICT,
                        "This key is registered already. Each key is registered once, by one organisation, for one use and"
                                + " with one certificate: make a new one.");
            }
            accessLog.administered(caller.actor(), "REGISTER_PARTY_KEY", List.of(Fact.of(Field.DETAILS, id.value())));
            registrations.fire(new Registered(caller.party()));
            alongside.accept(id.value());
            return Outcome.done(id);
        });
    }

    private Outcome<Boolean> add(Caller caller, PartyKeyId id, NewPartyKey key) {
        PartyId party = caller.party();
        if (key instanceof NewPartyKey.Signing signing) {
            return PartyKeyAdmission.signing(party, signing)
                    .map(spki -> isNew(party, spki)
                            && rows.add(
                                    new PartyKey(id, party, PartyKeyUse.SIGNING, spki, null, step(caller), null, null),
                                    null));
        }
        return PartyKeyAdmission.encryption((NewPartyKey.Encryption) key, clock.instant())
                .map(certificate -> isNew(party, certificate.spki())
                        && rows.add(
                                new PartyKey(
                                        id,
                                        party,
                                        PartyKeyUse.ENCRYPTION,
                                        certificate.spki(),
                                        PartyCertificates.of(certificate),
                                        step(caller),
                                        null,
                                        null),
                                certificates.sealed(party, id, certificate)));
    }

    /** What is sealed for one organisation must not open for another: no two have one key. Of two at once one has it. */
    private boolean isNew(PartyId party, Bytes spki) {
        rows.hold("spki/" + Sha2.sha256(spki.toArray()).hex());
        return !rows.hasAnother(party, spki);
    }

    /** A custodian who did not register the key says that it is the organisation's. From now on it counts. */
    @Transactional
    public Outcome<PartyKey> confirm(Caller caller, String party, String id) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(
                    caller, "CONFIRM_PARTY_KEY", id, caller.party().value().equals(party));
        }
        // What is recorded about a key, and which rows there are, have the same order: one step at a time.
        rows.hold(id);
        return found(caller, "CONFIRM_PARTY_KEY", party, id).then(key -> {
            if (persons.isSame(key.registered().by(), caller.user())) {
                return Outcome.refused(
                        ProblemCode.CONFLICT, "Somebody else must confirm a key than who registered it.");
            }
            // Only custodians learn of it, and only where both were registered before that was refused.
            if (key.state() == PartyKeyState.PENDING && rows.hasAnother(key.party(), key.spki())) {
                return Outcome.refused(
                        ProblemCode.CONFLICT,
                        "Another organisation has registered this key, too: have a new one made.");
            }
            if (key.state() == PartyKeyState.PENDING && key.use() == PartyKeyUse.ENCRYPTION) {
                Optional<Refusal> objection =
                        certificates.objection(key, rows.certified(party, key.id()), clock.instant());
                if (objection.isPresent()) {
                    return Outcome.refused(objection.get());
                }
            }
            if (key.state() != PartyKeyState.PENDING || !rows.confirm(key.id(), step(caller))) {
                return Outcome.refused(ProblemCode.CONFLICT, "The key was confirmed or revoked before.");
            }
            return Outcome.done(recorded(caller, "CONFIRM_PARTY_KEY", key, PartyKeyState.CONFIRMED));
        });
    }

    /** From now on the key does not count. Harmless when repeated. */
    @Transactional
    public Outcome<PartyKey> revoke(Caller caller, String party, String id) {
        scope.enter(caller);
        boolean own = caller.party().value().equals(party);
        if (!caller.has(Role.CUSTODIAN) && !(own && isStaff(caller))) {
            return denied(caller, "REVOKE_PARTY_KEY", id, own);
        }
        rows.hold(id);
        return found(caller, "REVOKE_PARTY_KEY", party, id)
                .map(key -> key.state() != PartyKeyState.REVOKED && rows.revoke(key.id(), step(caller))
                        ? recorded(caller, "REVOKE_PARTY_KEY", key, PartyKeyState.REVOKED)
                        : rows.find(party, id).orElseThrow());
    }

    /** One key, pending, confirmed or revoked: to custodians and to the organisation's own users. */
    @Transactional
    public Outcome<PartyKey> get(Caller caller, String party, String id) {
        scope.enter(caller);
        if (!mayRead(caller, party)) {
            return denied(caller, "VIEW_PARTY_KEY", id, false);
        }
        return found(caller, "VIEW_PARTY_KEY", party, id).map(key -> {
            accessLog.viewed(caller.actor(), key.id().value());
            return key;
        });
    }

    /** The keys of an organisation, oldest first. */
    @Transactional
    public Outcome<Slice<PartyKey>> list(Caller caller, String party, @Nullable Position after, int limit) {
        scope.enter(caller);
        if (!mayRead(caller, party) || parties.findByIdOptional(party).isEmpty()) {
            return denied(caller, "LIST_PARTY_KEYS", party, false);
        }
        Slice<PartyKey> page = Slice.cut(rows.page(party, after, limit + 1), limit);
        accessLog.listed(caller.actor(), "PARTY_KEYS", page.items().size());
        return Outcome.done(page);
    }

    /** Shows a caller what it has just written, without recording a look. */
    @Transactional
    public PartyKey shown(String party, PartyKeyId id) {
        return rows.find(party, id.value()).orElseThrow();
    }

    private Outcome<PartyKey> found(Caller caller, String action, String party, String id) {
        return rows.find(party, id).map(Outcome::done).orElseGet(() -> denied(caller, action, id, false));
    }

    /** The repository's stream says which key counts. It is the repository's own record, whoever acted. */
    private PartyKey recorded(Caller caller, String action, PartyKey key, PartyKeyState state) {
        PartyId repository = new PartyId(parties.repository().orElseThrow().id);
        JsonObject.Builder details = JsonObject.builder()
                .put("partyKey", key.id().value())
                .put("party", key.party().value())
                .put("use", key.use().name())
                .put("publicKey", Base64.getEncoder().encodeToString(key.spki().toArray()))
                .put("state", state.name());
        PartyKey.Certificate certificate = key.certificate();
        if (certificate != null) {
            details.put("certificate", certificate.fingerprint().hex())
                    .put("notBefore", Timestamps.format(certificate.notBefore()))
                    .put("notAfter", Timestamps.format(certificate.notAfter()));
        }
        scope.enterSystem();
        custody.append(
                StreamRef.repository(repository),
                EventType.KEY,
                caller.actor(),
                List.of(Fact.of(Field.DETAILS, details.build())));
        scope.enter(caller);
        accessLog.administered(
                caller.actor(), action, List.of(Fact.of(Field.DETAILS, key.id().value())));
        return rows.find(key.party().value(), key.id().value()).orElseThrow();
    }

    private PartyKey.Step step(Caller caller) {
        return new PartyKey.Step(Timestamps.truncate(clock.instant()), caller.user());
    }

    private static boolean isStaff(Caller caller) {
        return caller.hasAny(Role.CONTRIBUTOR, Role.INVESTIGATOR);
    }

    private static boolean mayRead(Caller caller, String party) {
        return caller.has(Role.CUSTODIAN) || caller.party().value().equals(party);
    }

    /** To outsiders what belongs to another organisation looks as if it did not exist. */
    private <T> Outcome<T> denied(Caller caller, String action, String id, boolean own) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(own ? ProblemCode.FORBIDDEN : ProblemCode.NOT_FOUND));
    }
}
