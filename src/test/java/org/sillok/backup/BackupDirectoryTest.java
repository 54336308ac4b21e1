package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.backup.core.BackupManifest;

class BackupDirectoryTest {
    @TempDir
    Path temporary;

    private Path root = Path.of("unused");

    @BeforeEach
    void aPlace() {
        root = temporary.resolve("backup");
    }

    private BackupDirectory directory() {
        return new BackupDirectory(root, Clock.systemUTC());
    }

    private void begin() throws IOException {
        try (Closeable held = directory().begin()) {
            assertThat(held).isNotNull();
            directory().write();
        }
    }

    @Test
    void aDirectoryOfSomethingElseIsNotTouchedWhateverItsFilesAreCalled() throws IOException {
        for (String name : List.of(BackupManifest.NAME, "unfinished", "lock.txt")) {
            root = Files.createDirectory(temporary.resolve("of-" + name));
            Files.createDirectory(root.resolve("objects"));
            List<Path> theirs = List.of(root.resolve(name), root.resolve("a.new"), root.resolve("objects/x"));
            for (Path file : theirs) {
                Files.writeString(file, "{\"name\":\"an application\"}");
            }
            assertThatThrownBy(() -> directory().begin())
                    .as(name)
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("other files");
            assertThat(theirs).allSatisfy(file -> assertThat(file).hasContent("{\"name\":\"an application\"}"));
            assertThat(root.resolve("lock")).doesNotExist();
        }
    }

    @Test
    void oneThatWasCutOffIsGoneOnWithAndOneThatIsHeldIsNot() throws IOException {
        begin();
        assertThat(directory().isUnfinished()).isTrue();
        try (Closeable held = directory().begin()) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> directory().begin())
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("Another backup");
            directory().end();
            assertThatThrownBy(() -> directory().begin()).isInstanceOf(BackupException.class);
            assertThat(directory().isUnfinished())
                    .as("who was refused leaves no trace")
                    .isFalse();
        }
    }

    @Test
    void behindALinkCouldLieTheObjectsOfTheRepositoryItself() throws IOException {
        directory().begin().close();
        Path live = Files.createDirectory(temporary.resolve("live"));
        Path precious = Files.write(live.resolve("precious"), new byte[1]);
        Files.createSymbolicLink(root.resolve("objects"), live);
        assertThatThrownBy(() -> directory().begin())
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> directory().requireReal()).isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> BackupVerification.of(root, "x".toCharArray(), Clock.systemUTC(), (done, total) -> {}))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("symbolic link");
        assertThat(precious).exists();
    }

    @Test
    void aFolderThatOthersMayWriteIntoIsRefused() throws IOException {
        Files.createDirectories(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> directory().begin())
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("chmod");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        directory().begin().close();
        Files.setPosixFilePermissions(
                Files.createDirectory(root.resolve("objects")), PosixFilePermissions.fromString("rwxrwxr-x"));
        assertThatThrownBy(() -> directory().begin())
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("chmod");
    }

    @Test
    void aFolderOfAnotherUserIsRefusedWhoeverMayWriteIntoIt() throws IOException {
        Files.createDirectories(root.resolve("objects"));
        assumeTrue(Files.getAttribute(root, "unix:uid").equals(0), "only root can give a folder away");
        Files.writeString(
                root.resolve("unfinished"),
                "A backup is being written here, or was cut off: run sillok backup again.\n");
        for (Path folder : List.of(root.resolve("objects"), root)) {
            Files.setAttribute(folder, "unix:uid", 12_345);
            assertThatThrownBy(() -> directory().begin())
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("another user");
            assertThat(root.resolve("lock")).doesNotExist();
            Files.setAttribute(folder, "unix:uid", 0);
        }
        directory().begin().close();
    }

    @Test
    void whatACutOffLeavesBeforeAnythingElseIsNoStranger() throws IOException {
        Files.createDirectories(root);
        Files.writeString(root.resolve("unfinished.1234567.new"), "A back");
        directory().begin().close();
        Files.writeString(root.resolve("unfinished.x.new"), "");
        assertThatThrownBy(() -> directory().begin())
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("other files");
    }

    @Test
    void itLiesApartFromWhatTheServiceWritesWhicheverWayLeadsThere() throws IOException {
        Path live = Files.createDirectories(temporary.resolve("data/objects"));
        directory().requireApart(live);
        Files.createSymbolicLink(temporary.resolve("way"), temporary.resolve("data"));
        for (Path place : List.of(
                live,
                live.resolve("backup"),
                temporary.resolve("data"),
                temporary.resolve("way/objects/new/backup"),
                temporary.resolve("way"))) {
            root = place;
            assertThatThrownBy(() -> directory().requireApart(live))
                    .as(place.toString())
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("within each other");
        }
    }

    @Test
    void aFileThatWasNotPublishedIsGone() throws IOException {
        begin();
        try (PendingFile file = directory().create("seal-1.cms")) {
            file.write(1);
        }
        try (Stream<Path> files = Files.list(root)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("lock", "unfinished");
        }
        try (PendingFile file = directory().create("seal-1.cms")) {
            file.write(1);
            file.publish();
        }
        assertThat(root.resolve("seal-1.cms")).hasBinaryContent(new byte[] {1});
    }

    @Test
    void onlyWhatARunLeavesIsALeftover() {
        assertThat(List.of("vault-20260101-000000-aa.cms", "keys-1.cms.new", "content-1.todo", "manifest.json.12.new"))
                .allMatch(BackupDirectory::isLeftover);
        assertThat(List.of("a.new", "b.todo", "manifest.json", "notes.txt", "vault.cms", "x.manifest.json.12.new"))
                .noneMatch(BackupDirectory::isLeftover);
        assertThat(List.of("keys-1.cms.new", "content-1.todo", "manifest.json.12.new"))
                .allMatch(BackupDirectory::isDraft);
        assertThat(List.of("keys-1.cms", "a.new")).noneMatch(BackupDirectory::isDraft);
    }
}
