package org.sillok.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.sillok.backup.core.BackupFile;
import org.sillok.backup.core.CopiedTable;
import org.sillok.backup.core.TableShape;
import org.sillok.backup.db.Snapshot;

/** Writes the rows of a snapshot into two containers: the vault's tables apart from all others. */
final class DatabaseContainers {
    static final String VAULT = "vault";

    private final Snapshot snapshot;
    private final Containers containers;
    private final List<CopiedTable> copied = new ArrayList<>();

    DatabaseContainers(Snapshot snapshot, Containers containers) {
        this.snapshot = snapshot;
        this.containers = containers;
    }

    /** What was written, in the order in which it can be read back. */
    List<CopiedTable> tables() {
        return List.copyOf(copied);
    }

    /** The container that the rows of {@code table} are in. */
    static BackupFile.Role roleOf(TableShape table) {
        return table.schema().equals(VAULT) ? BackupFile.Role.VAULT : BackupFile.Role.DATABASE;
    }

    static String partOf(TableShape table) {
        return table.qualifiedName() + ".copy";
    }

    /** A large table takes long: whoever waits for the end of the backup may want to cancel it meanwhile. */
    private static final class Steps extends FilterOutputStream {
        private static final int STEP = 1 << 20;

        private final Runnable step;
        private long since;

        private Steps(OutputStream out, Runnable step) {
            super(out);
            this.step = step;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
            since += count;
            if (since >= STEP) {
                since = 0;
                step.run();
            }
        }
    }

    BackupFile write(BackupDirectory directory, BackupFile.Role role, String run, BackupProgress progress)
            throws IOException {
        List<TableShape> tables = snapshot.tables();
        return containers.write(directory, role, run, archive -> {
            for (TableShape table : tables) {
                if (roleOf(table) == role) {
                    progress.at(0, 0);
                    OutputStream part = new Steps(archive.part(partOf(table)), () -> progress.at(0, 1));
                    copied.add(new CopiedTable(table, snapshot.copy(table, part)));
                }
            }
        });
    }
}
