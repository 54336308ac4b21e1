package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sillok.evidence.core.Activity;
import org.sillok.evidence.core.FileFacts;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.evidence.core.MetadataJson;
import org.sillok.evidence.core.VersionRef;
import org.sillok.evidence.db.FileRow;
import org.sillok.evidence.db.ReleasedRows;
import org.sillok.evidence.db.ReleasedRows.Wanted;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.terms.MaterialRef;
import org.sillok.vault.KeyMissingException;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;
import org.sillok.vault.VaultException;

/**
 * Everything about versions whose release was decided, of any owners. Joins a transaction in the system's scope. Nothing here
 * asks whether anybody may see it and nothing is recorded as a look: the caller has decided, and says only what it may.
 */
@ApplicationScoped
public class ReleasedVersions {
    private final ReleasedRows rows;
    private final Vault vault;

    ReleasedVersions(ReleasedRows rows, Vault vault) {
        this.rows = rows;
        this.vault = vault;
    }

    /**
     * One version as it is on record.
     *
     * @param statement digest of the custody statement that brought it
     * @param language of this version, if it says so itself
     * @param files in the order of their numbers
     * @param metadata of its item, in the revision that is current
     */
    public record Stated(
            MaterialRef version,
            PartyId owner,
            Activity activity,
            Digest statement,
            Optional<LanguageTag> language,
            List<StoredFile> files,
            ItemMetadata metadata) {
        public Stated {
            files = List.copyOf(files);
        }
    }

    /**
     * What the item of a version says of itself without being opened.
     *
     * @param versions how many it has
     * @param source that its metadata names
     * @param revision of its metadata
     */
    public record Outline(MaterialRef version, int versions, Optional<SourceId> source, int revision) {}

    /** Outlines of those of {@code versions} that exist: one query. */
    @Transactional(TxType.MANDATORY)
    public List<Outline> outlines(Collection<MaterialRef> versions) {
        return rows.outlines(wanted(versions)).stream()
                .map(row -> new Outline(
                        new MaterialRef(new ItemId(row.ref().item()), row.ref().version()),
                        row.versions(),
                        Optional.ofNullable(row.source()).map(SourceId::new),
                        row.revision()))
                .toList();
    }

    private static List<Wanted> wanted(Collection<MaterialRef> versions) {
        return versions.stream()
                .map(version -> new Wanted(version.item().value(), version.version()))
                .toList();
    }

    /**
     * Those of {@code versions} that exist: always three queries.
     *
     * @throws VaultException if a key was destroyed or cannot be used
     */
    @Transactional(TxType.MANDATORY)
    public Map<MaterialRef, Stated> of(Collection<MaterialRef> versions) {
        List<Wanted> wanted = wanted(versions);
        Set<String> subjects = new TreeSet<>();
        wanted.forEach(one -> subjects.add(one.item()));
        Map<String, SubjectKeys> keys = vault.keysOf(subjects);
        Map<Wanted, List<StoredFile>> files = new HashMap<>();
        for (FileRow row : rows.files(wanted)) {
            files.computeIfAbsent(new Wanted(row.item, row.version), none -> new ArrayList<>())
                    .add(file(Objects.requireNonNull(keys.get(row.item)), row));
        }
        Map<MaterialRef, Stated> stated = new HashMap<>();
        for (ReleasedRows.Version row : rows.versions(wanted)) {
            Stated one = stated(
                    Objects.requireNonNull(keys.get(row.ref().item())), row, files.getOrDefault(row.ref(), List.of()));
            stated.put(one.version(), one);
        }
        return stated;
    }

    /**
     * The digest of the custody statement that brought each of those of {@code versions} that exist, also if it was erased: no
     * key is opened.
     */
    @Transactional(TxType.MANDATORY)
    public Map<MaterialRef, Digest> statements(Collection<MaterialRef> versions) {
        Map<MaterialRef, Digest> statements = new HashMap<>();
        for (ReleasedRows.Version row : rows.versions(wanted(versions))) {
            statements.put(
                    new MaterialRef(new ItemId(row.ref().item()), row.ref().version()), Digest.sha256(row.statement()));
        }
        return statements;
    }

    /** A version and whose item's it is. */
    public record Owned(MaterialRef version, PartyId owner) {}

    /**
     * The files of the first of {@code versions} with their keys, and of those after it as long as all together have no more
     * than {@code most} bytes and their keys can be used: always three queries. What is left out is for a later call.
     *
     * @throws VaultException if a key of the first one was destroyed or cannot be used
     */
    @Transactional(TxType.MANDATORY)
    public Map<MaterialRef, List<ReadableFile>> readable(List<Owned> versions, long most) {
        Map<Owned, List<FileRow>> files = filesOf(versions, most);
        Set<String> subjects = new TreeSet<>();
        Set<ObjectId> objects = new HashSet<>();
        files.forEach((one, own) -> {
            subjects.add(one.version().item().value());
            own.forEach(row -> objects.add(new ObjectId(row.object)));
        });
        Map<String, SubjectKeys> keys = vault.keysOf(subjects);
        Map<ObjectId, Bytes> wrapped = vault.wrappedKeys(objects);
        Map<MaterialRef, List<ReadableFile>> readable = new HashMap<>();
        for (Map.Entry<Owned, List<FileRow>> one : files.entrySet()) {
            MaterialRef version = one.getKey().version();
            SubjectKeys own = Objects.requireNonNull(keys.get(version.item().value()));
            try {
                readable.put(
                        version,
                        one.getValue().stream()
                                .map(row -> readable(version, own, row, wrapped))
                                .toList());
            } catch (VaultException e) {
                if (readable.isEmpty()) {
                    throw e;
                }
                break;
            }
        }
        return readable;
    }

    /** In the order of {@code versions}. */
    private Map<Owned, List<FileRow>> filesOf(List<Owned> versions, long most) {
        Map<Wanted, List<FileRow>> found = new HashMap<>();
        for (FileRow row :
                rows.files(wanted(versions.stream().map(Owned::version).toList()))) {
            found.computeIfAbsent(new Wanted(row.item, row.version), none -> new ArrayList<>())
                    .add(row);
        }
        Map<Owned, List<FileRow>> files = new LinkedHashMap<>();
        long length = 0;
        for (Owned one : versions) {
            Wanted ref = new Wanted(one.version().item().value(), one.version().version());
            List<FileRow> own = found.getOrDefault(ref, List.of()).stream()
                    .filter(row -> row.ownerParty.equals(one.owner().value()))
                    .toList();
            length += own.stream().mapToLong(row -> row.cipherLength).sum();
            if (!files.isEmpty() && length > most) {
                break;
            }
            files.put(one, own);
        }
        return files;
    }

    private ReadableFile readable(MaterialRef version, SubjectKeys keys, FileRow row, Map<ObjectId, Bytes> wrapped) {
        StoredFile file = file(keys, row);
        Bytes key = wrapped.get(file.object());
        if (key == null) {
            throw new KeyMissingException(file.object().value());
        }
        return new ReadableFile(
                new VersionRef(version.item(), version.version()), file, vault.objectKey(keys, file.object(), key));
    }

    private Stated stated(SubjectKeys keys, ReleasedRows.Version row, List<StoredFile> files) {
        byte[] said =
                vault.open(keys, KeyUse.CONTENT, SealContext.version(row.ref().version()), row.sealed());
        return new Stated(
                new MaterialRef(new ItemId(row.ref().item()), row.ref().version()),
                new PartyId(row.owner()),
                Activity.valueOf(row.activity()),
                Digest.sha256(row.statement()),
                StrictJson.parse(said)
                        .asObject()
                        .find("language")
                        .map(JsonValue::asText)
                        .map(LanguageTag::parse),
                files,
                MetadataJson.stored(
                        vault.open(keys, KeyUse.CONTENT, SealContext.metadata(row.revision()), row.metadata())));
    }

    private StoredFile file(SubjectKeys keys, FileRow row) {
        return new StoredFile(
                row.number,
                new ObjectId(row.object),
                FileFacts.stored(vault.open(keys, KeyUse.CONTENT, SealContext.file(row.object), row.sealed)),
                row.cipherLength,
                Digest.sha256(row.cipherSha256));
    }
}
