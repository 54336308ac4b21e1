package org.sillok.source;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;
import org.sillok.source.db.SourceCorrectionRow;
import org.sillok.source.db.SourceCorrectionRows;
import org.sillok.source.db.SourceRow;
import org.sillok.source.db.SourceRows;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * What an organisation said of its sources, for handing all of it over. Joins a transaction in the system's scope. Nothing here
 * asks whether anybody may see it and nothing is recorded as a look: the caller has decided.
 */
@ApplicationScoped
public class SourceHoldings {
    private final SourceRows rows;
    private final SourceCorrectionRows corrections;
    private final Vault vault;

    SourceHoldings(SourceRows rows, SourceCorrectionRows corrections, Vault vault) {
        this.rows = rows;
        this.corrections = corrections;
        this.vault = vault;
    }

    /** Ids of the organisation's sources, in their order, after {@code last}, which may be empty. */
    @Transactional(TxType.MANDATORY)
    public List<SourceId> after(PartyId owner, String last, int limit) {
        return rows.ofOwnerAfter(owner.value(), last, limit).stream()
                .map(SourceId::new)
                .toList();
    }

    /** What may stand beside material: pseudonym, kind and times. Nothing on how to approach the person. */
    @Transactional(TxType.MANDATORY)
    public JsonObject outline(SourceId source) {
        SourceRow row = rows.findById(source.value());
        return JsonObject.builder()
                .put("id", row.id)
                .put("owner", row.ownerParty)
                .put("pseudonym", row.pseudonym)
                .put("kind", row.kind)
                .put("registeredAt", Timestamps.format(row.createdAt))
                .put(
                        "corrections",
                        new JsonArray(corrected(source).stream()
                                .<JsonValue>map(one -> JsonObject.builder()
                                        .put("revision", one.key.revision())
                                        .put("kind", one.kind)
                                        .put("correctedAt", Timestamps.format(one.correctedAt))
                                        .put(
                                                "statement",
                                                Digest.sha256(one.statement).base64Url())
                                        .build())
                                .toList()))
                .build();
    }

    /** The exact profiles in the order of their revisions: how to approach the person, and with what care. */
    @Transactional(TxType.MANDATORY)
    public List<String> profiles(SourceId source) {
        SubjectKeys keys = vault.keysOf(source.value());
        List<String> profiles = new ArrayList<>();
        profiles.add(open(keys, rows.findById(source.value()).profile));
        corrected(source).forEach(one -> profiles.add(open(keys, one.profile)));
        return profiles;
    }

    private List<SourceCorrectionRow> corrected(SourceId source) {
        return corrections.list("key.source = ?1 order by key.revision", source.value());
    }

    private String open(SubjectKeys keys, byte[] sealed) {
        return new String(vault.open(keys, KeyUse.CONTENT, Sources.PROFILE, sealed), StandardCharsets.UTF_8);
    }
}
