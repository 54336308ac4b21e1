package org.sillok.audit;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.sillok.sharing.StoredTreatment;
import org.sillok.sharing.TreatmentInspection;

/** Compares treatments of versions with what the items' statements record: permissions may depend on them. */
final class TreatmentCheck implements RowCheck {
    private static final RowFindings.Codes CODES = new RowFindings.Codes(
            FindingCode.TREATMENT_MISSING, FindingCode.TREATMENT_ALTERED, FindingCode.TREATMENT_UNRECORDED);

    private final TreatmentInspection treatments;
    private final Findings findings;

    TreatmentCheck(TreatmentInspection treatments, Findings findings) {
        this.treatments = treatments;
        this.findings = findings;
    }

    @Override
    public StreamKind kind() {
        return StreamKind.ITEM;
    }

    @Override
    public Set<EventType> types() {
        return EnumSet.of(EventType.TREATMENT_PROPOSED, EventType.TREATMENT_APPROVED, EventType.TREATMENT_REVOKED);
    }

    @Override
    public void check(List<ReadStream> streams) {
        Map<String, Map<String, Columns>> rows = new HashMap<>();
        for (StoredTreatment row :
                treatments.treatments(streams.stream().map(ReadStream::subject).toList())) {
            rows.computeIfAbsent(row.item(), none -> new TreeMap<>()).put(row.id(), columns(row));
        }
        for (ReadStream stream : streams) {
            Map<String, Columns> said = new TreeMap<>();
            boolean complete = stream.complete();
            for (CheckedStatement statement : stream.statements()) {
                complete &= Said.read(statement, findings, each -> tell(said, each));
            }
            if (complete) {
                said.values().forEach(TreatmentCheck::noMore);
            }
            new RowFindings<String>(
                            findings,
                            CODES,
                            treatment -> Place.treatment(stream.subject(), treatment),
                            treatment -> "the treatment " + treatment)
                    .compare(said, rows.getOrDefault(stream.subject(), Map.of()), complete);
        }
    }

    private static void tell(Map<String, Columns> treatments, Said said) {
        Columns columns = treatments.computeIfAbsent(said.details().text("treatment"), none -> new Columns());
        columns.put("owner", said.text(Field.PARTY))
                .put("version", said.number(Field.VERSION).orElse(null))
                .put("transformations", said.details().array("transformations").texts());
        String step = switch (said.type()) {
            case TREATMENT_APPROVED -> "approved";
            case TREATMENT_REVOKED -> "revoked";
            default -> "proposed";
        };
        columns.put(step + " by", said.text(Field.ACTOR)).put(step + " at", said.time());
    }

    private static void noMore(Columns columns) {
        columns.orNothing("approved by")
                .orNothing("approved at")
                .orNothing("revoked by")
                .orNothing("revoked at");
    }

    private static Columns columns(StoredTreatment row) {
        Columns columns = new Columns()
                .put("owner", row.owner())
                .put("version", row.version())
                .put("transformations", row.transformations());
        step(columns, "proposed", row.proposed());
        step(columns, "approved", row.approved());
        step(columns, "revoked", row.revoked());
        return columns;
    }

    private static void step(Columns columns, String name, StoredTreatment.@Nullable Step step) {
        columns.put(name + " by", step == null ? null : step.by()).put(name + " at", step == null ? null : step.at());
    }

    @Override
    public List<String> subjectsAfter(String subject, int limit) {
        return treatments.itemsAfter(subject, limit);
    }

    @Override
    public void unrecorded(String subject) {
        for (StoredTreatment row : treatments.treatments(List.of(subject))) {
            findings.add(
                    FindingCode.TREATMENT_UNRECORDED,
                    Place.treatment(subject, row.id()),
                    "the item has no stream of statements");
        }
    }
}
