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
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.StreamKind;
import org.sillok.sharing.DisclosureInspection;
import org.sillok.sharing.StoredDisclosure;

/**
 * Compares what was disclosed with what the items' statements record: one that is gone would not be counted, and what is
 * limited in number would be permitted once too often. A statement follows its row: a row of today without one is nothing.
 */
final class ReleaseCheck implements RowCheck {
    private static final RowFindings.Codes CODES = new RowFindings.Codes(
            FindingCode.RELEASE_MISSING, FindingCode.RELEASE_ALTERED, FindingCode.RELEASE_UNRECORDED);

    private final DisclosureInspection disclosures;
    private final Findings findings;

    ReleaseCheck(DisclosureInspection disclosures, Findings findings) {
        this.disclosures = disclosures;
        this.findings = findings;
    }

    @Override
    public StreamKind kind() {
        return StreamKind.ITEM;
    }

    @Override
    public Set<EventType> types() {
        return EnumSet.of(EventType.RELEASED);
    }

    @Override
    public void check(List<ReadStream> streams) {
        Map<String, Map<String, StoredDisclosure>> rows = new HashMap<>();
        for (StoredDisclosure row : disclosures.disclosures(
                streams.stream().map(ReadStream::subject).toList())) {
            rows.computeIfAbsent(row.item(), none -> new TreeMap<>()).put(name(row), row);
        }
        for (ReadStream stream : streams) {
            Map<String, Columns> said = new TreeMap<>();
            boolean complete = stream.complete();
            for (CheckedStatement statement : stream.statements()) {
                complete &= Said.read(statement, findings, each -> tell(said, each, stream.owner()));
            }
            Map<String, Columns> stored = new TreeMap<>();
            rows.getOrDefault(stream.subject(), Map.of()).forEach((name, row) -> {
                if (row.settled() || said.containsKey(name)) {
                    stored.put(name, columns(row));
                }
            });
            new RowFindings<String>(
                            findings,
                            CODES,
                            name -> Place.release(stream.subject(), name),
                            name -> "the release " + name)
                    .compare(said, stored, complete);
        }
    }

    /** The party of the statement is whoever had it sealed, if anybody did: the item's owner is the one of its stream. */
    private static void tell(Map<String, Columns> releases, Said said, Optional<String> owner) {
        Columns columns = new Columns();
        owner.ifPresent(party -> columns.put("owner", party));
        releases.put(
                said.number(Field.VERSION).orElse(0) + "/" + said.text(Field.BUNDLE),
                columns.put("request", said.text(Field.REQUEST))
                        .put("recipient", said.text(Field.RECIPIENT))
                        .put("counted", true));
    }

    private static String name(StoredDisclosure row) {
        return row.version() + "/" + row.bundle();
    }

    private static Columns columns(StoredDisclosure row) {
        return new Columns()
                .put("owner", row.owner())
                .put("request", row.request())
                .put("recipient", row.recipient())
                .put("counted", row.counted());
    }

    @Override
    public List<String> subjectsAfter(String subject, int limit) {
        return disclosures.itemsAfter(subject, limit);
    }

    @Override
    public void unrecorded(String subject) {
        for (StoredDisclosure row : disclosures.disclosures(List.of(subject))) {
            if (row.settled()) {
                findings.add(
                        FindingCode.RELEASE_UNRECORDED,
                        Place.release(subject, name(row)),
                        "the item has no stream of statements");
            }
        }
    }
}
