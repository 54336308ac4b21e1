package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.sillok.custody.db.RestoredStatements;
import org.sillok.vault.Vault;

/** Rebuilds on a database of the test's choice. */
@ApplicationScoped
public class CustodyRebuilds {
    private final CustodyInspection inspection;
    private final Vault vault;
    private final StatementKey key;

    CustodyRebuilds(CustodyInspection inspection, Vault vault, StatementKey key) {
        this.inspection = inspection;
        this.vault = vault;
        this.key = key;
    }

    public CustodyRebuild on(DataSource database) {
        return new CustodyRebuild(new RestoredStatements(database), inspection, vault, key);
    }
}
