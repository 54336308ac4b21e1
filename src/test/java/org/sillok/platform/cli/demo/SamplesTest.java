package org.sillok.platform.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
    private static final Path SHIPPED = Path.of("samples");

    @TempDir
    Path directory;

    @Test
    void everyShippedFileIsDepositedUnderAnAsciiPath() throws Exception {
        Samples samples = Samples.read(SHIPPED);

        Set<String> used = new HashSet<>();
        samples.items()
                .forEach(i ->
                        i.files().forEach(f -> used.add(f.path().getFileName().toString())));
        samples.derivatives()
                .forEach(d ->
                        d.files().forEach(f -> used.add(f.path().getFileName().toString())));
        SharingSet.read(SHIPPED)
                .orElseThrow()
                .files()
                .forEach(f -> used.add(f.path().getFileName().toString()));
        try (Stream<Path> shipped = Files.list(SHIPPED)) {
            assertThat(shipped.map(p -> p.getFileName().toString())
                            .filter(n -> !Set.of("manifest.json", "sharing.json", "README.md", ".gitattributes")
                                    .contains(n))
                            .collect(Collectors.toSet()))
                    .isEqualTo(used)
                    .allMatch(n -> n.matches("[a-z0-9.-]+"));
        }
    }

    @Test
    void theSetIsSmallAndHasTheShapesThatMatter() throws Exception {
        Samples samples = Samples.read(SHIPPED);
        long size = 0;
        Set<String> names = new HashSet<>();
        for (Samples.Item item : samples.items()) {
            for (Samples.SampleFile file : item.files()) {
                size += Files.size(file.path());
                names.add(file.name());
            }
        }

        assertThat(size).isLessThan(1_500_000);
        assertThat(String.join("", names)).contains("%", "#", " ", "①", "🎙️", "إفادة", "网页", "명단");
        assertThat(samples.items()).anyMatch(i -> i.files().size() > 1);
        assertThat(SHIPPED.resolve("empty.mp4")).isEmptyFile();
        assertThat(Files.readString(SHIPPED.resolve("list.csv"))).contains("2019.11.02", "2019.10.31", "3 (+1 body)");
    }

    @Test
    void normalisingTheStatementsWouldDamageThem() throws Exception {
        String statement = Files.readString(SHIPPED.resolve("statement-ko.txt"));

        assertThat(statement).contains("①", "㎏").contains("가상의 표본");
        assertThat(Normalizer.normalize(statement, Normalizer.Form.NFKC)).doesNotContain("①", "㎏");
    }

    @Test
    void theScanHasNoTextAndThePictureIsStoredTurned() throws Exception {
        String pdf = Files.readString(SHIPPED.resolve("scan.pdf"), StandardCharsets.ISO_8859_1);
        String picture = Files.readString(SHIPPED.resolve("photo.jpg"), StandardCharsets.ISO_8859_1);

        assertThat(pdf).startsWith("%PDF-").doesNotContain("/Font").contains("/DCTDecode");
        // Tag 0x0112 (orientation), type SHORT, count 1, value 6.
        assertThat(picture).contains("Exif\0\0").contains("\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006");
    }

    @Test
    void aManifestThatRefersToNothingIsRefusedByName() throws Exception {
        Files.writeString(directory.resolve("a.txt"), "a");
        refused(manifest("\"source\":\"nobody\"", "a.txt"), "nobody");
        refused(manifest("\"source\":\"s\"", "b.txt"), "b.txt");
        refused(manifest("\"source\":\"s\"", "../a.txt"), "../a.txt");
        refused("{\"format\":\"sillok/samples/2\"}", "format");
        refused("{", "not JSON");
        assertThatThrownBy(() -> Samples.read(directory.resolve("none")))
                .isInstanceOf(DemoFailure.class)
                .hasMessageContaining("--samples");
    }

    private static String manifest(String source, String path) {
        return "{\"format\":\"sillok/samples/1\",\"party\":{},\"otherParty\":{},\"sources\":[{\"key\":\"s\"}],"
                + "\"items\":[{\"key\":\"i\",\"metadata\":{" + source + "},\"files\":[{\"path\":\"" + path
                + "\",\"name\":\"n\",\"mediaType\":\"text/plain\"}]}]}";
    }

    private void refused(String manifest, String named) throws Exception {
        Files.writeString(directory.resolve("manifest.json"), manifest);
        assertThatThrownBy(() -> Samples.read(directory))
                .isInstanceOf(DemoFailure.class)
                .hasMessageContaining(named);
    }
}
