package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultContainersTest {
    private static final String OLD = "vault-20260101-120000-0a1b2c3d.cms";
    private static final String NEW = "vault-20260301-120000-0a1b2c3d.cms";
    private static final Instant ERASED = Instant.parse("2026-02-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void onlyContainersOfKeysFromBeforeTheErasureGo() throws IOException {
        Path nightly = Files.createDirectories(folder.resolve("nightly"));
        Path objects = Files.createDirectories(nightly.resolve("objects"));
        for (String name :
                new String[] {OLD, NEW, "database-20260101-120000-0a1b2c3d.cms", "manifest.json", "vault-x.cms"}) {
            Files.writeString(nightly.resolve(name), "x");
        }
        Files.writeString(objects.resolve(OLD), "an object may be called anything");
        Files.writeString(folder.resolve(OLD), "x");
        assertThat(VaultContainers.removeBefore(folder, ERASED)).isEqualTo(2);
        assertThat(nightly.resolve(OLD)).doesNotExist();
        assertThat(folder.resolve(OLD)).doesNotExist();
        assertThat(nightly.resolve(NEW)).exists();
        assertThat(nightly.resolve("database-20260101-120000-0a1b2c3d.cms")).exists();
        assertThat(nightly.resolve("manifest.json")).exists();
        assertThat(nightly.resolve("vault-x.cms")).exists();
        assertThat(objects.resolve(OLD)).exists();
        assertThat(VaultContainers.removeBefore(folder, ERASED)).isZero();
    }

    @Test
    void whatLiesBehindALinkIsSomebodyElses() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("a/elsewhere"));
        Files.writeString(elsewhere.resolve(OLD), "x");
        Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        Files.createSymbolicLink(folder.resolve(OLD), elsewhere.resolve(OLD));
        assertThat(VaultContainers.removeBefore(folder, ERASED)).isZero();
        assertThat(elsewhere.resolve(OLD)).exists();
        assertThat(VaultContainers.removeBefore(folder.resolve("none"), ERASED)).isZero();
        assertThat(VaultContainers.isAny(folder.resolve("none"))).isFalse();
    }

    @Test
    void aContainerSaysItselfOfWhenItIs() {
        assertThat(VaultContainers.takenAt(OLD)).contains(Instant.parse("2026-01-01T12:00:00Z"));
        assertThat(VaultContainers.takenAt("vault-20269901-120000-0a1b2c3d.cms"))
                .isEmpty();
        assertThat(VaultContainers.takenAt("keys-20260101-120000-0a1b2c3d.cms")).isEmpty();
    }
}
