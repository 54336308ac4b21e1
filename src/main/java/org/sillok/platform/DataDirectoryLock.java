package org.sillok.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a data directory for one process. The operating system drops the lock when the process ends, however it ends, so
 * there is nothing stale to clean up; the process id in the file only helps whoever reads the message.
 */
public final class DataDirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DataDirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock without waiting.
     *
     * @throws StartFailure if another process, or another part of this one, holds it
     */
    public static DataDirectoryLock acquire(DataDirectory data) {
        Path file = data.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                // The channel stays open and the file unread on purpose: closing any channel of this file would drop
                // the lock that this process holds through another one (POSIX record locks).
                throw taken(data, " (this process)");
            }
            if (lock == null) {
                StartFailure failure = taken(data, holder(file));
                channel.close();
                throw failure;
            }
            channel.truncate(0);
            channel.write(
                    StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
            return new DataDirectoryLock(channel);
        } catch (IOException e) {
            throw new StartFailure("The lock file " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static String holder(Path file) {
        try {
            return " (process "
                    + Files.readString(file, StandardCharsets.US_ASCII).strip() + ")";
        } catch (IOException e) {
            return "";
        }
    }

    private static StartFailure taken(DataDirectory data, String holder) {
        return new StartFailure("Another Sillok" + holder + " uses the data directory " + data
                + ": stop it, or name another directory with SILLOK_DATA_DIR.");
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            // The operating system releases the lock when the process ends.
            throw new UncheckedIOException(e);
        }
    }
}
