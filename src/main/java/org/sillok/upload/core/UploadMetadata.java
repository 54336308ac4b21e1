package org.sillok.upload.core;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The header {@code Upload-Metadata} of tus: pairs of a key and a value in base64, which may be missing. Values are kept
 * as the text that was sent, in canonical base64, because the protocol gives them back.
 */
public record UploadMetadata(Map<String, String> values) {
    public static final int MAX_LENGTH = 8 * 1024;
    public static final UploadMetadata NONE = new UploadMetadata(Map.of());

    public UploadMetadata {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        values.forEach((key, value) -> {
            if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',')) {
                throw new IllegalArgumentException("a key is empty or holds something else than visible ASCII");
            }
            requireBase64(value);
        });
    }

    /**
     * Parses the field value; an empty one is no metadata.
     *
     * @throws IllegalArgumentException with the fault, which does not repeat the value
     */
    public static UploadMetadata parse(String header) {
        if (header.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("it has more than " + MAX_LENGTH + " bytes");
        }
        Map<String, String> values = new LinkedHashMap<>();
        if (header.isBlank()) {
            return NONE;
        }
        for (String pair : header.split(",", -1)) {
            String stripped = pair.strip();
            int space = stripped.indexOf(' ');
            String key = space < 0 ? stripped : stripped.substring(0, space);
            String value = space < 0 ? "" : stripped.substring(space + 1);
            if (values.putIfAbsent(key, value) != null) {
                throw new IllegalArgumentException("a key is there twice");
            }
        }
        return new UploadMetadata(values);
    }

    /** The header's value, for answers; empty if there is no metadata. */
    public String header() {
        return values.entrySet().stream()
                .map(pair -> pair.getValue().isEmpty() ? pair.getKey() : pair.getKey() + " " + pair.getValue())
                .collect(Collectors.joining(","));
    }

    /**
     * The value of {@code key} as text; empty if it is missing or blank.
     *
     * @throws IllegalArgumentException if it is not UTF-8
     */
    public Optional<String> text(String key) {
        String value = values.getOrDefault(key, "");
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(value)))
                    .toString();
            return text.isBlank() ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a value is not UTF-8", e);
        }
    }

    private static void requireBase64(String value) {
        try {
            if (Base64.getEncoder()
                    .encodeToString(Base64.getDecoder().decode(value))
                    .equals(value)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a value is not base64", e);
        }
        throw new IllegalArgumentException("a value is not canonical base64");
    }

    /** File names stay out of logs. */
    @Override
    public String toString() {
        return "UploadMetadata[" + values.size() + " keys]";
    }
}
