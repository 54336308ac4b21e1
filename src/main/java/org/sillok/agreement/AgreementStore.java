package org.sillok.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.Acting;
import org.sillok.agreement.core.AgreementHead;
import org.sillok.agreement.core.AgreementText;
import org.sillok.agreement.core.EventKind;
import org.sillok.agreement.core.Side;
import org.sillok.agreement.core.Stage;
import org.sillok.agreement.core.Standing;
import org.sillok.agreement.core.StoredText;
import org.sillok.agreement.core.VersionHead;
import org.sillok.agreement.db.AgreementRow;
import org.sillok.agreement.db.AgreementRows;
import org.sillok.agreement.db.PartyRow;
import org.sillok.agreement.db.SigningLine;
import org.sillok.agreement.db.VersionLine;
import org.sillok.agreement.db.VersionRow;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.json.JsonException;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Ids;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.AgreementKind;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Turns rows into agreements and back, for the use cases of this room. Joins their transactions and scopes. */
@ApplicationScoped
class AgreementStore {
    static final String LEAVING = "LEAVING";

    private final AgreementRows rows;
    private final Vault vault;
    private final AccessLog accessLog;

    AgreementStore(AgreementRows rows, Vault vault, AccessLog accessLog) {
        this.rows = rows;
        this.vault = vault;
        this.accessLog = accessLog;
    }

    static Acting acting(Caller caller) {
        return new Acting(
                caller.party(),
                caller.user(),
                caller.has(Role.CONTRIBUTOR),
                caller.has(Role.INVESTIGATOR),
                caller.has(Role.CUSTODIAN));
    }

    /** What the caller sees of an agreement. The same queries run whether or not the role allows anything. */
    Optional<AgreementHead> visible(Caller caller, String id) {
        return isId(id) ? seen(caller, rows.findByIdOptional(id)) : Optional.empty();
    }

    /** The same, held against other changes until the transaction ends. */
    Optional<AgreementHead> visibleForUpdate(Caller caller, String id) {
        return isId(id) ? seen(caller, rows.forUpdate(id)) : Optional.empty();
    }

    /** Text of another form names nothing, and the database does not take all of it. */
    private static boolean isId(String id) {
        return Ids.isWellFormed(AgreementId.PREFIX, id);
    }

    private Optional<AgreementHead> seen(Caller caller, Optional<AgreementRow> row) {
        Acting acting = acting(caller);
        Optional<AgreementHead> head =
                row.flatMap(found -> heads(List.of(found)).stream().findFirst());
        return acting.mayAct() ? head.flatMap(found -> found.seenBy(acting)) : Optional.empty();
    }

    /** Those of these agreements that an organisation sees, with the versions that it sees. */
    List<AgreementHead> seenBy(PartyId party, List<AgreementRow> agreements) {
        Acting acting = new Acting(party, Set.of(), true, true, false);
        return heads(agreements).stream()
                .flatMap(head -> head.seenBy(acting).stream())
                .toList();
    }

    /** One answer for what does not exist and what does not concern the caller's organisation. */
    <T> Outcome<T> denied(Caller caller, String action, String id) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(acting(caller).mayAct() ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN));
    }

    /** The agreements of these rows; one of which no version is visible is left out. */
    List<AgreementHead> heads(List<AgreementRow> agreements) {
        List<String> ids = agreements.stream().map(row -> row.id).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<VersionRow.Key, Named> named = named(rows.parties(ids));
        Map<VersionRow.Key, Signing> signing = signing(rows.signingLines(ids));
        Map<String, List<VersionHead>> versions = new HashMap<>();
        for (VersionLine row : rows.versionLines(ids)) {
            versions.computeIfAbsent(row.key().agreement(), id -> new ArrayList<>())
                    .add(head(
                            row,
                            named.getOrDefault(row.key(), new Named()),
                            signing.getOrDefault(row.key(), new Signing())));
        }
        return agreements.stream()
                .filter(row -> versions.containsKey(row.id))
                .map(row -> new AgreementHead(
                        new AgreementId(row.id),
                        new PartyId(row.ownerParty),
                        AgreementKind.valueOf(row.kind),
                        row.revision,
                        row.newest,
                        row.newestSigned,
                        row.isOpen,
                        Standing.valueOf(row.standing),
                        row.suspendedBy == null ? null : new PartyId(row.suspendedBy),
                        row.createdAt,
                        versions.getOrDefault(row.id, List.of())))
                .toList();
    }

    private static VersionHead head(VersionLine row, Named named, Signing signing) {
        return new VersionHead(
                row.key().number(),
                Stage.valueOf(row.stage()),
                new PartyId(row.draftedBy()),
                row.proposedAt() != null,
                named.providers,
                named.recipients,
                named.leaving,
                row.startsAt(),
                row.effectiveUntil(),
                signing.signed,
                signing.onPaper,
                signing.proposedBy);
    }

    private static final class Named {
        private final Set<PartyId> providers = new HashSet<>();
        private final Set<PartyId> recipients = new HashSet<>();
        private final Set<PartyId> leaving = new HashSet<>();
    }

    private static final class Signing {
        private final Set<PartyId> signed = new HashSet<>();
        private final Map<PartyId, UserId> onPaper = new HashMap<>();
        private @Nullable UserId proposedBy;
    }

    private static Map<VersionRow.Key, Named> named(List<PartyRow> parties) {
        Map<VersionRow.Key, Named> named = new HashMap<>();
        for (PartyRow row : parties) {
            Named of = named.computeIfAbsent(
                    new VersionRow.Key(row.key.agreement(), row.key.version()), key -> new Named());
            Set<PartyId> side = row.side.equals(LEAVING)
                    ? of.leaving
                    : Side.valueOf(row.side) == Side.PROVIDER ? of.providers : of.recipients;
            side.add(new PartyId(row.key.party()));
        }
        return named;
    }

    private static Map<VersionRow.Key, Signing> signing(List<SigningLine> lines) {
        Map<VersionRow.Key, Signing> signing = new HashMap<>();
        for (SigningLine row : lines) {
            Signing of =
                    signing.computeIfAbsent(new VersionRow.Key(row.agreement(), row.version()), key -> new Signing());
            EventKind kind = EventKind.valueOf(row.type());
            if (kind == EventKind.PROPOSED) {
                of.proposedBy = new UserId(row.actor());
            } else if (row.party() != null && kind == EventKind.SIGNED) {
                of.signed.add(new PartyId(row.party()));
            } else if (row.party() != null && kind == EventKind.SIGNATURE_RECORDED) {
                of.onPaper.put(new PartyId(row.party()), new UserId(row.actor()));
            }
        }
        return signing;
    }

    /** The row of a version that was found to be visible. */
    VersionRow row(AgreementHead agreement, VersionHead version) {
        VersionRow row = rows.version(agreement.id().value(), version.number());
        if (row == null) {
            throw new IllegalStateException("a version is gone");
        }
        return row;
    }

    /** The rows of versions that were found to be visible, with their texts. One query however many there are. */
    Map<VersionRow.Key, VersionRow> rowsOf(Collection<VersionRow.Key> versions) {
        if (versions.isEmpty()) {
            return Map.of();
        }
        Map<VersionRow.Key, VersionRow> found = new HashMap<>();
        rows.versionsOf(versions).forEach(row -> found.put(row.key, row));
        if (!found.keySet().containsAll(versions)) {
            throw new IllegalStateException("a version is gone");
        }
        return found;
    }

    /**
     * The text of a version.
     *
     * @throws SealBrokenException if what is stored does not open, or is not the text of this version
     */
    StoredText text(AgreementHead agreement, VersionHead version) {
        SubjectKeys keys = vault.keysOf(agreement.id().value());
        VersionRow row = row(agreement, version);
        return open(vault, keys, agreement.id(), version.number(), row.sealed, row.digest);
    }

    /** Opens a sealed text and makes sure that it is the one it is said to be. */
    static StoredText open(
            Vault vault, SubjectKeys keys, AgreementId agreement, int number, byte[] sealed, byte[] digest) {
        byte[] bytes = vault.open(keys, KeyUse.CONTENT, context(number), sealed);
        if (!Sha2.sha256(bytes).equals(Digest.sha256(digest))) {
            throw new IllegalStateException("the text of " + agreement + "/" + number + " is not the one on record");
        }
        StoredText text = AgreementText.stored(bytes);
        if (!text.agreement().equals(agreement) || text.number() != number) {
            throw new IllegalStateException("the text of " + agreement + "/" + number + " is another one's");
        }
        return text;
    }

    /** The same of a text that may be damaged: empty then, so that others need not wait for it. An audit names it. */
    static Optional<StoredText> readable(
            Vault vault, SubjectKeys keys, AgreementId agreement, int number, byte[] sealed, byte[] digest) {
        try {
            return Optional.of(open(vault, keys, agreement, number, sealed, digest));
        } catch (SealBrokenException | JsonException | IllegalStateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Seals a text and says what is stored beside it. */
    VersionRow.Text seal(SubjectKeys keys, AgreementText text, Instant now) {
        byte[] bytes = text.bytes().toArray();
        AgreementId umbrella = text.draft().umbrella();
        return new VersionRow.Text(
                umbrella == null ? null : umbrella.value(),
                text.draft().effectiveFrom(),
                text.draft().effectiveUntil(),
                vault.seal(keys, KeyUse.CONTENT, context(text.number()), bytes),
                Sha2.sha256(bytes).toArray(),
                now);
    }

    /** The rows of who is named in a text, and of who is named no more. */
    static List<PartyRow> parties(AgreementText text, Collection<PartyId> before) {
        String agreement = text.agreement().value();
        List<PartyRow> parties = new ArrayList<>();
        text.draft().providers().forEach(party -> parties.add(row(agreement, text, party, Side.PROVIDER.name())));
        text.draft().recipients().forEach(party -> parties.add(row(agreement, text, party, Side.RECIPIENT.name())));
        Set<PartyId> leaving = new HashSet<>(before);
        leaving.removeAll(text.draft().parties());
        leaving.forEach(party -> parties.add(row(agreement, text, party, LEAVING)));
        return parties;
    }

    private static PartyRow row(String agreement, AgreementText text, PartyId party, String side) {
        return new PartyRow(new PartyRow.Key(agreement, text.number(), party.value()), side);
    }

    static String context(int number) {
        return "agreement/text/" + number;
    }
}
