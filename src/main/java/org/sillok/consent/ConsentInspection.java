package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ConsentContent;
import org.sillok.consent.core.ConsentJson;
import org.sillok.consent.db.ConsentBindingRow;
import org.sillok.consent.db.ConsentEventRow;
import org.sillok.consent.db.ConsentRow;
import org.sillok.consent.db.ConsentVersionRow;
import org.sillok.consent.db.StoredConsents;
import org.sillok.crypto.Sha2;
import org.sillok.json.JsonException;
import org.sillok.kernel.Bytes;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Shows consents, bindings and naming decisions exactly as they are stored, for whoever checks them: so many at a time, with
 * as many queries for one as for all of them. Joins the caller's transaction, which is scoped to the whole system. Nothing
 * returned here has been verified, and nothing here is recorded as a look: no person sees it.
 */
@ApplicationScoped
public class ConsentInspection {
    private final StoredConsents rows;
    private final Vault vault;

    ConsentInspection(StoredConsents rows, Vault vault) {
        this.rows = rows;
        this.vault = vault;
    }

    /** Ids of consents that any row names, in their order, after {@code id}. */
    @Transactional(TxType.MANDATORY)
    public List<String> consentsAfter(String id, int limit) {
        return rows.consentsAfter(id, limit);
    }

    /** Items with bindings, in their order, after {@code item}. */
    @Transactional(TxType.MANDATORY)
    public List<String> boundAfter(String item, int limit) {
        return rows.boundAfter(item, limit);
    }

    /** Removed bindings of which there is no row, in their order, after {@code binding}. */
    @Transactional(TxType.MANDATORY)
    public List<String> removedAfter(String binding, int limit) {
        return rows.removedAfter(binding, limit);
    }

    /** Sources with naming decisions, in their order, after {@code source}. */
    @Transactional(TxType.MANDATORY)
    public List<String> namedAfter(String source, int limit) {
        return rows.namedAfter(source, limit);
    }

    /**
     * All rows of these consents.
     *
     * @param keys of each of them, if they can be had
     */
    @Transactional(TxType.MANDATORY)
    public List<StoredConsent> consents(Map<String, Optional<SubjectKeys>> keys) {
        Map<String, ConsentRow> found = new HashMap<>();
        rows.consents(keys.keySet()).forEach(row -> found.put(row.id, row));
        Map<String, List<StoredConsent.Version>> versions = new HashMap<>();
        for (ConsentVersionRow row : rows.versions(keys.keySet())) {
            versions.computeIfAbsent(row.key.consent(), none -> new ArrayList<>())
                    .add(version(row, held(keys, row.key.consent())));
        }
        Map<String, List<StoredConsent.Event>> events = new HashMap<>();
        for (ConsentEventRow row : rows.events(keys.keySet())) {
            events.computeIfAbsent(row.key.consent(), none -> new ArrayList<>())
                    .add(event(row, held(keys, row.key.consent())));
        }
        return keys.keySet().stream()
                .map(id -> new StoredConsent(
                        id,
                        Optional.ofNullable(found.get(id)).map(ConsentInspection::row),
                        versions.getOrDefault(id, List.of()),
                        events.getOrDefault(id, List.of())))
                .toList();
    }

    /**
     * The bindings of these items, removed or not.
     *
     * @param keys of each of the items, if they can be had
     */
    @Transactional(TxType.MANDATORY)
    public List<StoredBinding> bindings(Map<String, Optional<SubjectKeys>> keys) {
        return rows.bindings(keys.keySet()).stream()
                .map(row -> binding(row, held(keys, row.item)))
                .toList();
    }

    /**
     * The removals of these bindings.
     *
     * @param keys by binding, those of its item, if they can be had
     */
    @Transactional(TxType.MANDATORY)
    public List<StoredBinding.Removal> removals(Map<String, Optional<SubjectKeys>> keys) {
        return rows.unbindings(keys.keySet()).stream()
                .map(row -> new StoredBinding.Removal(
                        row.binding,
                        row.ownerParty,
                        row.recordedAt,
                        row.recordedBy,
                        row.confirmedBy,
                        open(held(keys, row.binding), BindingWriter.removalContext(row.binding), row.sealed),
                        Bytes.of(row.statement)))
                .toList();
    }

    /**
     * The naming decisions about these sources.
     *
     * @param keys of each of the sources, if they can be had
     */
    @Transactional(TxType.MANDATORY)
    public List<StoredNaming> namings(Map<String, Optional<SubjectKeys>> keys) {
        return rows.namings(keys.keySet()).stream()
                .map(row -> new StoredNaming(
                        row.key.source(),
                        row.key.number(),
                        row.ownerParty,
                        row.decision,
                        row.recordedAt,
                        row.recordedBy,
                        row.confirmedBy,
                        open(held(keys, row.key.source()), Namings.context(row.key.number()), row.sealed),
                        Bytes.of(row.statement)))
                .toList();
    }

    private static StoredConsent.Row row(ConsentRow row) {
        return new StoredConsent.Row(row.ownerParty, row.source, row.state, row.events, row.versions, row.dueMonth);
    }

    private StoredConsent.Version version(ConsentVersionRow row, Optional<SubjectKeys> keys) {
        OpenedBytes opened = new OpenedBytes.NoKey();
        ConsentContent content = null;
        if (keys.isPresent()) {
            try {
                byte[] bytes =
                        vault.open(keys.get(), KeyUse.CONTENT, Instruments.context(row.key.number()), row.sealed);
                content = ConsentJson.read(bytes);
                opened = new OpenedBytes.Opened(Sha2.sha256(bytes));
            } catch (SealBrokenException | JsonException | IllegalArgumentException | ArithmeticException e) {
                opened = new OpenedBytes.Broken();
            }
        }
        return new StoredConsent.Version(row.key.number(), row.ownerParty, row.recordedBy, opened, content);
    }

    private StoredConsent.Event event(ConsentEventRow row, Optional<SubjectKeys> keys) {
        return new StoredConsent.Event(
                row.key.number(),
                row.ownerParty,
                row.state,
                row.version,
                row.saidBy,
                row.saidAt,
                row.recordedAt,
                row.recordedBy,
                row.confirmedBy,
                open(keys, ConsentWriter.remarkContext(row.key.number()), row.sealed),
                Bytes.of(row.statement));
    }

    private StoredBinding binding(ConsentBindingRow row, Optional<SubjectKeys> keys) {
        byte @Nullable [] sealed = row.sealed;
        return new StoredBinding(
                row.id,
                row.ownerParty,
                row.item,
                row.version,
                row.relation,
                row.consent,
                row.source,
                row.recordedAt,
                row.recordedBy,
                row.confirmedBy,
                sealed == null ? null : open(keys, BindingWriter.context(row.id), sealed),
                Bytes.of(row.statement));
    }

    private static Optional<SubjectKeys> held(Map<String, Optional<SubjectKeys>> keys, String subject) {
        return keys.getOrDefault(subject, Optional.empty());
    }

    private OpenedBytes open(Optional<SubjectKeys> keys, String context, byte[] sealed) {
        if (keys.isEmpty()) {
            return new OpenedBytes.NoKey();
        }
        try {
            return new OpenedBytes.Opened(Sha2.sha256(vault.open(keys.get(), KeyUse.CONTENT, context, sealed)));
        } catch (SealBrokenException e) {
            return new OpenedBytes.Broken();
        }
    }
}
