package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
    @TempDir
    Path folder;

    @Test
    void isReplacedAndPrivate() throws Exception {
        PrivateFile file = new PrivateFile(folder.resolve("new/state"));
        assertThat(file.read()).isEmpty();
        file.replace(new byte[] {1});
        file.replace(new byte[] {2, 3});
        assertThat(file.read()).contains(new byte[] {2, 3});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aWriteThatWasCutOffLeavesTheOldBytesAndIsRepeated() throws Exception {
        PrivateFile file = new PrivateFile(folder.resolve("state"));
        file.replace(new byte[] {1});
        Path others = Files.write(folder.resolve("state.1.new"), new byte[] {9, 9});
        assertThat(file.read()).contains(new byte[] {1});
        file.replace(new byte[] {2});
        assertThat(file.read()).contains(new byte[] {2});
        assertThat(others).as("it may belong to a process that still writes it").exists();
    }

    @Test
    void isCreatedOnce() throws Exception {
        PrivateFile file = new PrivateFile(folder.resolve("key"));
        assertThat(file.create(new byte[] {1})).isTrue();
        assertThat(file.create(new byte[] {2})).isFalse();
        assertThat(file.read()).contains(new byte[] {1});
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing is left over").hasSize(1);
        }
    }

    @Test
    void ofManyWhoCreateAtOnceOneSucceedsAndItsBytesStay() throws Exception {
        PrivateFile file = new PrivateFile(folder.resolve("key"));
        List<Integer> created = IntStream.range(0, 16)
                .parallel()
                .filter(who -> {
                    try {
                        return file.create(new byte[] {(byte) who});
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .boxed()
                .toList();
        assertThat(created).hasSize(1);
        assertThat(file.read()).contains(new byte[] {created.get(0).byteValue()});
        try (var files = Files.list(folder)) {
            assertThat(files).as("nobody's draft is left over").hasSize(1);
        }
    }

    @Test
    void whatCannotBePlacedLeavesNoDraft() throws Exception {
        Path taken = Files.createDirectories(folder.resolve("state/full"));
        PrivateFile file = new PrivateFile(taken.getParent());
        assertThatThrownBy(() -> file.replace(new byte[] {1})).isInstanceOf(IOException.class);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(taken.getParent());
        }
    }
}
