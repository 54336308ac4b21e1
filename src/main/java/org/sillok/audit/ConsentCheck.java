package org.sillok.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.audit.core.Columns;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.audit.core.RowFindings;
import org.sillok.consent.ConsentInspection;
import org.sillok.consent.OpenedBytes;
import org.sillok.consent.StoredConsent;
import org.sillok.consent.core.ConsentContent;
import org.sillok.consent.core.ConsentEvent;
import org.sillok.consent.core.Due;
import org.sillok.consent.core.ExpressedBy;
import org.sillok.consent.core.Standing;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.StreamKind;
import org.sillok.kernel.Timestamps;
import org.sillok.terms.ConsentState;
import org.sillok.vault.SubjectKeys;

/**
 * Compares the rows of consents with what their statements say, replayed in their order. A version that no event names was
 * proposed and is not in force: no statement carries its digest, and it is only looked at whether it opens.
 */
final class ConsentCheck implements RowCheck {
    private static final RowFindings.Codes CODES = new RowFindings.Codes(
            FindingCode.CONSENT_MISSING, FindingCode.CONSENT_ALTERED, FindingCode.CONSENT_UNRECORDED);
    private static final String PREFIX = "CONSENT_";

    private final ConsentInspection consents;
    private final Findings findings;

    ConsentCheck(ConsentInspection consents, Findings findings) {
        this.consents = consents;
        this.findings = findings;
    }

    /** What the statements of one consent say. */
    private static final class Account {
        private final Map<Integer, Columns> events = new TreeMap<>();
        private final Map<Integer, ConsentEvent> replayed = new TreeMap<>();
        private final Map<Integer, Columns> versions = new TreeMap<>();
        private final Columns row = new Columns();
        private boolean complete;
    }

    @Override
    public StreamKind kind() {
        return StreamKind.CONSENT;
    }

    @Override
    public Set<EventType> types() {
        return Arrays.stream(EventType.values())
                .filter(type -> type.stream() == StreamKind.CONSENT)
                .collect(Collectors.toSet());
    }

    @Override
    public void check(List<ReadStream> streams) {
        Map<String, Account> accounts = new TreeMap<>();
        Map<String, Optional<SubjectKeys>> keys = new HashMap<>();
        for (ReadStream stream : streams) {
            Account account = new Account();
            account.complete = stream.complete();
            for (CheckedStatement statement : stream.statements()) {
                account.complete &= Said.read(statement, findings, said -> tell(account, said));
            }
            accounts.put(stream.subject(), account);
            keys.put(stream.subject(), stream.keys());
        }
        for (StoredConsent stored : consents.consents(keys)) {
            compare(accounts.getOrDefault(stored.id(), new Account()), stored);
        }
    }

    private static void tell(Account account, Said said) {
        int number = Math.toIntExact(said.details().number("event"));
        Integer version = said.number(Field.VERSION).orElse(null);
        ConsentState state = ConsentState.valueOf(said.type().name().substring(PREFIX.length()));
        ExpressedBy by = said.detail("by").map(ExpressedBy::valueOf).orElse(null);
        Instant saidAt = Timestamps.parse(said.details().text("saidAt"));
        Columns event = said.written();
        if (version != null) {
            account.versions.computeIfAbsent(version, first -> first(said)).put("digest", said.text(Field.METADATA));
        }
        account.events.put(
                number,
                event.put("state", state.name())
                        .put("version", version)
                        .put("said by", by == null ? null : by.name())
                        .put("said at", Timestamps.format(saidAt))
                        .put("remark", said.details().text("remark")));
        account.replayed.put(
                number, new ConsentEvent(number, state, version, by, saidAt, said.time(), said.isConfirmed()));
        account.row.put("owner", said.text(Field.PARTY)).put("source", said.text(Field.SOURCE));
    }

    /** Who recorded the first event about a version wrote the version, too. */
    private static Columns first(Said said) {
        return new Columns()
                .put("owner", said.text(Field.PARTY))
                .put("recorded by", said.detail("proposedBy").orElseGet(() -> said.text(Field.ACTOR)));
    }

    private void compare(Account account, StoredConsent stored) {
        Place place = Place.consent(stored.id());
        RowFindings<Integer> events = new RowFindings<>(findings, CODES, n -> place, n -> "event " + n);
        Map<Integer, Columns> eventRows = new TreeMap<>();
        stored.events().forEach(row -> eventRows.put(row.number(), event(row)));
        events.compare(account.events, eventRows, account.complete);
        compareVersions(account, stored, place);
        if (stored.row().isEmpty()) {
            findings.add(FindingCode.CONSENT_MISSING, place, "its row is gone");
            return;
        }
        StoredConsent.Row row = stored.row().get();
        Columns said = account.row.put("versions", stored.versions().size());
        if (account.complete) {
            Standing standing = Standing.of(List.copyOf(account.replayed.values()));
            said.put("state", standing.state().name()).put("events", account.events.size());
            due(said, standing, stored);
        }
        new RowFindings<String>(findings, CODES, id -> place, id -> "the row of the consent")
                .compare(
                        stored.id(),
                        said,
                        new Columns()
                                .put("owner", row.owner())
                                .put("source", row.source())
                                .put("state", row.state())
                                .put("events", row.events())
                                .put("versions", row.versions())
                                .put("due month", row.dueMonth()));
    }

    private void compareVersions(Account account, StoredConsent stored, Place place) {
        RowFindings<Integer> versions = new RowFindings<>(findings, CODES, n -> place, n -> "version " + n);
        Map<Integer, Columns> rows = new TreeMap<>();
        Set<Integer> broken = new HashSet<>();
        for (StoredConsent.Version row : stored.versions()) {
            Columns columns = new Columns().put("owner", row.owner()).put("recorded by", row.recordedBy());
            if (row.opened() instanceof OpenedBytes.Opened opened) {
                columns.put("digest", opened.digest().base64Url());
            } else if (row.opened() instanceof OpenedBytes.Broken) {
                columns.put("digest", row.opened());
                broken.add(row.number());
            }
            rows.put(row.number(), columns);
        }
        versions.compare(account.versions, rows, false);
        broken.stream()
                .filter(number -> !account.versions.containsKey(number))
                .forEach(number -> findings.add(
                        FindingCode.CONSENT_ALTERED,
                        place,
                        "version " + number + ", which is not in force, does not open"));
    }

    /** The month of the next review follows from the version in force, if that can be read. */
    private static void due(Columns said, Standing standing, StoredConsent stored) {
        Integer inForce = standing.version();
        if (!standing.permits() || inForce == null) {
            said.put("due month", null);
            return;
        }
        for (StoredConsent.Version row : stored.versions()) {
            ConsentContent content = row.content();
            if (row.number() == inForce && content != null) {
                said.put("due month", month(content, standing));
            }
        }
    }

    private static @Nullable LocalDate month(ConsentContent content, Standing standing) {
        return Due.first(content, standing)
                .map(due -> LocalDate.ofInstant(due.at(), ZoneOffset.UTC).withDayOfMonth(1))
                .orElse(null);
    }

    private static Columns event(StoredConsent.Event row) {
        Columns columns = new Columns()
                .put("owner", row.owner())
                .put("statement", row.statement())
                .put("time", row.recordedAt())
                .put("recorded by", row.recordedBy())
                .put("confirmed by", row.confirmedBy())
                .put("state", row.state())
                .put("version", row.version())
                .put("said by", row.saidBy())
                .put("said at", Timestamps.format(row.saidAt()));
        BindingCheck.remark(columns, row.remark());
        return columns;
    }

    @Override
    public List<String> subjectsAfter(String subject, int limit) {
        return consents.consentsAfter(subject, limit);
    }

    @Override
    public void unrecorded(String subject) {
        findings.add(FindingCode.CONSENT_UNRECORDED, Place.consent(subject), "it has no stream of statements");
    }
}
