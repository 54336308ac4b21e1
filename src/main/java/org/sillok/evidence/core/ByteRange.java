package org.sillok.evidence.core;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a file a request asks for (RFC 9110 section 14.2). One range is served; several ranges, other units and
 * malformed fields are ignored, as the specification allows, and yield the whole file.
 */
public sealed interface ByteRange {
    /** The whole file, status 200. */
    record Whole(long length) implements ByteRange {}

    /** Bytes {@code first} to {@code last} inclusive of {@code length}, status 206. */
    record Part(long first, long last, long length) implements ByteRange {
        public Part {
            if (first < 0 || last < first || last >= length) {
                throw new IllegalArgumentException("not a range within the file");
            }
        }

        public long size() {
            return last - first + 1;
        }

        /** The Content-Range field value. */
        public String contentRange() {
            return "bytes " + first + "-" + last + "/" + length;
        }
    }

    /** Nothing of the file lies in the range, status 416. */
    record Unsatisfiable(long length) implements ByteRange {
        /** The Content-Range field value of the answer. */
        public String contentRange() {
            return "bytes */" + length;
        }
    }

    Pattern SINGLE = Pattern.compile("bytes=[ \\t]*(\\d{0,18})-(\\d{0,18})[ \\t]*");

    /** Reads a Range field value for a file of {@code length} bytes. */
    static ByteRange of(Optional<String> field, long length) {
        Matcher matcher = SINGLE.matcher(field.orElse(""));
        if (!matcher.matches()) {
            return new Whole(length);
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole(length) : suffix(Long.parseLong(last), length);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (to < from) {
            return new Whole(length);
        }
        return from >= length ? new Unsatisfiable(length) : new Part(from, Math.min(to, length - 1), length);
    }

    private static ByteRange suffix(long count, long length) {
        if (count == 0 || length == 0) {
            return new Unsatisfiable(length);
        }
        return new Part(Math.max(0, length - count), length - 1, length);
    }
}
