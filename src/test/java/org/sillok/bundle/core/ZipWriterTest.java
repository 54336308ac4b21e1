package org.sillok.bundle.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.custody.core.CustodyFixtures;

class ZipWriterTest {
    @TempDir
    Path directory;

    @Test
    void everyLengthAroundABlockIsReadBack() throws IOException {
        int[] lengths = {0, 1, 65_534, 65_535, 65_536, 131_070, 131_071};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipWriter zip = new ZipWriter(out);
        for (int i = 0; i < lengths.length; i++) {
            try (ZipWriter.Entry entry = zip.entry("entry-" + i, lengths[i])) {
                entry.write(CustodyFixtures.pseudoRandom("zip", lengths[i]));
            }
        }
        zip.finish();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (int i = 0; i < lengths.length; i++) {
                assertThat(in.getNextEntry())
                        .isNotNull()
                        .extracting(ZipEntry::getName)
                        .isEqualTo("entry-" + i);
                assertThat(in.readAllBytes()).isEqualTo(CustodyFixtures.pseudoRandom("zip", lengths[i]));
            }
            assertThat(in.getNextEntry()).isNull();
        }
    }

    @Test
    void theSplitOfWritesAndTheTimeZoneDoNotShow() throws IOException {
        byte[] content = CustodyFixtures.pseudoRandom("split", 200_000);
        byte[] whole = one(content, content.length);
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Pyongyang"));
            assertThat(one(content, 7)).isEqualTo(whole);
            assertThat(one(content, 65_535)).isEqualTo(whole);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    private static byte[] one(byte[] content, int step) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipWriter zip = new ZipWriter(out);
        try (ZipWriter.Entry entry = zip.entry("name", content.length)) {
            for (int i = 0; i < content.length; i += step) {
                entry.write(content, i, Math.min(step, content.length - i));
            }
        }
        zip.finish();
        return out.toByteArray();
    }

    @Test
    void moreEntriesThanOldArchivesHoldAreListed() throws IOException {
        Path file = directory.resolve("many.zip");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            ZipWriter zip = new ZipWriter(out);
            for (int i = 100_000; i < 166_000; i++) {
                try (ZipWriter.Entry entry = zip.entry("e" + i, 1)) {
                    entry.write('x');
                }
            }
            zip.finish();
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.size()).isEqualTo(66_000);
            assertThat(zip.getInputStream(zip.getEntry("e165999")).readAllBytes())
                    .isEqualTo("x".getBytes(UTF_8));
        }
    }

    @Test
    void anEntryThatMayBeLargeHasLongSizes() throws IOException {
        Path file = directory.resolve("large.zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            ZipWriter zip = new ZipWriter(out);
            try (ZipWriter.Entry entry = zip.entry("large", 5_000_000_000L)) {
                entry.write('x');
            }
            try (ZipWriter.Entry entry = zip.entry("small", 1)) {
                entry.write('y');
            }
            zip.finish();
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(Collections.list(zip.entries()))
                    .extracting(ZipEntry::getSize)
                    .containsExactly(1L, 1L);
        }
    }

    @Test
    void namesComeInOrderAndOnce() throws IOException {
        ZipWriter zip = new ZipWriter(OutputStream.nullOutputStream());
        zip.entry("b", 0).close();
        assertThatThrownBy(() -> zip.entry("b", 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> zip.entry("a", 0)).isInstanceOf(IllegalStateException.class);
    }
}
