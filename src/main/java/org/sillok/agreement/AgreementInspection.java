package org.sillok.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.AgreementText;
import org.sillok.agreement.core.Side;
import org.sillok.agreement.core.StoredText;
import org.sillok.agreement.db.AgreementRow;
import org.sillok.agreement.db.AgreementRows;
import org.sillok.agreement.db.EventRow;
import org.sillok.agreement.db.PartyRow;
import org.sillok.agreement.db.VersionRow;
import org.sillok.crypto.Sha2;
import org.sillok.json.JsonException;
import org.sillok.json.JsonValue;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Shows agreements exactly as they are stored, for whoever checks them. Joins the caller's transaction, which is scoped to
 * the whole system. Nothing returned here has been verified, and nothing here is recorded as a look: no person sees it.
 */
@ApplicationScoped
public class AgreementInspection {
    private final AgreementRows rows;
    private final Vault vault;

    AgreementInspection(AgreementRows rows, Vault vault) {
        this.rows = rows;
        this.vault = vault;
    }

    /** Ids in their order, after {@code id}. */
    @Transactional(TxType.MANDATORY)
    public List<String> after(String id, int limit) {
        return rows.idsAfter(id, limit);
    }

    /**
     * All rows of one agreement; empty if there is none.
     *
     * @param keys its keys, if they can be had
     */
    @Transactional(TxType.MANDATORY)
    public Optional<StoredAgreement> agreement(String id, Optional<SubjectKeys> keys) {
        AgreementRow row = rows.findById(id);
        if (row == null) {
            return Optional.empty();
        }
        List<PartyRow> parties = rows.parties(List.of(id));
        return Optional.of(new StoredAgreement(
                id,
                row.ownerParty,
                row.kind,
                row.standing,
                row.newest,
                row.newestSigned,
                row.isOpen,
                row.suspendedBy,
                rows.versions(List.of(id)).stream()
                        .map(version -> version(row.kind, version, parties, keys))
                        .toList(),
                rows.events(List.of(id)).stream()
                        .map(event -> event(event, keys))
                        .toList()));
    }

    private StoredAgreement.Version version(
            String kind, VersionRow row, List<PartyRow> parties, Optional<SubjectKeys> keys) {
        int number = row.key.number();
        StoredText text = null;
        boolean readable = true;
        if (keys.isPresent()) {
            Optional<StoredText> opened = open(row, keys.get());
            readable = opened.isPresent();
            text = opened.orElse(null);
        }
        return new StoredAgreement.Version(
                number,
                row.draftedBy,
                row.stage,
                Bytes.of(row.digest),
                row.effectiveFrom,
                row.startsAt,
                readable,
                side(parties, number, AgreementStore.LEAVING),
                new StoredAgreement.Repeated(
                        kind,
                        side(parties, number, Side.PROVIDER.name()),
                        side(parties, number, Side.RECIPIENT.name()),
                        row.umbrella,
                        format(row.effectiveFrom),
                        format(row.effectiveUntil)),
                text == null ? null : repeated(text));
    }

    private Optional<StoredText> open(VersionRow row, SubjectKeys keys) {
        try {
            byte[] bytes = vault.open(keys, KeyUse.CONTENT, AgreementStore.context(row.key.number()), row.sealed);
            StoredText text = AgreementText.stored(bytes);
            boolean same =
                    Bytes.of(row.digest).equals(Bytes.of(Sha2.sha256(bytes).toArray()))
                            && text.number() == row.key.number()
                            && text.agreement().equals(new AgreementId(row.key.agreement()));
            return same ? Optional.of(text) : Optional.empty();
        } catch (SealBrokenException | JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static StoredAgreement.Repeated repeated(StoredText text) {
        return new StoredAgreement.Repeated(
                text.draft().text("kind"),
                ids(text.parties(Side.PROVIDER)),
                ids(text.parties(Side.RECIPIENT)),
                text.umbrella(),
                text.draft().find("effectiveFrom").map(JsonValue::asText).orElse(null),
                text.draft().find("effectiveUntil").map(JsonValue::asText).orElse(null));
    }

    private static Set<String> ids(Set<PartyId> parties) {
        return parties.stream().map(PartyId::value).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> side(List<PartyRow> parties, int version, String side) {
        return parties.stream()
                .filter(row -> row.key.version() == version && row.side.equals(side))
                .map(row -> row.key.party())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String format(@Nullable Instant instant) {
        return instant == null ? null : Timestamps.format(instant);
    }

    private StoredAgreement.Event event(EventRow row, Optional<SubjectKeys> keys) {
        boolean readable = true;
        if (keys.isPresent()) {
            try {
                vault.open(
                        keys.get(),
                        KeyUse.CONTENT,
                        AgreementRecord.context(row.key.revision(), row.key.ordinal()),
                        row.sealed);
            } catch (SealBrokenException e) {
                readable = false;
            }
        }
        return new StoredAgreement.Event(
                row.version, row.type, row.actingParty, row.actor, row.party, Bytes.of(row.statement), readable);
    }
}
