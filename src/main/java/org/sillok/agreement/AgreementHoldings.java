package org.sillok.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sillok.agreement.core.AgreementHead;
import org.sillok.agreement.core.VersionHead;
import org.sillok.agreement.db.AgreementRow;
import org.sillok.agreement.db.AgreementRows;
import org.sillok.agreement.db.EventRow;
import org.sillok.agreement.db.VersionRow;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * The agreements that concern an organisation, as far as it sees them, for handing all of it over. Joins a transaction in the
 * system's scope and records no look: the caller has decided.
 */
@ApplicationScoped
public class AgreementHoldings {
    private final AgreementRows rows;
    private final AgreementStore store;
    private final Vault vault;

    AgreementHoldings(AgreementRows rows, AgreementStore store, Vault vault) {
        this.rows = rows;
        this.store = store;
        this.vault = vault;
    }

    /**
     * An agreement.
     *
     * @param owner whose record its statements are
     * @param record its versions and events; the exact signed texts are strings in it
     */
    public record Held(AgreementId id, PartyId owner, JsonObject record) {}

    /** Ids of agreements of anybody, in their order, after {@code last}, which may be empty. */
    @Transactional(TxType.MANDATORY)
    public List<String> after(String last, int limit) {
        return rows.idsAfter(last, limit);
    }

    /** Those of these agreements of which the organisation sees a version. */
    @Transactional(TxType.MANDATORY)
    public List<String> seen(PartyId party, List<String> ids) {
        return store.seenBy(party, rows.list("id in ?1 order by id", ids)).stream()
                .map(head -> head.id().value())
                .toList();
    }

    /** The agreement with those versions that the organisation sees; empty if it sees none. */
    @Transactional(TxType.MANDATORY)
    public Optional<Held> of(PartyId party, String id) {
        AgreementRow row = rows.findById(id);
        return row == null
                ? Optional.empty()
                : store.seenBy(party, List.of(row)).stream().findFirst().map(this::held);
    }

    private Held held(AgreementHead head) {
        String id = head.id().value();
        SubjectKeys keys = vault.keysOf(id);
        Map<VersionRow.Key, VersionRow> texts = store.rowsOf(head.versions().stream()
                .map(version -> new VersionRow.Key(id, version.number()))
                .toList());
        List<JsonValue> versions = head.versions().stream()
                .<JsonValue>map(version -> version(
                        head,
                        version,
                        Objects.requireNonNull(texts.get(new VersionRow.Key(id, version.number()))),
                        keys))
                .toList();
        List<JsonValue> events = rows.events(List.of(id)).stream()
                .filter(event -> head.version(event.version).isPresent())
                .<JsonValue>map(event -> event(event, keys))
                .toList();
        return new Held(
                head.id(),
                head.owner(),
                JsonObject.builder()
                        .put("id", id)
                        .put("owner", head.owner().value())
                        .put("kind", head.kind().name())
                        .put("standing", head.standing().name())
                        .put("versions", new JsonArray(versions))
                        .put("events", new JsonArray(events))
                        .build());
    }

    private JsonObject version(AgreementHead head, VersionHead version, VersionRow row, SubjectKeys keys) {
        JsonObject.Builder json = JsonObject.builder()
                .put("number", version.number())
                .put("stage", version.stage().name())
                .put("draftedBy", version.draftedBy().value())
                .put("digest", Digest.sha256(row.digest).base64Url());
        if (row.startsAt != null) {
            json.put("startsAt", Timestamps.format(row.startsAt));
        }
        if (row.effectiveUntil != null) {
            json.put("effectiveUntil", Timestamps.format(row.effectiveUntil));
        }
        byte[] text = AgreementStore.open(vault, keys, head.id(), version.number(), row.sealed, row.digest)
                .bytes()
                .toArray();
        return json.put("text", new String(text, StandardCharsets.UTF_8)).build();
    }

    private JsonObject event(EventRow row, SubjectKeys keys) {
        JsonObject.Builder json = JsonObject.builder()
                .put("version", row.version)
                .put("type", row.type)
                .put("actingParty", row.actingParty)
                .put("recordedAt", Timestamps.format(row.recordedAt))
                .put("statement", Digest.sha256(row.statement).base64Url());
        if (row.party != null) {
            json.put("party", row.party);
        }
        byte[] details = vault.open(
                keys, KeyUse.CONTENT, AgreementRecord.context(row.key.revision(), row.key.ordinal()), row.sealed);
        return json.put("details", new String(details, StandardCharsets.UTF_8)).build();
    }
}
