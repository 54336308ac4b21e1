package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class Pkcs11SettingsTest {
    private record Set(
            Optional<Path> library,
            Optional<Long> slot,
            Optional<Integer> slotListIndex,
            Optional<Path> pinFile,
            Optional<String> label)
            implements VaultConfig.Pkcs11 {}

    @Test
    void slotIsNamedInOneOfTwoWaysAndIsTheFirstOtherwise() {
        assertThat(settings("lib.so", null, null, "pin", "sillok").place().slot())
                .isEqualTo("slotListIndex=0");
        assertThat(settings("lib.so", null, 2, "pin", "sillok").place().slot()).isEqualTo("slotListIndex=2");
        assertThat(settings("lib.so", 4_000_000_000L, null, "pin", "sillok")
                        .place()
                        .slot())
                .isEqualTo("slot=4000000000");
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        assertRefused("pkcs11.library is missing", null, null, null, "pin", "sillok");
        assertRefused("pkcs11.pin-file is missing", "lib.so", null, null, null, "sillok");
        assertRefused("pkcs11.label is missing", "lib.so", null, null, "pin", null);
        assertRefused("pkcs11.label has", "lib.so", null, null, "pin", "a key");
        assertRefused("pkcs11.label has", "lib.so", null, null, "pin", "x\nslot=3");
        assertRefused("pkcs11.slot and slot-list-index", "lib.so", 1L, 1, "pin", "sillok");
        assertRefused("pkcs11.slot is", "lib.so", -1L, null, "pin", "sillok");
        assertRefused("pkcs11.slot-list-index counts", "lib.so", null, -1, "pin", "sillok");
        assertThatThrownBy(() -> Pkcs11Settings.of(Optional.empty())).isInstanceOf(KekUnavailableException.class);
    }

    private static void assertRefused(
            String words,
            @Nullable String library,
            @Nullable Long slot,
            @Nullable Integer index,
            @Nullable String pin,
            @Nullable String label) {
        assertThatThrownBy(() -> settings(library, slot, index, pin, label))
                .isInstanceOf(KekUnavailableException.class)
                .hasMessageContaining(words);
    }

    private static Pkcs11Settings settings(
            @Nullable String library,
            @Nullable Long slot,
            @Nullable Integer index,
            @Nullable String pin,
            @Nullable String label) {
        return Pkcs11Settings.of(Optional.of(new Set(
                Optional.ofNullable(library).map(Path::of),
                Optional.ofNullable(slot),
                Optional.ofNullable(index),
                Optional.ofNullable(pin).map(Path::of),
                Optional.ofNullable(label))));
    }
}
