package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.LowS;
import org.sillok.crypto.RecipientCertificate;
import org.sillok.identity.Caller;
import org.sillok.identity.PartyKeys;
import org.sillok.identity.Persons;
import org.sillok.identity.RecipientKey;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Ids;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.SuccessionId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.succession.core.SignedText;
import org.sillok.succession.core.SuccessionState;
import org.sillok.succession.db.SuccessionRows;

/** What the use cases share: rows under lock, who is who, and signatures by organisations. Joins their transactions. */
@ApplicationScoped
class SuccessionRecord {
    static final String NOT_IN_THIS_STATE = "The succession is not in the state for that.";

    private final SuccessionRows rows;
    private final PartyKeys partyKeys;
    private final Persons persons;
    private final Clock clock;

    SuccessionRecord(SuccessionRows rows, PartyKeys partyKeys, Persons persons, Clock clock) {
        this.rows = rows;
        this.partyKeys = partyKeys;
        this.persons = persons;
        this.clock = clock;
    }

    /** Whether it is in another state, or the caller has had a say already. */
    Optional<Refusal> unfit(Caller caller, SuccessionRows.Succession row, SuccessionState wanted) {
        if (!row.state().equals(wanted.name())) {
            return Optional.of(new Refusal(ProblemCode.CONFLICT, NOT_IN_THIS_STATE));
        }
        SuccessionRows.Signed agreed = row.agreed();
        boolean acted = isSame(caller, row.proposed()) || (agreed != null && isSame(caller, agreed.step()));
        return acted
                ? Optional.of(
                        new Refusal(ProblemCode.CONFLICT, "Somebody else has to do this than who did a step before."))
                : Optional.empty();
    }

    Optional<SuccessionRows.Succession> lock(String id) {
        return Ids.isWellFormed(SuccessionId.PREFIX, id) ? rows.lock(id) : Optional.empty();
    }

    Optional<SuccessionRows.Succession> find(String id) {
        return Ids.isWellFormed(SuccessionId.PREFIX, id) ? rows.find(id) : Optional.empty();
    }

    static SignedText.Sides sides(SuccessionRows.Succession row) {
        return new SignedText.Sides(new SuccessionId(row.id()), new PartyId(row.owner()), new PartyId(row.successor()));
    }

    SuccessionRows.Step step(Caller caller) {
        return new SuccessionRows.Step(now(), caller.user().value());
    }

    Instant now() {
        return Timestamps.truncate(clock.instant());
    }

    /** The certificate that the succession names, if it still counts: confirmed, not revoked, and valid now. */
    Optional<RecipientCertificate> certificate(SuccessionRows.Succession row) {
        return partyKeys
                .recipient(new PartyId(row.successor()), new PartyKeyId(row.partyKey()), now())
                .map(RecipientKey::certificate)
                .filter(found -> found.fingerprint().equals(Digest.sha256(row.certificate())));
    }

    /** Whether the caller is known to be the person who did that. */
    boolean isSame(Caller caller, SuccessionRows.Step step) {
        return persons.isSame(caller.user(), new UserId(step.by()));
    }

    /** That a key of the party's made the signature; empty if none that counts did. */
    Optional<SuccessionRows.Signed> signed(Caller caller, PartyId party, Bytes text, Bytes signature) {
        return partyKeys
                .signer(party, text, signature)
                .map(key ->
                        new SuccessionRows.Signed(step(caller), key.value(), spki(party, key), canonical(signature)));
    }

    static Refusal badSignature() {
        return Refusal.at(
                ProblemCode.INVALID_FIELD,
                "/signature",
                "No confirmed signing key of the organisation made this signature over the exact text.");
    }

    private byte[] spki(PartyId party, PartyKeyId key) {
        return partyKeys.history(party).stream()
                .filter(one -> one.id().equals(key))
                .findFirst()
                .orElseThrow()
                .spki()
                .toArray();
    }

    /** The one form in which verifiers elsewhere take it. */
    private static byte[] canonical(Bytes signature) {
        try {
            return LowS.of(signature.toArray());
        } catch (KeyFormatException e) {
            throw new IllegalStateException("a signature that verified is none", e);
        }
    }
}
