package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sillok.crypto.Sha2;
import org.sillok.custody.Custody;
import org.sillok.custody.Recorded;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.evidence.core.Activity;
import org.sillok.evidence.core.VersionDescription;
import org.sillok.evidence.db.FileRow;
import org.sillok.evidence.db.ItemInserts;
import org.sillok.evidence.db.ParentRow;
import org.sillok.evidence.db.VersionRow;
import org.sillok.identity.Caller;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Digest;
import org.sillok.vault.KeyUse;
import org.sillok.vault.Vault;

/** Writes a version with its files, and the statement that records both. Joins the transaction of who adds it. */
@ApplicationScoped
class VersionWriter {
    private final ItemInserts inserts;
    private final Vault vault;
    private final Custody custody;

    VersionWriter(ItemInserts inserts, Vault vault, Custody custody) {
        this.inserts = inserts;
        this.vault = vault;
        this.custody = custody;
    }

    /** Writes version {@code number}; {@code more} is what its statement says besides. */
    @Transactional(TxType.MANDATORY)
    public Recorded add(Caller caller, NewVersion version, int number, EventType type, List<Fact> more, Instant now) {
        VersionDescription description = version.description();
        VersionRow.Key key = new VersionRow.Key(version.item().value(), number);
        String owner = caller.party().value();
        List<Fact> facts = new ArrayList<>(more);
        facts.add(Fact.of(Field.ITEM, key.item()));
        facts.add(Fact.of(Field.VERSION, number));
        facts.add(Fact.of(Field.ACTIVITY, description.activity().name()));
        if (description.activity() != Activity.ORIGINAL) {
            facts.add(Fact.of(Field.PARENTS, parents(description)));
            facts.add(metadataDigest(description.sealedPart()));
        }
        List<Digest> ciphers = new ArrayList<>();
        List<FileRow> files = new ArrayList<>();
        for (NewFile added : version.files()) {
            StoredFile file = added.file();
            vault.store(added.key());
            facts.addAll(StatedFile.facts(file));
            ciphers.add(file.cipherSha256());
            files.add(new FileRow(
                    file.object().value(),
                    key,
                    file.number(),
                    owner,
                    file.cipherLength(),
                    file.cipherSha256().toArray(),
                    vault.seal(
                            version.keys(),
                            KeyUse.CONTENT,
                            SealContext.file(file.object().value()),
                            file.facts().toJson())));
        }
        Recorded statement = custody.append(
                StreamRef.item(version.item(), caller.party()), version.keys(), type, caller.actor(), facts, ciphers);
        inserts.add(
                new VersionRow(
                        key,
                        owner,
                        description.activity().name(),
                        vault.seal(
                                version.keys(), KeyUse.CONTENT, SealContext.version(number), description.sealedPart()),
                        statement.digest().toArray(),
                        now),
                description.parents().stream()
                        .map(parent -> new ParentRow(
                                new ParentRow.Key(
                                        key.item(), number, parent.item().value(), parent.version()),
                                owner))
                        .toList(),
                files);
        return statement;
    }

    static Fact metadataDigest(byte[] canonical) {
        return Fact.of(Field.METADATA, Sha2.sha256(canonical).base64Url());
    }

    private static JsonArray parents(VersionDescription description) {
        return new JsonArray(description.parents().stream()
                .<JsonValue>map(parent -> JsonObject.builder()
                        .put("item", parent.item().value())
                        .put("version", parent.version())
                        .build())
                .toList());
    }
}
