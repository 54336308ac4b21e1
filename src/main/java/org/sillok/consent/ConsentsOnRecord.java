package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ConsentEvent;
import org.sillok.consent.core.Remark;
import org.sillok.consent.core.Standing;
import org.sillok.consent.db.ConsentEventRow;
import org.sillok.consent.db.ConsentRow;
import org.sillok.consent.db.ConsentRows;
import org.sillok.consent.db.ConsentVersionRow;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.UserId;
import org.sillok.source.Sources;
import org.sillok.source.core.SourceKind;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Consents with everything that was recorded of them, of any owners, to be kept beside what is handed over under them. Joins
 * a transaction in the system's scope and records no look: the caller has decided that the material is handed over.
 */
@ApplicationScoped
public class ConsentsOnRecord {
    private final ConsentRows rows;
    private final Instruments instruments;
    private final Sources sources;
    private final Vault vault;
    private final Clock clock;

    ConsentsOnRecord(ConsentRows rows, Instruments instruments, Sources sources, Vault vault, Clock clock) {
        this.rows = rows;
        this.instruments = instruments;
        this.sources = sources;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * These consents as they stand now, by id; what waits for a second person is not among it, nor are remarks. Always the
     * same queries. A consent whose key or source cannot be used is missing.
     */
    @Transactional(TxType.MANDATORY)
    public Map<ConsentId, ConsentOnRecord> of(Set<ConsentId> consents) {
        Map<ConsentId, ConsentOnRecord> found =
                new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
        Set<String> ids = consents.stream().map(ConsentId::value).collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return found;
        }
        Instant now = clock.instant();
        Map<String, List<RecordedEvent>> events = new HashMap<>();
        for (ConsentEventRow row : rows.events(ids)) {
            events.computeIfAbsent(row.key.consent(), none -> new ArrayList<>()).add(event(row));
        }
        List<ConsentRow> all = rows.all(ids);
        Map<SourceId, SourceKind> kinds =
                sources.kinds(all.stream().map(row -> new SourceId(row.source)).collect(Collectors.toSet()));
        Map<String, ConsentVersion> current = current(events);
        for (ConsentRow row : all) {
            @Nullable SourceKind kind = kinds.get(new SourceId(row.source));
            @Nullable ConsentVersion version = current.get(row.id);
            if (kind != null && version != null) {
                List<RecordedEvent> recorded = events.getOrDefault(row.id, List.of());
                Standing standing = standing(recorded);
                found.put(
                        new ConsentId(row.id),
                        new ConsentOnRecord(
                                new PartyId(row.ownerParty),
                                kind,
                                new SourceConsent(
                                        new ConsentId(row.id),
                                        new SourceId(row.source),
                                        standing,
                                        Consents.state(standing, version, now),
                                        row.revision,
                                        row.versions,
                                        row.createdAt,
                                        version,
                                        List.of()),
                                recorded));
            }
        }
        return found;
    }

    private Map<String, ConsentVersion> current(Map<String, List<RecordedEvent>> events) {
        Map<String, Integer> numbers = new HashMap<>();
        events.forEach((id, recorded) -> {
            @Nullable Integer number = standing(recorded).version();
            if (number != null) {
                numbers.put(id, number);
            }
        });
        Map<String, ConsentVersion> current = new HashMap<>();
        if (numbers.isEmpty()) {
            return current;
        }
        Map<String, SubjectKeys> keys = vault.keysOf(numbers.keySet());
        for (ConsentVersionRow row : rows.versions(numbers)) {
            String id = row.key.consent();
            instruments
                    .read(Objects.requireNonNull(keys.get(id)), row)
                    .ifPresent(content -> current.put(
                            id,
                            new ConsentVersion(row.key.number(), content, new UserId(row.recordedBy), row.recordedAt)));
        }
        return current;
    }

    private static Standing standing(List<RecordedEvent> recorded) {
        List<ConsentEvent> events = recorded.stream().map(RecordedEvent::event).toList();
        return Standing.of(events);
    }

    private static RecordedEvent event(ConsentEventRow row) {
        @Nullable String confirmedBy = row.confirmedBy;
        return new RecordedEvent(
                Instruments.event(row),
                Remark.NONE,
                new UserId(row.recordedBy),
                confirmedBy == null ? null : new UserId(confirmedBy),
                Digest.sha256(row.statement));
    }
}
