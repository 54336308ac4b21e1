package org.sillok.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Base64Url;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;

/** Strong entity tags and the conditions on them (RFC 9110 sections 8.8.3 and 13.1). */
public final class ETags {
    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e]*)\"");
    private static final int LENGTH = 16;

    private ETags() {}

    /** The tag, with quotes, of the representation that {@code parts} determine. */
    public static String of(String... parts) {
        byte[][] bytes = Arrays.stream(parts)
                .map(part -> (part.length() + ":" + part).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return '"' + Base64Url.encode(Arrays.copyOf(Sha2.sha256(bytes).toArray(), LENGTH)) + '"';
    }

    /**
     * Lets a correction pass that says which state it corrects.
     *
     * @throws ProblemException {@code precondition-required} without {@code If-Match}, {@code precondition-failed} if
     *     the current tag is not in it; {@code *} does not say which state and is not taken
     */
    public static void requireMatch(HttpHeaders headers, String current) {
        List<String> lines = headers.getRequestHeader(HttpHeaders.IF_MATCH);
        if (lines == null || lines.isEmpty() || lines.equals(List.of("*"))) {
            throw new ProblemException(ProblemCode.PRECONDITION_REQUIRED, "Send the entity tag of what you read.");
        }
        if (!parse(HttpHeaders.IF_MATCH, lines).contains(current)) {
            throw new ProblemException(ProblemCode.PRECONDITION_FAILED, "The entity tag sent is not the current one.");
        }
    }

    /** Whether {@code If-None-Match} holds the current tag, so that 304 answers the request. */
    public static boolean notModified(HttpHeaders headers, String current) {
        List<String> lines = headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
        if (lines == null || lines.isEmpty()) {
            return false;
        }
        // The comparison is weak here, so that a tag that a proxy weakened still matches.
        return lines.equals(List.of("*"))
                || parse(HttpHeaders.IF_NONE_MATCH, lines).stream()
                        .anyMatch(tag -> tag.equals(current) || tag.equals("W/" + current));
    }

    /** Answers with {@code entity} under its tag, or with 304 if the client has it. */
    public static Response answer(HttpHeaders headers, String current, Object entity) {
        return (notModified(headers, current) ? Response.notModified() : Response.ok(entity))
                .header(HttpHeaders.ETAG, current)
                .build();
    }

    static List<String> parse(String header, List<String> lines) {
        List<String> tags = new ArrayList<>();
        for (String member : String.join(",", lines).split(",", -1)) {
            Matcher tag = TAG.matcher(member.strip());
            if (!tag.matches()) {
                throw new ProblemException(
                        ProblemCode.INVALID_HEADER, "The header " + header + " is not a list of entity tags.");
            }
            tags.add(tag.group());
        }
        return tags;
    }
}
