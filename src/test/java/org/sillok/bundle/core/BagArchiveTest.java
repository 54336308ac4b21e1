package org.sillok.bundle.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Bytes;

class BagArchiveTest {
    private static final Bytes PAGE = Bytes.utf8("page");

    @Test
    void theManifestsNameAllFilesWithTheirDigests() throws IOException {
        Map<String, String> files = read(written());
        assertThat(files.keySet())
                .containsExactly(
                        "bag/VERIFY.md",
                        "bag/bag-info.txt",
                        "bag/bagit.txt",
                        "bag/data/a/1.txt",
                        "bag/data/b.txt",
                        "bag/manifest-sha256.txt",
                        "bag/manifest-sha512.txt",
                        "bag/proof/signed",
                        "bag/tagmanifest-sha256.txt",
                        "bag/tagmanifest-sha512.txt");
        assertThat(files.get("bag/manifest-sha256.txt"))
                .isEqualTo(sha256("one") + "  data/a/1.txt\n" + sha256("") + "  data/b.txt\n");
        assertThat(files.get("bag/tagmanifest-sha256.txt"))
                .contains(sha256("page") + "  VERIFY.md\n")
                .contains(sha256(String.valueOf(files.get("bag/manifest-sha256.txt"))) + "  manifest-sha256.txt\n")
                .doesNotContain("proof", "tagmanifest");
        assertThat(files.get("bag/bagit.txt")).startsWith("BagIt-Version: 1.0\n");
    }

    @Test
    void whatIsProvenAreTheExactBytesOfTheTagManifest() throws IOException {
        Map<String, String> files = read(written());
        assertThat(files.get("bag/proof/signed")).isEqualTo(files.get("bag/tagmanifest-sha512.txt"));
    }

    @Test
    void theSameContentMakesTheSameBytes() throws IOException {
        assertThat(written()).isEqualTo(written());
    }

    @Test
    void withoutItsEndItIsNoArchive() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BagArchive bag = new BagArchive("bag", out);
        bag.begin(PAGE, "Source-Organization: Sillok\n");
        bag.file("a.txt", Bytes.utf8("one"));
        assertThat(new String(out.toByteArray(), UTF_8)).doesNotContain("PK\u0005\u0006");
        assertThat(bag.files()).isEqualTo(1);
    }

    @Test
    void pathsComeInOrderAndOnce() throws IOException {
        BagArchive bag = new BagArchive("bag", new ByteArrayOutputStream());
        bag.begin(PAGE, "");
        bag.file("b.txt", PAGE);
        assertThatThrownBy(() -> bag.file("a.txt", PAGE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> bag.file("b.txt", PAGE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noFileIsLongerThanItWasAnnounced() throws IOException {
        BagArchive bag = new BagArchive("bag", new ByteArrayOutputStream());
        bag.begin(PAGE, "");
        assertThatThrownBy(() -> bag.file("a.txt", 2, out -> out.write(new byte[3])))
                .isInstanceOf(IOException.class);
    }

    private static byte[] written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BagArchive bag = new BagArchive("bag", out);
        bag.begin(PAGE, "Source-Organization: Sillok\n");
        assertThat(bag.file("a/1.txt", Bytes.utf8("one"))).isEqualTo(Facts.of(Bytes.utf8("one")));
        bag.file("b.txt", 0, sink -> {});
        bag.finish(manifest -> new TreeMap<>(Map.of("signed", manifest)));
        return out.toByteArray();
    }

    private static Map<String, String> read(byte[] archive) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), UTF_8));
            }
        }
        return files;
    }

    private static String sha256(String text) {
        return Sha2.sha256(text.getBytes(UTF_8)).hex();
    }
}
