package org.sillok.audit;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sillok.audit.core.Columns;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.audit.core.RowFindings;
import org.sillok.consent.ConsentInspection;
import org.sillok.consent.StoredNaming;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.StreamKind;
import org.sillok.vault.SubjectKeys;

/** Compares decisions whether sources may be named with what the sources' statements record. */
final class NamingCheck implements RowCheck {
    private static final RowFindings.Codes CODES = new RowFindings.Codes(
            FindingCode.NAMING_MISSING, FindingCode.NAMING_ALTERED, FindingCode.NAMING_UNRECORDED);

    private final ConsentInspection consents;
    private final Findings findings;

    NamingCheck(ConsentInspection consents, Findings findings) {
        this.consents = consents;
        this.findings = findings;
    }

    @Override
    public StreamKind kind() {
        return StreamKind.SOURCE;
    }

    @Override
    public Set<EventType> types() {
        return EnumSet.of(EventType.NAMING_DECIDED);
    }

    @Override
    public void check(List<ReadStream> streams) {
        Map<String, Optional<SubjectKeys>> keys = new HashMap<>();
        streams.forEach(stream -> keys.put(stream.subject(), stream.keys()));
        Map<String, Map<Integer, Columns>> rows = new HashMap<>();
        for (StoredNaming row : consents.namings(keys)) {
            rows.computeIfAbsent(row.source(), none -> new TreeMap<>()).put(row.number(), columns(row));
        }
        for (ReadStream stream : streams) {
            Map<Integer, Columns> decided = new TreeMap<>();
            boolean complete = stream.complete();
            for (CheckedStatement statement : stream.statements()) {
                complete &= Said.read(statement, findings, said -> tell(decided, said));
            }
            new RowFindings<Integer>(
                            findings,
                            CODES,
                            number -> Place.naming(stream.subject(), number),
                            number -> "decision " + number)
                    .compare(decided, rows.getOrDefault(stream.subject(), Map.of()), complete);
        }
    }

    private static void tell(Map<Integer, Columns> decided, Said said) {
        decided.put(
                Math.toIntExact(said.details().number("decision")),
                said.written()
                        .put("decision", said.text(Field.OUTCOME))
                        .put("remark", said.details().text("remark")));
    }

    private static Columns columns(StoredNaming row) {
        Columns columns = new Columns()
                .put("owner", row.owner())
                .put("statement", row.statement())
                .put("time", row.recordedAt())
                .put("recorded by", row.recordedBy())
                .put("confirmed by", row.confirmedBy())
                .put("decision", row.decision());
        BindingCheck.remark(columns, row.remark());
        return columns;
    }

    @Override
    public List<String> subjectsAfter(String subject, int limit) {
        return consents.namedAfter(subject, limit);
    }

    @Override
    public void unrecorded(String subject) {
        for (StoredNaming row : consents.namings(Map.of(subject, Optional.empty()))) {
            findings.add(
                    FindingCode.NAMING_UNRECORDED,
                    Place.naming(subject, row.number()),
                    "the source has no stream of statements");
        }
    }
}
