package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.sillok.custody.db.RestoredStatements;
import org.sillok.vault.PatientKeys;

/** Rebuilds on a database of the test's choice. */
@ApplicationScoped
public class CustodyRebuilds {
    private final CustodyInspection inspection;
    private final PatientKeys keys;
    private final StatementKey key;

    CustodyRebuilds(CustodyInspection inspection, PatientKeys keys, StatementKey key) {
        this.inspection = inspection;
        this.keys = keys;
        this.key = key;
    }

    /** For tests that do not ask what was forgotten. */
    public static Forgotten unheard() {
        return new Forgotten() {
            @Override
            public void from(long index) {}

            @Override
            public void displaced(Displaced statement) {}
        };
    }

    /** One with keys of the test's choice. */
    public CustodyRebuild on(DataSource database, PatientKeys troubled) {
        return new CustodyRebuild(new RestoredStatements(database), inspection, troubled, key);
    }

    public CustodyRebuild on(DataSource database) {
        return new CustodyRebuild(new RestoredStatements(database), inspection, keys, key);
    }
}
