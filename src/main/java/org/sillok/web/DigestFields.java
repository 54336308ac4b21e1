package org.sillok.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sillok.kernel.Digest;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;

/**
 * {@code Content-Digest} and {@code Repr-Digest} (RFC 9530): dictionaries of byte sequences (RFC 9651). Read more
 * strictly than that: no member twice, no parameters, canonical base64. Algorithms that are not checked here are passed
 * over, but one at least must be.
 */
public final class DigestFields {
    private static final int MAX_LENGTH = 2048;
    private static final String KEY = "[a-z*][a-z0-9_.*-]*";

    private DigestFields() {}

    /**
     * The digests of one header, which may be spread over several lines.
     *
     * @throws ProblemException {@code digest-unsupported} if it is malformed or names neither sha-256 nor sha-512
     */
    public static List<Digest> parse(String header, List<String> lines) {
        String text = String.join(",", lines);
        if (text.length() > MAX_LENGTH) {
            throw refused(header, "is too long");
        }
        Map<String, byte[]> members = new LinkedHashMap<>();
        // Byte sequences hold no comma, so a comma always separates members.
        for (String member : text.split(",", -1)) {
            String stripped = stripSpace(member);
            int equals = stripped.indexOf('=');
            if (equals < 0 || !stripped.substring(0, equals).matches(KEY)) {
                throw refused(header, "is not a dictionary of byte sequences");
            }
            if (members.put(stripped.substring(0, equals), bytes(header, stripped.substring(equals + 1))) != null) {
                throw refused(header, "names an algorithm twice");
            }
        }
        List<Digest> digests = new ArrayList<>();
        members.forEach((name, value) -> Arrays.stream(Digest.Algorithm.values())
                .filter(algorithm -> algorithm.httpName().equals(name))
                .forEach(algorithm -> digests.add(digest(header, algorithm, value))));
        if (digests.isEmpty()) {
            throw refused(header, "names neither sha-256 nor sha-512");
        }
        return List.copyOf(digests);
    }

    /** The header's value for {@code digests}, for example {@code sha-256=:…:, sha-512=:…:}. */
    public static String format(Digest... digests) {
        return Arrays.stream(digests)
                .map(digest -> digest.algorithm().httpName() + "=:"
                        + Base64.getEncoder().encodeToString(digest.toArray()) + ":")
                .collect(Collectors.joining(", "));
    }

    private static Digest digest(String header, Digest.Algorithm algorithm, byte[] value) {
        if (value.length != algorithm.length()) {
            throw refused(header, "has a digest of the wrong length");
        }
        return Digest.of(algorithm, value);
    }

    private static byte[] bytes(String header, String item) {
        if (item.length() < 2 || item.charAt(0) != ':' || item.charAt(item.length() - 1) != ':') {
            throw refused(header, "is not a dictionary of byte sequences");
        }
        String base64 = item.substring(1, item.length() - 1);
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                throw refused(header, "has base64 that is not canonical");
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw refused(header, "has base64 that cannot be read");
        }
    }

    private static String stripSpace(String text) {
        int from = 0;
        int until = text.length();
        while (from < until && isSpace(text.charAt(from))) {
            from++;
        }
        while (until > from && isSpace(text.charAt(until - 1))) {
            until--;
        }
        return text.substring(from, until);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static ProblemException refused(String header, String fault) {
        return new ProblemException(ProblemCode.DIGEST_UNSUPPORTED, "The header " + header + " " + fault + ".");
    }
}
