package org.sillok.erasure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks for byte strings, in every form in which a program may have written them, in every byte of every file of a directory.
 */
final class Traces {
    private static final int HEAD = 4;

    /** What is looked for, by its first bytes. */
    private final Map<Integer, List<Pattern>> patterns = new HashMap<>();

    private record Pattern(String name, byte[] bytes) {}

    /** A text, as it is and in other alphabets. */
    Traces text(String name, String text) {
        bytes(name, text.getBytes(StandardCharsets.UTF_8));
        add(name + " as UTF-16LE", text.getBytes(StandardCharsets.UTF_16LE));
        add(name + " as UTF-16BE", text.getBytes(StandardCharsets.UTF_16BE));
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(one -> escaped.append(
                        one < 128 ? String.valueOf((char) one) : String.format(Locale.ROOT, "\\u%04x", one)));
        add(name + " as JSON in ASCII", escaped.toString().getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** Bytes, as they are, in hexadecimal and in both forms of base64 wherever they begin in it. */
    Traces bytes(String name, byte[] bytes) {
        raw(name, bytes);
        String hex = HexFormat.of().formatHex(bytes);
        add(name + " in hexadecimal", hex.getBytes(StandardCharsets.US_ASCII));
        add(name + " in HEXADECIMAL", hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            for (Base64.Encoder encoder : List.of(
                    Base64.getEncoder().withoutPadding(), Base64.getUrlEncoder().withoutPadding())) {
                byte[] encoded = encoder.encode(shifted);
                // Without the characters that depend on what stands before and behind.
                int first = offset == 0 ? 0 : offset + 1;
                int last = shifted.length % 3 == 0 ? encoded.length : encoded.length - 1;
                add(name + " in base64", Arrays.copyOfRange(encoded, first, last));
            }
        }
        return this;
    }

    /** Bytes as they are only: what nobody would write otherwise. */
    Traces raw(String name, byte[] bytes) {
        add(name, bytes);
        return this;
    }

    private void add(String name, byte[] bytes) {
        if (bytes.length < 8) {
            throw new IllegalArgumentException(name + " is so short that it would be found anywhere");
        }
        patterns.computeIfAbsent(head(bytes, 0), none -> new ArrayList<>()).add(new Pattern(name, bytes));
    }

    /** What is found below {@code root}, as "what: where". */
    Set<String> in(Path root) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                for (String name : in(bytes)) {
                    found.add(name + ": " + root.relativize(file));
                }
                for (String name : in(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8))) {
                    found.add(name + ": the name " + root.relativize(file));
                }
            }
        }
        return found;
    }

    Set<String> in(byte[] bytes) {
        Set<String> found = new TreeSet<>();
        for (int at = 0; at + HEAD <= bytes.length; at++) {
            List<Pattern> candidates = patterns.get(head(bytes, at));
            if (candidates != null) {
                for (Pattern one : candidates) {
                    int end = at + one.bytes().length;
                    if (end <= bytes.length && Arrays.equals(bytes, at, end, one.bytes(), 0, one.bytes().length)) {
                        found.add(one.name());
                    }
                }
            }
        }
        return found;
    }

    private static int head(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }
}
