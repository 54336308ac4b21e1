package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ConsentContent;
import org.sillok.consent.core.ConsentEvent;
import org.sillok.consent.core.ConsentJson;
import org.sillok.consent.core.ExpressedBy;
import org.sillok.consent.core.Standing;
import org.sillok.consent.core.Standings;
import org.sillok.consent.db.ConsentEventRow;
import org.sillok.consent.db.ConsentRow;
import org.sillok.consent.db.ConsentRows;
import org.sillok.consent.db.ConsentVersionRow;
import org.sillok.json.JsonException;
import org.sillok.kernel.SourceId;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Puts consents together from their rows: four queries and one for the keys, however many there are. */
@ApplicationScoped
class Instruments {
    private final ConsentRows rows;
    private final Vault vault;

    Instruments(ConsentRows rows, Vault vault) {
        this.rows = rows;
        this.vault = vault;
    }

    /** Each of these consents as it stands now. */
    Map<String, Consent> of(Set<String> ids) {
        Map<String, Standing> standings = standings(ids);
        Map<String, Optional<ConsentContent>> contents = contents(standings);
        Map<String, Consent> consents = new HashMap<>();
        for (ConsentRow row : rows.all(ids)) {
            consents.put(
                    row.id,
                    Standings.instrument(
                            row.id,
                            new SourceId(row.source),
                            standings.getOrDefault(row.id, Standing.NONE),
                            contents.getOrDefault(row.id, Optional.empty()).orElse(null)));
        }
        return consents;
    }

    Map<String, Standing> standings(Set<String> ids) {
        Map<String, List<ConsentEvent>> events = new HashMap<>();
        for (ConsentEventRow row : rows.events(ids)) {
            events.computeIfAbsent(row.key.consent(), none -> new ArrayList<>()).add(event(row));
        }
        Map<String, Standing> standings = new HashMap<>();
        events.forEach((id, list) -> standings.put(id, Standing.of(list)));
        return standings;
    }

    /** The version that each standing names: empty if it cannot be read, missing if there is none. */
    Map<String, Optional<ConsentContent>> contents(Map<String, Standing> standings) {
        Map<String, Integer> numbers = new HashMap<>();
        standings.forEach((id, standing) -> {
            Integer version = standing.version();
            if (version != null) {
                numbers.put(id, version);
            }
        });
        Map<String, Optional<ConsentContent>> contents = new HashMap<>();
        if (numbers.isEmpty()) {
            return contents;
        }
        // A version that is named and not there is one that cannot be read.
        numbers.keySet().forEach(id -> contents.put(id, Optional.empty()));
        Map<String, SubjectKeys> keys = vault.keysOf(numbers.keySet());
        for (ConsentVersionRow row : rows.versions(numbers)) {
            contents.put(row.key.consent(), read(Objects.requireNonNull(keys.get(row.key.consent())), row));
        }
        return contents;
    }

    Optional<ConsentContent> read(SubjectKeys keys, ConsentVersionRow row) {
        if (!keys.holds(KeyUse.CONTENT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(content(keys, row));
        } catch (SealBrokenException | IllegalArgumentException | ArithmeticException | JsonException e) {
            return Optional.empty();
        }
    }

    /** What a version says; a key that cannot be used, or a broken seal, is a fault. */
    ConsentContent content(SubjectKeys keys, ConsentVersionRow row) {
        return ConsentJson.read(vault.open(keys, KeyUse.CONTENT, context(row.key.number()), row.sealed));
    }

    static String context(int version) {
        return "consent/version/" + version;
    }

    static ConsentEvent event(ConsentEventRow row) {
        return new ConsentEvent(
                row.key.number(),
                ConsentState.valueOf(row.state),
                row.version,
                speaker(row.saidBy),
                row.saidAt,
                row.recordedAt,
                row.confirmedBy != null);
    }

    private static @Nullable ExpressedBy speaker(@Nullable String name) {
        return name == null ? null : ExpressedBy.valueOf(name);
    }
}
