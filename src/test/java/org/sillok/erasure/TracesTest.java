package org.sillok.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search that finds nothing proves something only if it finds what is there. */
class TracesTest {
    private static final String TEXT = "김정욱의 진술 3쪽";

    @TempDir
    Path directory;

    @Test
    void everyFormIsFound() {
        Traces traces = new Traces().text("text", TEXT);
        byte[] utf8 = TEXT.getBytes(StandardCharsets.UTF_8);
        String hex = HexFormat.of().formatHex(utf8);
        assertThat(traces.in(around(utf8))).contains("text");
        assertThat(traces.in(around(TEXT.getBytes(StandardCharsets.UTF_16LE)))).contains("text as UTF-16LE");
        assertThat(traces.in(around(TEXT.getBytes(StandardCharsets.UTF_16BE)))).contains("text as UTF-16BE");
        assertThat(traces.in(around(hex.getBytes(StandardCharsets.US_ASCII)))).contains("text in hexadecimal");
        assertThat(traces.in(around(hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII))))
                .contains("text in HEXADECIMAL");
        for (String before : new String[] {"", "a", "ab", "abc", "abcd"}) {
            for (String after : new String[] {"", "x", "xy", "xyz"}) {
                byte[] all = (before + TEXT + after).getBytes(StandardCharsets.UTF_8);
                assertThat(traces.in(Base64.getEncoder().encode(all)))
                        .as(before + after)
                        .contains("text in base64");
                assertThat(traces.in(Base64.getUrlEncoder().encode(all)))
                        .as(before + after)
                        .contains("text in base64");
            }
        }
        assertThat(traces.in("{\"t\":\"\\uae40\\uc815\\uc6b1\\uc758 \\uc9c4\\uc220 3\\ucabd\"}"
                        .getBytes(StandardCharsets.US_ASCII)))
                .contains("text as JSON in ASCII");
        assertThat(traces.in("nothing of this at all".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    @Test
    void inEveryFileAndInTheirNames() throws Exception {
        Path deep = Files.createDirectories(directory.resolve("a/b"));
        Files.write(deep.resolve("c"), around(TEXT.getBytes(StandardCharsets.UTF_8)));
        Files.writeString(deep.resolve("statement-of-kim.txt"), "");
        Traces traces = new Traces().text("text", TEXT).text("name", "statement-of-kim");
        assertThat(traces.in(directory)).contains("text: a/b/c", "name: the name a/b/statement-of-kim.txt");
    }

    private static byte[] around(byte[] bytes) {
        byte[] all = new byte[bytes.length + 11];
        System.arraycopy(bytes, 0, all, 5, bytes.length);
        return all;
    }
}
