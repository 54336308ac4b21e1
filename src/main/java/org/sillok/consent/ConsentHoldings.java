package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.NoticeId;
import org.sillok.consent.db.ConsentBindingRow;
import org.sillok.consent.db.ConsentEventRow;
import org.sillok.consent.db.ConsentRow;
import org.sillok.consent.db.ConsentRows;
import org.sillok.consent.db.ConsentUnbindingRow;
import org.sillok.consent.db.ConsentVersionRow;
import org.sillok.consent.db.NamingRow;
import org.sillok.consent.db.NoticeRows;
import org.sillok.consent.db.NoticeVersionRow;
import org.sillok.consent.db.StoredConsents;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * What people agreed to, what that is bound to, what was explained to them and how they may be named, for handing all of it
 * over. The exact texts whose digests the statements have are strings in the records. Joins a transaction in the system's scope
 * and records no look: the caller has decided.
 */
@ApplicationScoped
public class ConsentHoldings {
    private final ConsentRows consents;
    private final NoticeRows notices;
    private final StoredConsents stored;
    private final Vault vault;

    ConsentHoldings(ConsentRows consents, NoticeRows notices, StoredConsents stored, Vault vault) {
        this.consents = consents;
        this.notices = notices;
        this.stored = stored;
        this.vault = vault;
    }

    /** Ids of the organisation's consents, in their order, after {@code last}, which may be empty. */
    @Transactional(TxType.MANDATORY)
    public List<ConsentId> after(PartyId owner, String last, int limit) {
        return consents.ofOwnerAfter(owner.value(), last, limit).stream()
                .map(ConsentId::new)
                .toList();
    }

    /** One consent with all versions and events. */
    @Transactional(TxType.MANDATORY)
    public JsonObject of(ConsentId id) {
        List<String> one = List.of(id.value());
        ConsentRow row = stored.consents(one).get(0);
        SubjectKeys keys = vault.keysOf(id.value());
        return JsonObject.builder()
                .put("id", row.id)
                .put("owner", row.ownerParty)
                .put("source", row.source)
                .put("state", row.state)
                .put(
                        "versions",
                        array(stored.versions(one).stream()
                                .map(version -> version(version, keys))
                                .toList()))
                .put(
                        "events",
                        array(stored.events(one).stream()
                                .map(event -> event(event, keys))
                                .toList()))
                .build();
    }

    private JsonObject version(ConsentVersionRow row, SubjectKeys keys) {
        return JsonObject.builder()
                .put("number", row.key.number())
                .put("recordedBy", row.recordedBy)
                .put("recordedAt", Timestamps.format(row.recordedAt))
                .put("text", open(keys, Instruments.context(row.key.number()), row.sealed))
                .build();
    }

    private JsonObject event(ConsentEventRow row, SubjectKeys keys) {
        JsonObject.Builder json = JsonObject.builder()
                .put("number", row.key.number())
                .put("state", row.state)
                .put("saidAt", Timestamps.format(row.saidAt))
                .put("recordedAt", Timestamps.format(row.recordedAt))
                .put("recordedBy", row.recordedBy)
                .put("remark", open(keys, ConsentWriter.remarkContext(row.key.number()), row.sealed))
                .put("statement", Digest.sha256(row.statement).base64Url());
        if (row.version != null) {
            json.put("version", row.version);
        }
        put(json, "saidBy", row.saidBy);
        put(json, "confirmedBy", row.confirmedBy);
        return json.build();
    }

    /** What an item is, or was, bound to, oldest binding first by id. */
    @Transactional(TxType.MANDATORY)
    public JsonArray bindings(ItemId item) {
        List<ConsentBindingRow> rows = stored.bindings(List.of(item.value()));
        SubjectKeys keys = vault.keysOf(item.value());
        Map<String, ConsentUnbindingRow> removed = stored
                .unbindings(rows.stream().map(row -> row.id).toList())
                .stream()
                .collect(Collectors.toMap(row -> row.binding, row -> row));
        return array(rows.stream()
                .map(row -> binding(row, removed.get(row.id), keys))
                .toList());
    }

    private JsonObject binding(ConsentBindingRow row, @Nullable ConsentUnbindingRow removed, SubjectKeys keys) {
        JsonObject.Builder json = JsonObject.builder()
                .put("id", row.id)
                .put("relation", row.relation)
                .put("recordedAt", Timestamps.format(row.recordedAt))
                .put("recordedBy", row.recordedBy)
                .put("statement", Digest.sha256(row.statement).base64Url());
        if (row.version != null) {
            json.put("version", row.version);
        }
        put(json, "consent", row.consent);
        put(json, "source", row.source);
        put(json, "confirmedBy", row.confirmedBy);
        // Of an item that was erased nothing opens any more; that it was bound stays.
        boolean opens = keys.holds(KeyUse.CONTENT);
        byte @Nullable [] sealed = row.sealed;
        if (sealed != null && opens) {
            json.put("text", open(keys, BindingWriter.context(row.id), sealed));
        }
        if (removed != null) {
            JsonObject.Builder removal = JsonObject.builder()
                    .put("recordedAt", Timestamps.format(removed.recordedAt))
                    .put("recordedBy", removed.recordedBy)
                    .put("confirmedBy", removed.confirmedBy)
                    .put("statement", Digest.sha256(removed.statement).base64Url());
            if (opens) {
                removal.put("text", open(keys, BindingWriter.removalContext(row.id), removed.sealed));
            }
            json.put("removed", removal.build());
        }
        return json.build();
    }

    /** A notice, and how many versions it has. */
    public record KnownNotice(NoticeId id, int versions) {}

    /** The organisation's notices, in the order of their ids, after {@code last}, which may be empty. */
    @Transactional(TxType.MANDATORY)
    public List<KnownNotice> noticesAfter(PartyId owner, String last, int limit) {
        return notices.ofOwnerAfter(owner.value(), last, limit).stream()
                .map(row -> new KnownNotice(new NoticeId(row.id()), row.versions()))
                .toList();
    }

    /** One notice with all versions. */
    @Transactional(TxType.MANDATORY)
    public JsonObject notice(NoticeId id) {
        SubjectKeys keys = vault.keysOf(id.value());
        return JsonObject.builder()
                .put("id", id.value())
                .put(
                        "versions",
                        array(notices.versions(List.of(id.value())).stream()
                                .map(row -> notice(row, keys))
                                .toList()))
                .build();
    }

    private JsonObject notice(NoticeVersionRow row, SubjectKeys keys) {
        return JsonObject.builder()
                .put("number", row.key.number())
                .put("language", row.language)
                .put("recordedBy", row.recordedBy)
                .put("recordedAt", Timestamps.format(row.recordedAt))
                .put("text", open(keys, Notices.context(row.key.number()), row.sealed))
                .build();
    }

    /** What was decided about naming a source, in order. The texts may have the name: they go with what protects it. */
    @Transactional(TxType.MANDATORY)
    public JsonArray namings(SourceId source) {
        SubjectKeys keys = vault.keysOf(source.value());
        return array(stored.namings(List.of(source.value())).stream()
                .map(row -> naming(row, keys))
                .toList());
    }

    private JsonObject naming(NamingRow row, SubjectKeys keys) {
        JsonObject.Builder json = JsonObject.builder()
                .put("number", row.key.number())
                .put("decision", row.decision)
                .put("recordedAt", Timestamps.format(row.recordedAt))
                .put("recordedBy", row.recordedBy)
                .put("statement", Digest.sha256(row.statement).base64Url())
                .put("text", open(keys, Namings.context(row.key.number()), row.sealed));
        put(json, "confirmedBy", row.confirmedBy);
        return json.build();
    }

    private String open(SubjectKeys keys, String context, byte[] sealed) {
        return new String(vault.open(keys, KeyUse.CONTENT, context, sealed), StandardCharsets.UTF_8);
    }

    private static void put(JsonObject.Builder json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static JsonArray array(List<JsonObject> objects) {
        return new JsonArray(objects.stream().<JsonValue>map(one -> one).toList());
    }
}
