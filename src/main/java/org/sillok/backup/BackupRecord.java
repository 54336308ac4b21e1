package org.sillok.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
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
    void completed(BackupReport report) {
        append(EventType.BACKUP, details(report.manifest(), report.treeSize()).build());
        rows.completed(new BackupRows.Completed(report.manifest(), report.treeSize(), report.takenAt()));
    }

    /** At the first start after a restore; afterwards there is nothing to do. */
    @Transactional
    public void announceRestores() {
        for (BackupRows.Restored restore : rows.unrecorded()) {
            JsonObject.Builder details = details(restore.manifest(), restore.treeSize());
            append(
                    EventType.RESTORED,
                    (restore.givenUp() ? details.put("laterEntriesGivenUp", true) : details).build());
            rows.recorded(restore);
        }
    }

    private static JsonObject.Builder details(Digest manifest, long treeSize) {
        return JsonObject.builder().put("manifest", manifest.base64Url()).put("treeSize", treeSize);
    }

    private void append(EventType event, JsonObject details) {
        PartyId repository = bootstrap.ensureRepositoryParty().party();
        scope.enterSystem();
        custody.append(StreamRef.repository(repository), event, null, List.of(Fact.of(Field.DETAILS, details)));
    }
}
