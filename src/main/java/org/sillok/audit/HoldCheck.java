package org.sillok.audit;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
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
import org.sillok.custody.core.StreamKind;
import org.sillok.hold.HoldInspection;
import org.sillok.hold.StoredHold;
import org.sillok.kernel.Timestamps;

/**
 * Compares holds with what the items' statements record: without its row, what is held would be released or erased. Of many
 * items the statements follow the rows: a row of today without one is nothing.
 */
final class HoldCheck implements RowCheck {
    private static final RowFindings.Codes CODES =
            new RowFindings.Codes(FindingCode.HOLD_MISSING, FindingCode.HOLD_ALTERED, FindingCode.HOLD_UNRECORDED);
    private static final String LIFTED = "lifted";

    private final HoldInspection holds;
    private final Findings findings;

    HoldCheck(HoldInspection holds, Findings findings) {
        this.holds = holds;
        this.findings = findings;
    }

    @Override
    public StreamKind kind() {
        return StreamKind.ITEM;
    }

    @Override
    public Set<EventType> types() {
        return EnumSet.of(EventType.HELD, EventType.HOLD_LIFTED);
    }

    @Override
    public void check(List<ReadStream> streams) {
        Map<String, Map<String, StoredHold>> rows = new HashMap<>();
        for (StoredHold row :
                holds.holds(streams.stream().map(ReadStream::subject).toList())) {
            rows.computeIfAbsent(row.item(), none -> new TreeMap<>()).put(row.hold(), row);
        }
        for (ReadStream stream : streams) {
            Map<String, Columns> said = new TreeMap<>();
            Set<String> lifted = new HashSet<>();
            boolean complete = stream.complete();
            for (CheckedStatement statement : stream.statements()) {
                complete &= Said.read(statement, findings, each -> tell(said, lifted, each, stream.owner()));
            }
            Map<String, Columns> stored = new TreeMap<>();
            rows.getOrDefault(stream.subject(), Map.of()).forEach((hold, row) -> {
                if (row.settled() || said.containsKey(hold)) {
                    stored.put(hold, columns(row, lifted.contains(hold)));
                }
            });
            new RowFindings<String>(
                            findings, CODES, hold -> Place.hold(stream.subject(), hold), hold -> "the hold " + hold)
                    .compare(said, stored, complete);
        }
    }

    /** The party of the statement is the repository's: the item's owner is the one of its stream. */
    private static void tell(Map<String, Columns> holds, Set<String> lifted, Said said, Optional<String> owner) {
        String hold = said.details().text("hold");
        boolean lifts = said.type() == EventType.HOLD_LIFTED;
        if (lifts) {
            lifted.add(hold);
        }
        Columns columns = holds.computeIfAbsent(hold, none -> new Columns());
        owner.ifPresent(party -> columns.put("owner", party));
        columns.put("kind", said.details().text("kind"))
                .put("until", said.detail("until").orElse(null))
                .put(LIFTED, lifts);
    }

    private static Columns columns(StoredHold row, boolean said) {
        return new Columns()
                .put("owner", row.owner())
                .put("kind", row.kind())
                .put("until", text(row.until()))
                .put(LIFTED, row.lifted() && (said || row.ended()));
    }

    private static @Nullable String text(@Nullable Instant until) {
        return until == null ? null : Timestamps.format(until);
    }

    @Override
    public List<String> subjectsAfter(String subject, int limit) {
        return holds.itemsAfter(subject, limit);
    }

    @Override
    public void unrecorded(String subject) {
        for (StoredHold row : holds.holds(List.of(subject))) {
            if (row.settled()) {
                findings.add(
                        FindingCode.HOLD_UNRECORDED,
                        Place.hold(subject, row.hold()),
                        "the item has no stream of statements");
            }
        }
    }
}
