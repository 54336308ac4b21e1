package org.sillok.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Bootstrap;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.PartyId;
import org.sillok.vault.KekRegister;

/** Puts what happens to key-encryption keys on the record: KEY statements in the repository's stream. */
@ApplicationScoped
class RotationRecord {
    private final KekRegister keks;
    private final Custody custody;
    private final Bootstrap bootstrap;
    private final Scope scope;

    RotationRecord(KekRegister keks, Custody custody, Bootstrap bootstrap, Scope scope) {
        this.keks = keks;
        this.custody = custody;
        this.bootstrap = bootstrap;
        this.scope = scope;
    }

    @Transactional(TxType.REQUIRES_NEW)
    void begun(String target) {
        append(JsonObject.builder().put("rotation", "BEGUN").put("to", target).build());
    }

    @Transactional(TxType.REQUIRES_NEW)
    void ended(RotationReport report) {
        append(JsonObject.builder()
                .put("rotation", "ENDED")
                .put("to", report.target())
                .put("outcome", report.outcome())
                .put("broken", report.broken())
                .build());
    }

    /** Retires a key and says so, both or neither. Returns how many keys it still wraps; then neither was done. */
    @Transactional(TxType.REQUIRES_NEW)
    long retire(String kek) {
        long left = keks.retire(kek);
        if (left == 0) {
            append(JsonObject.builder().put("retired", kek).build());
        }
        return left;
    }

    private void append(JsonObject details) {
        PartyId repository = bootstrap.ensureRepositoryParty().party();
        scope.enterSystem();
        custody.append(StreamRef.repository(repository), EventType.KEY, null, List.of(Fact.of(Field.DETAILS, details)));
    }
}
