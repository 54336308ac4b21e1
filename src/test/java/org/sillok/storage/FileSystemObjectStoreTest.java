package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class FileSystemObjectStoreTest extends ObjectStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final ObjectName NAME = new ObjectName("content/ab/obj_one");

    @TempDir
    Path directory;

    private Path root() {
        return directory.resolve("data/objects");
    }

    @Override
    ObjectStore emptyStore() {
        return new FileSystemObjectStore(root(), Clock.systemUTC());
    }

    @Override
    ObjectStore sameStoreElsewhere() {
        return emptyStore();
    }

    @Test
    void filesAndDirectoriesBelongToTheServiceAlone() throws IOException {
        emptyStore().put(NAME, new byte[10]);
        emptyStore().draft(NAME).body();
        try (Stream<Path> tree = Files.walk(directory.resolve("data"))) {
            for (Path path : tree.toList()) {
                String wanted = Files.isDirectory(path) ? "rwx------" : "rw-------";
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(wanted);
            }
        }
    }

    @Test
    void sweepRemovesOnlyOldDraftsOfADeadProcess() throws IOException {
        ObjectStore died = emptyStore();
        died.draft(NAME).body().write(new byte[] {1, 2, 3});
        died.draft(NAME).body().write(new byte[] {1, 2, 3});
        Path old;
        try (Stream<Path> drafts = Files.list(root().resolve(".drafts"))) {
            List<Path> both = drafts.toList();
            assertThat(both).hasSize(2);
            old = both.get(0);
            Files.setLastModifiedTime(old, FileTime.from(NOW.minusSeconds(3601)));
            Files.setLastModifiedTime(both.get(1), FileTime.from(NOW.minusSeconds(3599)));
        }
        ObjectStore next = new FileSystemObjectStore(root(), Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(next.sweepDrafts(Duration.ofHours(1))).isEqualTo(1);
        assertThat(old).doesNotExist();
        assertThat(next.sweepDrafts(Duration.ofHours(1))).isZero();
        assertThat(next.sweepDrafts(Duration.ofMinutes(59))).isEqualTo(1);
    }

    @Test
    void crashBetweenLinkAndUnlinkLeavesAWholeObject() throws IOException {
        ObjectStore died = emptyStore();
        died.put(NAME, bytes(100, 1));
        Path leftover = root().resolve(".drafts/leftover");
        Files.createLink(leftover, root().resolve(NAME.value()));
        assertThat(emptyStore().sweepDrafts(Duration.ofDays(-1))).isEqualTo(1);
        assertThat(read(emptyStore(), NAME)).isEqualTo(bytes(100, 1));
    }

    @Test
    void symbolicLinksInsideTheStoreAreRefused() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside/ab"));
        Files.writeString(outside.resolve("obj_one"), "secret");
        Files.createDirectories(root());
        Files.createSymbolicLink(root().resolve("content"), directory.resolve("outside"));
        ObjectStore store = emptyStore();
        assertThatThrownBy(() -> store.open(NAME)).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.stat(NAME)).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.discard(NAME)).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.put(NAME, new byte[1])).isInstanceOf(StorageException.class);
        assertThat(store.list("")).isEmpty();
        assertThat(outside.resolve("obj_one")).hasContent("secret");
        assertThat(Files.list(outside)).hasSize(1);
    }

    @Test
    void symbolicLinkInPlaceOfAnObjectIsRefused() throws IOException {
        Path outside = Files.writeString(directory.resolve("outside"), "secret");
        ObjectStore store = emptyStore();
        store.put(new ObjectName("content/ab/other"), new byte[1]);
        Files.createSymbolicLink(root().resolve(NAME.value()), outside);
        assertThatThrownBy(() -> store.open(NAME)).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.put(NAME, "secret".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(StorageException.class);
        assertThat(outside).hasContent("secret");
    }

    @Test
    void whatKeepsFromLookingIsAFailureAndNoAbsence() throws IOException {
        Files.createDirectories(root().getParent());
        // Too many levels: as with a disk that fails, nobody can say what is there.
        Files.createSymbolicLink(root(), root());
        ObjectStore store = emptyStore();
        assertThatThrownBy(() -> store.open(NAME)).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.stat(NAME)).isInstanceOf(StorageUnavailableException.class);
    }

    @Test
    void aFileInPlaceOfADirectoryIsAnAbsence() throws IOException {
        Files.createDirectories(root());
        Files.writeString(root().resolve("content"), "not a directory");
        ObjectStore store = emptyStore();
        assertThat(store.stat(NAME)).isEmpty();
        assertThatThrownBy(() -> store.open(NAME)).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void rootMayBeALinkToAnotherDisk() throws IOException {
        Path disk = Files.createDirectories(directory.resolve("disk"));
        Files.createDirectories(root().getParent());
        Files.createSymbolicLink(root(), disk);
        ObjectStore store = emptyStore();
        store.put(NAME, bytes(5, 1));
        assertThat(read(store, NAME)).isEqualTo(bytes(5, 1));
        assertThat(store.list("")).containsExactly(NAME);
        assertThat(disk.resolve(NAME.value())).isRegularFile();
    }

    @Test
    void nameBelowAnObjectIsAConflict() {
        ObjectStore store = emptyStore();
        store.put(NAME, new byte[1]);
        assertThatThrownBy(() -> store.put(new ObjectName(NAME + "/x"), new byte[1]))
                .isInstanceOf(ObjectConflictException.class);
        assertThatThrownBy(() -> store.put(new ObjectName("content/ab"), new byte[1]))
                .isInstanceOf(ObjectConflictException.class);
    }

    @Test
    void foreignFilesAreNotListed() throws IOException {
        ObjectStore store = emptyStore();
        store.put(NAME, new byte[1]);
        Files.writeString(root().resolve("README.TXT"), "x");
        Files.writeString(root().resolve("content/.hidden"), "x");
        assertThat(store.list("")).containsExactly(NAME);
    }

    @Test
    void storeWhoseDirectoryVanishedIsUnavailable() throws IOException {
        ObjectStore store = emptyStore();
        store.put(NAME, new byte[1]);
        Files.move(root(), directory.resolve("elsewhere"));
        assertThatThrownBy(() -> store.put(new ObjectName("content/ab/two"), new byte[1]))
                .isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> store.open(NAME)).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void largeObjectIsSyncedOnItsWay() throws IOException {
        ObjectStore store = emptyStore();
        byte[] portion = bytes(1 << 20, 1);
        int portions = 3 + (int) (2 * EarlySync.INTERVAL / portion.length);
        try (Draft draft = store.draft(NAME)) {
            for (int i = 0; i < portions; i++) {
                draft.body().write(portion);
            }
            draft.publish();
        }
        assertThat(store.stat(NAME)).map(ObjectInfo::length).contains((long) portions * portion.length);
    }

    @Test
    void failureOfAnEarlySyncFailsTheDraftEvenIfTheLastSyncSucceeds() throws Exception {
        ExecutorService threads = EarlySync.threads();
        Path file = Files.createFile(directory.resolve("x"));
        FileChannel closed = FileChannel.open(file, StandardOpenOption.WRITE);
        closed.close();
        EarlySync sync = new EarlySync(closed, threads);
        sync.await();
        sync.written((int) EarlySync.INTERVAL);
        assertThatThrownBy(sync::await).isInstanceOf(IOException.class);
        assertThatThrownBy(sync::await).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> sync.written((int) EarlySync.INTERVAL)).isInstanceOf(IOException.class);
        threads.shutdown();
    }

    @Test
    void lackOfRoomIsNamed() throws IOException {
        StorageFault fault = new StorageFault(directory);
        try (OutputStream full = Files.newOutputStream(Path.of("/dev/full"))) {
            full.write(1);
        } catch (IOException e) {
            assertThat(fault.writing(e)).isInstanceOf(StorageFullException.class);
            return;
        }
        throw new AssertionError("/dev/full took a byte");
    }

    @Test
    void lackOfPermissionIsNamed() {
        StorageFault fault = new StorageFault(directory);
        assertThat(fault.writing(new AccessDeniedException("x"))).isInstanceOf(StorageReadOnlyException.class);
        assertThat(fault.writing(new FileSystemException("x", null, "Read-only file system")))
                .isInstanceOf(StorageReadOnlyException.class);
        assertThat(fault.writing(new FileSystemException("x", null, "Disk quota exceeded")))
                .isInstanceOf(StorageFullException.class);
        assertThat(fault.writing(new IOException("Input/output error")))
                .isInstanceOf(StorageUnavailableException.class);
    }

    @Test
    void stateOfTheFileSystemDecidesWhenTheTextIsForeign() {
        // /proc never has room, whatever language the C library speaks.
        StorageFault fault = new StorageFault(Path.of("/proc"));
        assertThat(fault.writing(new IOException("장치에 남은 공간이 없음"))).isInstanceOf(StorageFullException.class);
    }
}
