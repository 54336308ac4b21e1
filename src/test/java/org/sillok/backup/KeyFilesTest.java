package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyFilesTest {
    @Test
    void whatIsInNoFileIsNamed() {
        assertThat(files(Map.of()).external(keks("local-1"))).isEmpty();
        assertThat(files(Map.of("sillok.custody.pkcs11.library", "/usr/lib/token.so"))
                        .external(keks("local-1", "transit-sillok-v2", "pkcs11-3")))
                .satisfiesExactly(
                        kek -> assertThat(kek).contains("transit-sillok-v2"),
                        kek -> assertThat(kek).contains("pkcs11-3"),
                        statements -> assertThat(statements).contains("token"));
    }

    @Test
    void keysOfIdentitiesAreNamedAsSuch() {
        assertThat(files(Map.of())
                        .external(new KeyFiles.Keks(List.of("local-1"), List.of("local-2", "transit-people-v1"))))
                .singleElement()
                .asString()
                .contains("transit-people-v1", "identities");
    }

    private static KeyFiles.Keks keks(String... subjects) {
        return new KeyFiles.Keks(List.of(subjects), List.of());
    }

    private static KeyFiles files(Map<String, String> settings) {
        return new KeyFiles(name -> Optional.ofNullable(settings.get(name)), Path.of("unused"));
    }
}
