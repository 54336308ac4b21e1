package org.sillok.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sillok.agreement.core.EventKind;
import org.sillok.agreement.db.AgreementRows;
import org.sillok.agreement.db.EventRow;
import org.sillok.kernel.Digest;
import org.sillok.terms.InstrumentRef;

/** By which custody statements agreements took effect. Joins a transaction in the system's scope. */
@ApplicationScoped
public class AgreementBeginnings {
    private final AgreementRows rows;

    AgreementBeginnings(AgreementRows rows) {
        this.rows = rows;
    }

    /** For each of these versions that took effect, the digest of the statement that says so: one query. */
    @Transactional(TxType.MANDATORY)
    public Map<InstrumentRef, Digest> of(Collection<InstrumentRef> versions) {
        Set<InstrumentRef> wanted = new HashSet<>(versions);
        List<String> ids = wanted.stream().map(InstrumentRef::id).distinct().toList();
        Map<InstrumentRef, Digest> statements = new HashMap<>();
        if (ids.isEmpty()) {
            return statements;
        }
        for (EventRow row : rows.events(ids)) {
            if (row.type.equals(EventKind.IN_FORCE.name())) {
                InstrumentRef version = new InstrumentRef(row.key.agreement(), row.version);
                if (wanted.contains(version)) {
                    statements.put(version, Digest.sha256(row.statement));
                }
            }
        }
        return statements;
    }
}
