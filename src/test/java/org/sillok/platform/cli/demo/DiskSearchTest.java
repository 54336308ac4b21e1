package org.sillok.platform.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSearchTest {
    private static final byte[] SECRET = "제0호 관리소로 보내졌습니다".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void findsATextWhereverItLies() throws Exception {
        for (int at : new int[] {0, 1, (1 << 20) - SECRET.length / 2, (1 << 20) - 1, 1 << 20, 3_000_000}) {
            byte[] content = new byte[at + SECRET.length];
            System.arraycopy(SECRET, 0, content, at, SECRET.length);
            Path file = Files.write(directory.resolve("f" + at), content);

            assertThat(search(SECRET).hits()).as("at %d", at).containsExactly(file);
            Files.delete(file);
        }
    }

    @Test
    void aTextThatIsCutOffIsNotThere() throws Exception {
        Files.write(directory.resolve("f"), Arrays.copyOf(SECRET, SECRET.length - 1));

        DiskSearch.Result result = search(SECRET, "another secret".getBytes(StandardCharsets.UTF_8));

        assertThat(result.hits()).isEmpty();
        assertThat(result.files()).isEqualTo(1);
        assertThat(result.bytes()).isEqualTo(SECRET.length - 1);
    }

    @Test
    void looksIntoDirectoriesBelowAndPassesOverEmptyFiles() throws Exception {
        Path deep = Files.createDirectories(directory.resolve("a/b/c"));
        Files.createFile(deep.resolve("empty"));
        Path file = Files.write(deep.resolve("f"), SECRET);

        assertThat(search(SECRET).hits()).containsExactly(file);
        assertThat(search(SECRET).files()).isEqualTo(2);
    }

    private DiskSearch.Result search(byte[]... texts) throws Exception {
        return DiskSearch.search(List.of(directory), List.of(texts));
    }
}
