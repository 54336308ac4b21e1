package org.sillok.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path temporary;

    @Test
    void isMadeForItsUserAlone() throws Exception {
        DataDirectory data = new DataDirectory(temporary.resolve("a").resolve("자료")).prepare();
        assertThat(modes(data.root())).isEqualTo("rwx------");
        assertThat(modes(data.folder("keys"))).isEqualTo("rwx------");
    }

    @Test
    void aSecretIsMadeOnceAndPrivate() throws Exception {
        DataDirectory data = new DataDirectory(temporary).prepare();
        assertThat(data.secret("s", () -> "first")).isEqualTo("first");
        assertThat(data.secret("s", () -> "second")).isEqualTo("first");
        assertThat(modes(data.resolve("secrets").resolve("s"))).isEqualTo("rw-------");
    }

    @Test
    void aFileInItsPlaceIsOneClearLine() throws Exception {
        Path file = Files.createFile(temporary.resolve("data"));
        assertThatThrownBy(() -> new DataDirectory(file).prepare())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("SILLOK_DATA_DIR")
                .hasMessageNotContaining("\n");
    }

    @Test
    void replacesAPrivateFileAndLeavesNoOther() throws Exception {
        Path file = temporary.resolve("token");
        PrivateFiles.write(file, "old");
        PrivateFiles.write(file, "new");
        assertThat(PrivateFiles.read(file)).isEqualTo("new");
        try (var files = Files.list(temporary)) {
            assertThat(files.toList()).containsExactly(file);
        }
    }

    @Test
    void aServiceThatIsGoneIsNotFound() throws Exception {
        DataDirectory data = new DataDirectory(temporary).prepare();
        assertThat(ServiceFile.read(data)).isEqualTo(Optional.empty());
        ServiceFile alive = new ServiceFile(
                URI.create("http://127.0.0.1:8080"), ProcessHandle.current().pid());
        alive.write(data);
        assertThat(ServiceFile.read(data)).contains(alive);
        new ServiceFile(alive.address(), 4_194_304).write(data);
        assertThat(ServiceFile.read(data)).isEqualTo(Optional.empty());
        Files.writeString(data.resolve("service.json"), "{");
        assertThat(ServiceFile.read(data)).isEqualTo(Optional.empty());
    }

    private static String modes(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
