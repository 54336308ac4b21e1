package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ConsentContent;
import org.sillok.consent.core.ConsentEvent;
import org.sillok.consent.core.ConsentJson;
import org.sillok.consent.core.Due;
import org.sillok.consent.core.Standing;
import org.sillok.consent.db.ConsentEventRow;
import org.sillok.consent.db.ConsentRow;
import org.sillok.consent.db.ConsentRows;
import org.sillok.consent.db.ConsentVersionRow;
import org.sillok.crypto.Sha2;
import org.sillok.custody.Custody;
import org.sillok.custody.Recorded;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Writes versions and events of a consent whose row is held, each event with its statement. */
@ApplicationScoped
class ConsentWriter {
    /** A version, as it is read back or was just written. */
    record Version(int number, ConsentContent content, Digest digest) {}

    private final ConsentRows rows;
    private final Vault vault;
    private final Custody custody;
    private final Clock clock;
    private final Randomness randomness;
    private final Feed feed;

    ConsentWriter(ConsentRows rows, Vault vault, Custody custody, Clock clock, Randomness randomness, Feed feed) {
        this.rows = rows;
        this.vault = vault;
        this.custody = custody;
        this.clock = clock;
        this.randomness = randomness;
        this.feed = feed;
    }

    Standing standing(ConsentRow row) {
        return Standing.of(
                rows.events(List.of(row.id)).stream().map(Instruments::event).toList());
    }

    Version version(ConsentRow row, SubjectKeys keys, int number) {
        ConsentVersionRow version = rows.version(row.id, number).orElseThrow();
        byte[] bytes = vault.open(keys, KeyUse.CONTENT, Instruments.context(number), version.sealed);
        return new Version(number, ConsentJson.read(bytes), Sha2.sha256(bytes));
    }

    /** Stores a version, which is not in force before an event says so. */
    Version addVersion(Caller caller, ConsentRow row, SubjectKeys keys, ConsentContent content) {
        byte[] bytes = ConsentJson.write(content, randomness.bytes(ConsentJson.SALT_BYTES));
        row.versions++;
        rows.add(new ConsentVersionRow(
                new ConsentVersionRow.Key(row.id, row.versions),
                row.ownerParty,
                vault.seal(keys, KeyUse.CONTENT, Instruments.context(row.versions), bytes),
                caller.user().value(),
                now()));
        return new Version(row.versions, content, Sha2.sha256(bytes));
    }

    /**
     * Records an event.
     *
     * @param before the standing without it
     * @param current the version that is in force afterwards or was last; null if there is none
     * @param version the version that the event is about; null if none
     * @param proposer who proposed what the caller confirms; null if the caller acts alone
     */
    int addEvent(
            Caller caller,
            ConsentRow row,
            SubjectKeys keys,
            Standing before,
            NewEvent event,
            @Nullable Version current,
            @Nullable Version version,
            @Nullable UserId proposer) {
        Instant now = now();
        int number = row.events + 1;
        byte[] remark = event.remark().toBytes(randomness.bytes(ConsentJson.SALT_BYTES));
        Recorded statement = custody.append(
                StreamRef.consent(new ConsentId(row.id), new PartyId(row.ownerParty)),
                keys,
                EventType.valueOf("CONSENT_" + event.state()),
                caller.actor(),
                facts(row, number, event, version, remark, proposer),
                List.of());
        UserId recordedBy = proposer == null ? caller.user() : proposer;
        rows.add(new ConsentEventRow(
                new ConsentEventRow.Key(row.id, number),
                row.ownerParty,
                event.state().name(),
                version == null ? null : version.number(),
                event.by() == null ? null : event.by().name(),
                Timestamps.truncate(event.saidAt()),
                now,
                recordedBy.value(),
                proposer == null ? null : caller.user().value(),
                vault.seal(keys, KeyUse.CONTENT, remarkContext(number), remark),
                statement.digest().toArray()));
        Standing after = before.after(new ConsentEvent(
                number,
                event.state(),
                version == null ? null : version.number(),
                event.by(),
                event.saidAt(),
                now,
                proposer != null));
        row.events = number;
        row.revision++;
        row.state = after.state().name();
        feed.tell(new PartyId(row.ownerParty), Happening.CONSENT_RECORDED, row.id);
        row.dueMonth = current == null ? null : month(current.content(), after);
        return number;
    }

    static String remarkContext(int event) {
        return "consent/event/" + event;
    }

    private static List<Fact> facts(
            ConsentRow row,
            int number,
            NewEvent event,
            @Nullable Version version,
            byte[] remark,
            @Nullable UserId proposer) {
        JsonObject.Builder details = JsonObject.builder()
                .put("event", number)
                .put("saidAt", Timestamps.format(event.saidAt()))
                .put("remark", Sha2.sha256(remark).base64Url());
        if (event.by() != null) {
            details.put("by", event.by().name());
        }
        if (proposer != null) {
            details.put("proposedBy", proposer.value());
        }
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.of(Field.CONSENT, row.id),
                Fact.of(Field.SOURCE, row.source),
                Fact.of(Field.DETAILS, details.build())));
        if (version != null) {
            facts.add(Fact.of(Field.VERSION, version.number()));
            facts.add(Fact.of(Field.METADATA, version.digest().base64Url()));
        }
        return facts;
    }

    /** Only the month, because the day on which somebody comes of age is close to a name. */
    private static @Nullable LocalDate month(ConsentContent content, Standing standing) {
        return Due.first(content, standing)
                .map(due -> LocalDate.ofInstant(due.at(), ZoneOffset.UTC).withDayOfMonth(1))
                .orElse(null);
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
