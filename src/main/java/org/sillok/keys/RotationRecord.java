package org.sillok.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Bootstrap;
import org.sillok.identity.Scope;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.PartyId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.vault.KekRegister;
import org.sillok.vault.KekStatus;
import org.sillok.vault.LostKeks;

/** Puts what happens to key-encryption keys on the record: KEY statements in the repository's stream. */
@ApplicationScoped
class RotationRecord {
    private static final int SUBJECTS = 200;

    private final KekRegister keks;
    private final LostKeks lost;
    private final Custody custody;
    private final Bootstrap bootstrap;
    private final Scope scope;

    RotationRecord(KekRegister keks, LostKeks lost, Custody custody, Bootstrap bootstrap, Scope scope) {
        this.keks = keks;
        this.lost = lost;
        this.custody = custody;
        this.bootstrap = bootstrap;
        this.scope = scope;
    }

    @Transactional(TxType.REQUIRES_NEW)
    void begun(@Nullable String family, String target) {
        append(of(family).put("rotation", "BEGUN").put("to", target).build());
    }

    @Transactional(TxType.REQUIRES_NEW)
    void ended(@Nullable String family, RotationReport report) {
        append(of(family)
                .put("rotation", "ENDED")
                .put("to", report.target())
                .put("outcome", report.outcome())
                .put("broken", report.broken())
                .put("lost", report.lost())
                .build());
    }

    private static JsonObject.Builder of(@Nullable String family) {
        return family == null ? JsonObject.builder() : JsonObject.builder().put("family", family);
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

    /**
     * Declares a key lost and says so, with the first of what is given up, both or neither.
     *
     * @param by the user who declares it, or that it is the program's own command
     */
    @Transactional(TxType.REQUIRES_NEW)
    Outcome<KekStatus> lose(KekStatus key, String by) {
        if (lost.isNeeded(key.kek(), bootstrap.ensureRepositoryParty().party())) {
            return Outcome.refused(
                    ProblemCode.CONFLICT,
                    "Keys of the repository itself are among them: without these nothing can be recorded. Restore the key,"
                            + " or the newest backup that has it.");
        }
        List<String> subjects = lost.subjects(key.kek(), SUBJECTS);
        if (lost.declare(key.kek(), key.wraps()) != key.wraps()) {
            return Outcome.refused(ProblemCode.CONFLICT, "What it wraps has changed at this moment: look again.");
        }
        append(JsonObject.builder()
                .put("lost", key.kek())
                .put("wraps", key.wraps())
                .put("condition", String.valueOf(key.trouble()))
                .put("by", by)
                .put("subjects", JsonArray.ofTexts(subjects))
                .put("allSubjects", subjects.size() < SUBJECTS)
                .build());
        return Outcome.done(key);
    }

    private void append(JsonObject details) {
        PartyId repository = bootstrap.ensureRepositoryParty().party();
        scope.enterSystem();
        custody.append(StreamRef.repository(repository), EventType.KEY, null, List.of(Fact.of(Field.DETAILS, details)));
    }
}
