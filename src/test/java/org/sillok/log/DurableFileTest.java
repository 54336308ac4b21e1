package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
    @TempDir
    Path folder;

    @Test
    void isReplacedAndPrivate() throws Exception {
        DurableFile file = new DurableFile(folder.resolve("new/state"));
        assertThat(file.read()).isEmpty();
        file.write(new byte[] {1});
        file.write(new byte[] {2, 3});
        assertThat(file.read()).contains(new byte[] {2, 3});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aWriteThatWasCutOffLeavesTheOldBytesAndIsRepeated() throws Exception {
        DurableFile file = new DurableFile(folder.resolve("state"));
        file.write(new byte[] {1});
        Path others = Files.write(folder.resolve("state.1.new"), new byte[] {9, 9});
        assertThat(file.read()).contains(new byte[] {1});
        file.write(new byte[] {2});
        assertThat(file.read()).contains(new byte[] {2});
        assertThat(others).as("it may belong to a process that still writes it").exists();
    }

    @Test
    void isCreatedOnce() throws Exception {
        DurableFile file = new DurableFile(folder.resolve("key"));
        assertThat(file.create(new byte[] {1})).isTrue();
        assertThat(file.create(new byte[] {2})).isFalse();
        assertThat(file.read()).contains(new byte[] {1});
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing is left over").hasSize(1);
        }
    }
}
