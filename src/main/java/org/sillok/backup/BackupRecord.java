package org.sillok.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import org.sillok.backup.db.BackupRows;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Bootstrap;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;

/**
 * Puts backups and restores on the record, in the repository's stream: the manifest's digest and the size of the log's tree,
 * so that whoever has a backup can show that it is the one. No places and no names.
 */
@ApplicationScoped
public class BackupRecord {
    private final Custody custody;
    private final Bootstrap bootstrap;
    private final Scope scope;
    private final BackupRows rows;

    BackupRecord(Custody custody, Bootstrap bootstrap, Scope scope, BackupRows rows) {
        this.custody = custody;
        this.bootstrap = bootstrap;
        this.scope = scope;
        this.rows = rows;
    }

    @Transactional(TxType.REQUIRES_NEW)
    void completed(BackupReport report, Instant at) {
        append(EventType.BACKUP, report.manifest(), report.treeSize());
        rows.completed(new BackupRows.Completed(report.manifest(), report.treeSize(), at));
    }

    /** At the first start after a restore; afterwards there is nothing to do. */
    @Transactional
    public void announceRestores() {
        for (BackupRows.Restored restore : rows.unrecorded()) {
            append(EventType.RESTORED, restore.manifest(), restore.treeSize());
            rows.recorded(restore);
        }
    }

    private void append(EventType event, Digest manifest, long treeSize) {
        PartyId repository = bootstrap.ensureRepositoryParty().party();
        scope.enterSystem();
        JsonObject details = JsonObject.builder()
                .put("manifest", manifest.base64Url())
                .put("treeSize", treeSize)
                .build();
        custody.append(StreamRef.repository(repository), event, null, List.of(Fact.of(Field.DETAILS, details)));
    }
}
