package org.sillok.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sillok.intake.FormBody;

class MultipartReaderTest {
    private static final String TYPE = "multipart/form-data; boundary=XyZ";

    @Test
    void partsComeInOrderWithTheirExactBytes() throws IOException {
        byte[] file = new byte[300_000];
        new Random(7).nextBytes(file);
        // A body full of things that look like the boundary and are not.
        byte[] tricky = "\r\n--Xy\r\n--XyY\r\n-\r\n\r\n--".getBytes(StandardCharsets.US_ASCII);
        FormBody body = new FormBody()
                .part("metadata", null, "{}".getBytes(StandardCharsets.UTF_8))
                .part("file", "진술 ①.bin", file)
                .part("file", "b", tricky)
                .part("file", "empty", new byte[0])
                .end();
        List<byte[]> seen = new ArrayList<>();
        MultipartReader reader = MultipartReader.of(TYPE, body.stream()).orElseThrow();
        List<String> names = new ArrayList<>();
        for (Optional<MultipartReader.Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            names.add(part.get().disposition().file().orElse("-"));
            seen.add(part.get().body().readAllBytes());
        }
        assertThat(names).containsExactly("-", "진술 ①.bin", "b", "empty");
        assertThat(seen.get(1)).isEqualTo(file);
        assertThat(seen.get(2)).isEqualTo(tricky);
        assertThat(seen.get(3)).isEmpty();
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void aPartThatIsNotReadIsSkipped() throws IOException {
        FormBody body = new FormBody()
                .part("a", "x", new byte[200_000])
                .part("b", "y", new byte[] {1})
                .end();
        MultipartReader reader = MultipartReader.of(TYPE, body.stream()).orElseThrow();
        reader.next().orElseThrow();
        assertThat(reader.next().orElseThrow().body().readAllBytes()).containsExactly(1);
    }

    @Test
    void everyTruncationIsNoticed() throws IOException {
        byte[] whole = new FormBody()
                .part("metadata", null, "{}".getBytes(StandardCharsets.UTF_8))
                .part("file", "f", "content of the file".getBytes(StandardCharsets.UTF_8))
                .end()
                .bytes();
        // The last two bytes are the CR LF after the closing delimiter, which a body may lack.
        for (int length = 0; length < whole.length - 4; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> readAll(new ByteArrayInputStream(cut)))
                    .as("cut at %d", length)
                    .isInstanceOf(MalformedMultipartException.class);
        }
        readAll(new ByteArrayInputStream(whole));
    }

    @Test
    void onlyFormDataWithABoundaryIsTaken() throws IOException {
        for (String type : new String[] {
            "",
            "text/plain",
            "multipart/mixed; boundary=XyZ",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=" + "x".repeat(71)
        }) {
            assertThat(MultipartReader.of(type, InputStream.nullInputStream()))
                    .as(type)
                    .isEmpty();
        }
        for (String type : new String[] {
            TYPE,
            "Multipart/Form-Data;boundary=\"XyZ\"",
            "multipart/form-data; charset=utf-8; boundary=XyZ",
            TYPE + "; x=y"
        }) {
            assertThat(MultipartReader.of(type, InputStream.nullInputStream()))
                    .as(type)
                    .isPresent();
        }
    }

    @Test
    void headersThatTwoReadersWouldReadDifferentlyAreRefused() {
        for (String header : new String[] {
            "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\ncontent-disposition: form-data; name=\"b\"",
            "X: y",
            "Content-Disposition: attachment; name=\"file\"",
            "no header",
            "Content-Disposition: form-data; name=\"f\"\r\n folded"
        }) {
            byte[] body = ("--XyZ\r\n" + header + "\r\n\r\nx\r\n--XyZ--\r\n").getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> readAll(new ByteArrayInputStream(body)))
                    .as(header)
                    .isInstanceOf(MalformedMultipartException.class);
        }
    }

    @Test
    void namesThatAreNotUtf8AreRefused() {
        byte[] latin =
                ("--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"é\"\r\n\r\nx\r\n--XyZ--\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> readAll(new ByteArrayInputStream(latin)))
                .isInstanceOf(MalformedMultipartException.class);
    }

    private static void readAll(InputStream body) throws IOException {
        MultipartReader reader = MultipartReader.of(TYPE, body).orElseThrow();
        for (Optional<MultipartReader.Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            part.get().body().readAllBytes();
        }
    }
}
