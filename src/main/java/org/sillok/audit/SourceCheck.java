package org.sillok.audit;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sillok.audit.core.Columns;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.audit.core.RowFindings;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.StreamKind;
import org.sillok.json.JsonObject;
import org.sillok.source.SourceInspection;
import org.sillok.source.StoredSource;
import org.sillok.vault.SubjectKeys;

/** Compares the rows of sources and of their corrections with what their statements record: protection depends on the kind. */
final class SourceCheck implements RowCheck {
    private static final RowFindings.Codes CODES = new RowFindings.Codes(
            FindingCode.SOURCE_MISSING, FindingCode.SOURCE_ALTERED, FindingCode.SOURCE_UNRECORDED);
    private static final String OWNER = "owner";
    private static final String KIND = "kind";
    private static final String PROFILE = "profile";

    private final SourceInspection sources;
    private final Findings findings;

    SourceCheck(SourceInspection sources, Findings findings) {
        this.sources = sources;
        this.findings = findings;
    }

    @Override
    public StreamKind kind() {
        return StreamKind.SOURCE;
    }

    @Override
    public Set<EventType> types() {
        return EnumSet.of(EventType.SOURCE_REGISTERED, EventType.SOURCE_CORRECTED);
    }

    @Override
    public void check(List<ReadStream> streams) {
        Map<String, Optional<SubjectKeys>> keys = new HashMap<>();
        streams.forEach(stream -> keys.put(stream.subject(), stream.keys()));
        Map<String, StoredSource> rows = new HashMap<>();
        sources.sources(keys).forEach(row -> rows.put(row.id(), row));
        for (ReadStream stream : streams) {
            Columns registered = new Columns();
            Map<Integer, Columns> corrected = new TreeMap<>();
            boolean complete = stream.complete();
            for (CheckedStatement statement : stream.statements()) {
                complete &= Said.read(statement, findings, said -> tell(registered, corrected, said));
            }
            compare(stream.subject(), registered, corrected, rows.get(stream.subject()), complete);
        }
    }

    private static void tell(Columns registered, Map<Integer, Columns> corrected, Said said) {
        if (said.type() == EventType.SOURCE_REGISTERED) {
            registered.put(OWNER, said.text(Field.PARTY)).put("time", said.time());
            // Older statements say neither.
            said.findDetails().map(details -> details.text(KIND)).ifPresent(kind -> registered.put(KIND, kind));
            said.find(Field.METADATA).ifPresent(digest -> registered.put(PROFILE, digest));
            return;
        }
        JsonObject details = said.details();
        corrected.put(
                Math.toIntExact(details.number("revision")),
                new Columns()
                        .put(OWNER, said.text(Field.PARTY))
                        .put("statement", said.digest())
                        .put("time", said.time())
                        .put(KIND, details.text(KIND))
                        .put(PROFILE, said.text(Field.METADATA)));
    }

    private void compare(
            String source,
            Columns registered,
            Map<Integer, Columns> corrected,
            @Nullable StoredSource row,
            boolean complete) {
        if (row == null) {
            findings.add(FindingCode.SOURCE_MISSING, Place.source(source), "its row is gone");
            return;
        }
        Columns columns = new Columns()
                .put(OWNER, row.owner())
                .put("time", row.createdAt())
                .put(KIND, row.kind());
        if (row.profile() != null) {
            columns.put(PROFILE, row.profile());
        }
        new RowFindings<String>(findings, CODES, Place::source, id -> "the row of the source")
                .compare(source, registered, columns);
        Map<Integer, Columns> corrections = new TreeMap<>();
        row.corrections().forEach(each -> corrections.put(each.revision(), columns(each)));
        new RowFindings<Integer>(
                        findings, CODES, number -> Place.source(source, number), number -> "correction " + number)
                .compare(corrected, corrections, complete);
    }

    private static Columns columns(StoredSource.Correction row) {
        Columns columns = new Columns()
                .put(OWNER, row.owner())
                .put("statement", row.statement())
                .put("time", row.correctedAt())
                .put(KIND, row.kind());
        return row.profile() == null ? columns : columns.put(PROFILE, row.profile());
    }

    @Override
    public List<String> subjectsAfter(String subject, int limit) {
        return sources.after(subject, limit);
    }

    @Override
    public void unrecorded(String subject) {
        findings.add(FindingCode.SOURCE_UNRECORDED, Place.source(subject), "it has no stream of statements");
    }
}
