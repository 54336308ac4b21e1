package org.sillok.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.Act;
import org.sillok.agreement.core.DraftWriter;
import org.sillok.agreement.core.EventKind;
import org.sillok.agreement.core.Lifecycle;
import org.sillok.agreement.core.Stage;
import org.sillok.agreement.core.Standing;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.LowS;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.evidence.Evidence;
import org.sillok.identity.Caller;
import org.sillok.identity.PartyKeys;
import org.sillok.identity.Role;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.AgreementKind;

/** Signatures: with a party's own key over the exact bytes of the text, or on paper, which a custodian confirms. */
@ApplicationScoped
public class Signing {
    static final String WAY = "way";
    static final String KEY = "key";
    static final String SIGNATURE_DIGEST = "signatureDigest";

    private static final String PARTY_KEY = "PARTY_KEY";
    private static final String PAPER = "PAPER";

    private final AgreementActs acts;
    private final AgreementStore store;
    private final PartyKeys partyKeys;
    private final Evidence evidence;
    private final AccessLog accessLog;

    Signing(AgreementActs acts, AgreementStore store, PartyKeys partyKeys, Evidence evidence, AccessLog accessLog) {
        this.acts = acts;
        this.store = store;
        this.partyKeys = partyKeys;
        this.evidence = evidence;
        this.accessLog = accessLog;
    }

    /** Signs the proposed version for the caller's organisation with one of its registered keys. */
    @Transactional
    public Outcome<AgreementId> sign(Caller caller, AgreementId id, int revision, Bytes signature) {
        return acts.act(caller, new AgreementActs.Wanted(Act.SIGN, id, revision, null), begun -> {
            Bytes message = store.text(begun.agreement(), begun.version()).bytes();
            Optional<PartyKeyId> key = partyKeys.signer(caller.party(), message, signature);
            if (key.isEmpty()) {
                return Outcome.refused(
                        Refusal.at(
                                ProblemCode.INVALID_FIELD,
                                "/signature",
                                "No key that is registered for your organisation made this signature over the exact bytes of the text."));
            }
            byte[] canonical = canonical(signature);
            JsonObject details = JsonObject.builder()
                    .put(WAY, PARTY_KEY)
                    .put(KEY, key.get().value())
                    .put("signature", Base64.getEncoder().encodeToString(canonical))
                    .put(SIGNATURE_DIGEST, Sha2.sha256(canonical).base64Url())
                    .build();
            return signed(
                    begun,
                    caller.party(),
                    new Happening(EventKind.SIGNED, begun.version().number(), caller.party(), details, List.of()));
        });
    }

    /** The one form in which verifiers elsewhere take it. */
    private static byte[] canonical(Bytes signature) {
        try {
            return LowS.of(signature.toArray());
        } catch (KeyFormatException e) {
            throw new IllegalStateException("a signature that verified is none", e);
        }
    }

    /** Records that the caller's organisation has signed on paper. It counts once a custodian has confirmed it. */
    @Transactional
    public Outcome<AgreementId> record(Caller caller, AgreementId id, int revision, PaperSignature paper) {
        return acts.act(caller, new AgreementActs.Wanted(Act.SIGN, id, revision, null), begun -> {
            if (!caller.has(Role.CONTRIBUTOR)) {
                accessLog.denied(caller.actor(), "SIGN_AGREEMENT", id.value());
                return Outcome.refused(
                        ProblemCode.FORBIDDEN,
                        "A signature on paper is recorded by a contributor, who can deposit the document.");
            }
            if (!evidence.isOwn(
                    caller, paper.document().item(), paper.document().version())) {
                return Outcome.refused(Refusal.at(
                        ProblemCode.INVALID_FIELD,
                        "/document",
                        "There is no such version of an item of your organisation."));
            }
            JsonObject details = JsonObject.builder()
                    .put(WAY, PAPER)
                    .put("document", DraftWriter.document(paper.document()))
                    .put("signedOn", paper.signedOn().toString())
                    .put("signatories", JsonArray.ofTexts(paper.signatories()))
                    .build();
            Happening happening = new Happening(
                    EventKind.SIGNATURE_RECORDED,
                    begun.version().number(),
                    caller.party(),
                    details,
                    List.of(Fact.of(Field.ITEM, paper.document().item().value())));
            return Outcome.done(
                    new AgreementActs.Done(List.of(happening), Digest.sha256(begun.versionRow().digest), () -> {}));
        });
    }

    /**
     * Confirms a signature on paper, or that a court order is one. It takes another person than who recorded it.
     *
     * @param party whose signature it is; null for a court order, and only there
     */
    @Transactional
    public Outcome<AgreementId> confirm(Caller caller, AgreementId id, int revision, @Nullable PartyId party) {
        return acts.act(caller, new AgreementActs.Wanted(Act.CONFIRM, id, revision, party), begun -> {
            boolean order = begun.agreement().kind() == AgreementKind.COURT_ORDER;
            if (order != (party == null)) {
                return Outcome.refused(Refusal.at(
                        ProblemCode.INVALID_FIELD,
                        "/party",
                        order ? "A court order is signed by nobody." : "The field is required."));
            }
            JsonObject details = JsonObject.builder().put(WAY, PAPER).build();
            return signed(
                    begun,
                    party,
                    new Happening(EventKind.SIGNED, begun.version().number(), party, details, List.of()));
        });
    }

    /** One signature counts; with the last one the version is in force, from its day on and never before this moment. */
    private static Outcome<AgreementActs.Done> signed(
            AgreementActs.Begun begun, @Nullable PartyId party, Happening happening) {
        var until = begun.versionRow().effectiveUntil;
        if (until != null && !begun.now().isBefore(until)) {
            return Outcome.refused(
                    ProblemCode.CONFLICT, "The time of this version is over. Take it back and draft the next one.");
        }
        List<Happening> happenings = new ArrayList<>(List.of(happening));
        boolean complete = party == null || Lifecycle.completes(begun.version(), party);
        if (complete) {
            happenings.add(Happening.of(EventKind.IN_FORCE, begun.version().number()));
        }
        return Outcome.done(new AgreementActs.Done(happenings, Digest.sha256(begun.versionRow().digest), () -> {
            if (complete) {
                begun.versionRow().stage = Stage.SIGNED.name();
                begun.versionRow().startsAt = Lifecycle.startsAt(begun.versionRow().effectiveFrom, begun.now());
                begun.row().newestSigned = begun.version().number();
                begun.row().isOpen = false;
                if (begun.agreement().standing() == Standing.NONE) {
                    begun.row().standing = Standing.IN_FORCE.name();
                }
            }
        }));
    }
}
