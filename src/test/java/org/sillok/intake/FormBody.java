package org.sillok.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A multipart/form-data body as curl and browsers write it: raw UTF-8 file names (RFC 7578). */
public final class FormBody {
    public static final String TYPE = "multipart/form-data; boundary=XyZ";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public FormBody metadata(String json) {
        return part("metadata", null, json.getBytes(StandardCharsets.UTF_8));
    }

    public FormBody file(String name, byte[] content, String... headers) {
        return part("file", name, content, headers);
    }

    public FormBody part(String name, @Nullable String file, byte[] content, String... headers) {
        String disposition = "form-data; name=\"" + name + "\"" + (file == null ? "" : "; filename=\"" + file + "\"");
        StringBuilder head = new StringBuilder("--XyZ\r\nContent-Disposition: " + disposition + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(content);
        bytes.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    public FormBody end() {
        bytes.writeBytes("--XyZ--\r\n".getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    public InputStream stream() {
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
