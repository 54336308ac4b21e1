package org.sillok.custody.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisclosureNameTest {
    private static List<DisclosureName> allNames() {
        List<DisclosureName> names = new ArrayList<>();
        for (Field field : Field.values()) {
            if (field.perFile()) {
                for (int file : new int[] {1, 2, 10, DisclosureName.MAX_FILES}) {
                    names.add(new DisclosureName(field, file));
                }
            } else {
                names.add(DisclosureName.of(field));
            }
        }
        return names;
    }

    @Test
    void everyNameHasOneSpelling() throws CustodyFormatException {
        for (DisclosureName name : allNames()) {
            assertThat(DisclosureName.parse(name.text())).isEqualTo(name);
        }
        assertThat(allNames().stream().map(DisclosureName::text).distinct()).hasSameSizeAs(allNames());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "unknown",
                "Time",
                "time/1",
                "time/",
                "sha256",
                "sha256/",
                "sha256/0",
                "sha256/01",
                "sha256/1001",
                "sha256/9999",
                "sha256/10000",
                "sha256/-1",
                "sha256/1/1",
                "sha256/١",
                " time",
                "sha256/99999999999",
                "SHA256/1",
                "STREAM"
            })
    void refusesOtherNames(String text) {
        assertThatThrownBy(() -> DisclosureName.parse(text)).isInstanceOf(CustodyFormatException.class);
    }

    @Test
    void impossibleNamesCannotBeBuilt() {
        assertThatThrownBy(() -> new DisclosureName(Field.TIME, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DisclosureName.of(Field.SHA256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DisclosureName(Field.SHA256, 1001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DisclosureName(Field.SHA256, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAreInOneOrderWithEachFileTogether() {
        List<DisclosureName> names = allNames();
        long seed = 20261121;
        for (int i = 0; i < 100; i++) {
            Collections.shuffle(names, new Random(seed + i));
            List<DisclosureName> sorted = names.stream().sorted().toList();
            assertThat(sorted)
                    .as("seed %d", seed + i)
                    .isEqualTo(allNames().stream().sorted().toList());
        }
        assertThat(names.stream().sorted().map(DisclosureName::text))
                .containsSubsequence(
                        "time", "object/1", "fileName/1", "object/2", "fileName/2", "object/10", "metadata");
        // The order is total only because the fields about files stand side by side.
        List<Boolean> perFile =
                Arrays.stream(Field.values()).map(Field::perFile).toList();
        assertThat(perFile.lastIndexOf(true) - perFile.indexOf(true) + 1)
                .isEqualTo(Collections.frequency(perFile, true));
    }

    @Test
    void contentSourceAndNameFieldsAreContentAndAllElseIsAccountability() {
        assertThat(Arrays.stream(Field.values())
                        .filter(field -> field.confidentiality() == Confidentiality.CONTENT)
                        .map(Field::text))
                .containsExactly("object", "sha256", "sha512", "length", "mediaType", "fileName", "metadata", "source");
    }
}
