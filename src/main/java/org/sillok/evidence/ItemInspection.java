package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sillok.evidence.core.DepositorState;
import org.sillok.evidence.core.FileFacts;
import org.sillok.evidence.db.StoredItems;
import org.sillok.json.JsonException;
import org.sillok.kernel.Bytes;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Shows items exactly as they are stored, for whoever checks them. Joins the caller's transaction, which is scoped to the
 * whole system. Nothing returned here has been verified, and nothing here is recorded as a look: no person sees it.
 */
@ApplicationScoped
public class ItemInspection {
    private final StoredItems rows;
    private final Vault vault;

    ItemInspection(StoredItems rows, Vault vault) {
        this.rows = rows;
        this.vault = vault;
    }

    /** All rows of one item, however few there are. */
    @Transactional(TxType.MANDATORY)
    public StoredItem item(String id) {
        return new StoredItem(
                id,
                rows.item(id)
                        .map(row -> new StoredItem.Row(
                                row.ownerParty,
                                row.kind,
                                List.of(row.languages),
                                row.source,
                                row.metadataRevision,
                                row.latestVersion,
                                row.depositedAt)),
                rows.metadata(id).stream()
                        .map(row -> new StoredItem.Metadata(
                                row.key.revision(), row.ownerParty, Bytes.of(row.sealed), row.recordedAt))
                        .toList(),
                rows.versions(id).stream()
                        .map(row -> new StoredItem.Version(
                                row.key.number(),
                                row.ownerParty,
                                row.activity,
                                Bytes.of(row.sealed),
                                Bytes.of(row.statement),
                                row.recordedAt))
                        .toList(),
                rows.parents(id).stream()
                        .map(row -> new StoredItem.Parent(
                                row.key.version(), row.key.parentItem(), row.key.parentVersion(), row.ownerParty))
                        .toList(),
                rows.files(id).stream()
                        .map(row -> new StoredItem.File(
                                row.object,
                                row.version,
                                row.number,
                                row.ownerParty,
                                row.cipherLength,
                                Bytes.of(row.cipherSha256),
                                Bytes.of(row.sealed)))
                        .toList(),
                rows.depositors(id).stream()
                        .map(row -> new StoredItem.Depositor(row.key.party(), row.ownerParty, Bytes.of(row.statement)))
                        .toList(),
                Stream.concat(
                                rows.depositorProposals(id).stream()
                                        .map(row -> new StoredItem.DepositorStep(
                                                DepositorState.PROPOSED,
                                                row.key.party(),
                                                row.ownerParty,
                                                Bytes.of(row.statement))),
                                rows.depositorProposalEnds(id).stream()
                                        .map(row -> new StoredItem.DepositorStep(
                                                DepositorState.valueOf(row.outcome),
                                                row.key.party(),
                                                row.ownerParty,
                                                Bytes.of(row.statement))))
                        .toList());
    }

    /** Ids that any table of items names, after {@code last} (or from the empty text), in their order. */
    @Transactional(TxType.MANDATORY)
    public List<String> itemsAfter(String last, int limit) {
        return rows.itemsAfter(last, limit);
    }

    @Transactional(TxType.MANDATORY)
    public long files() {
        return rows.countFiles();
    }

    /** The canonical bytes of a revision; empty if what is stored was not sealed for this place. */
    public Optional<Bytes> open(SubjectKeys keys, StoredItem.Metadata metadata) {
        return open(keys, SealContext.metadata(metadata.revision()), metadata.sealed());
    }

    /** The confidential part of a version; empty if what is stored was not sealed for this place. */
    public Optional<Bytes> open(SubjectKeys keys, StoredItem.Version version) {
        return open(keys, SealContext.version(version.number()), version.sealed());
    }

    /** What is known of a file; empty if what is stored was not sealed for this place. */
    public Optional<FileFacts> open(SubjectKeys keys, StoredItem.File file) {
        try {
            return open(keys, SealContext.file(file.object()), file.sealed())
                    .map(json -> FileFacts.stored(json.toArray()));
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Bytes> open(SubjectKeys keys, String context, Bytes sealed) {
        try {
            return Optional.of(Bytes.of(vault.open(keys, KeyUse.CONTENT, context, sealed.toArray())));
        } catch (SealBrokenException e) {
            return Optional.empty();
        }
    }
}
