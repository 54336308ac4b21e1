package org.sillok.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.BoundedPosition;
import org.sillok.kernel.NumberedPosition;
import org.sillok.kernel.Position;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;

/**
 * Where the next page of a list begins, as an opaque text: eight bytes of the digest of the list and its filters, then
 * time and identifier of the last line shown, or the number of the next one. It is bound to the filters so that nobody
 * pages through one question with the cursor of another; it grants nothing, because every page is subject to the
 * caller's rights again.
 */
public final class Cursor {
    private static final int BINDING_BYTES = 8;
    private static final int TIME_LENGTH = 24;
    private static final int MAX_LENGTH = 256;

    private Cursor() {}

    /** The text for the page that begins with a line's number. */
    static String encode(String list, long number) {
        return seal(list, "#" + number);
    }

    /** The number that {@link #encode(String, long)} was given for the same {@code list}. */
    static long decodeNumber(String list, String cursor) {
        String place = open(list, cursor);
        if (!place.matches("#[0-9]{1,18}")) {
            throw invalid();
        }
        return Long.parseLong(place.substring(1));
    }

    /**
     * The text for the page after {@code position}.
     *
     * @param list the name of the list and every filter and order it was asked for with
     */
    public static String encode(String list, Position position) {
        return seal(list, Timestamps.format(position.time()) + position.id());
    }

    /**
     * The position that {@link #encode} was given for the same {@code list}.
     *
     * @throws ProblemException {@code invalid-cursor} for any other text
     */
    public static Position decode(String list, String cursor) {
        String place = open(list, cursor);
        try {
            if (place.length() <= TIME_LENGTH) {
                throw invalid();
            }
            Instant time = Timestamps.parse(place.substring(0, TIME_LENGTH));
            String id = place.substring(TIME_LENGTH);
            if (!id.matches("[a-z]{3}_[a-z2-7]{26}")) {
                throw invalid();
            }
            return new Position(time, id);
        } catch (IllegalArgumentException notOurs) {
            throw invalid();
        }
    }

    /** The text for the page after a position in a list that ends at a time. */
    static String encode(String list, BoundedPosition position) {
        NumberedPosition line = position.line();
        return seal(
                list,
                Timestamps.format(position.until()) + Timestamps.format(line.time()) + line.id() + "#" + line.number());
    }

    /** The position that {@link #encode(String, BoundedPosition)} was given for the same {@code list}. */
    static BoundedPosition decodeBounded(String list, String cursor) {
        String place = open(list, cursor);
        int id = 2 * TIME_LENGTH;
        try {
            if (place.length() <= id || !place.substring(id).matches("[a-z]{3}_[a-z2-7]{26}#[0-9]{1,18}")) {
                throw invalid();
            }
            int number = place.indexOf('#', id);
            return new BoundedPosition(
                    new NumberedPosition(
                            Timestamps.parse(place.substring(TIME_LENGTH, id)),
                            place.substring(id, number),
                            Long.parseLong(place.substring(number + 1))),
                    Timestamps.parse(place.substring(0, TIME_LENGTH)));
        } catch (IllegalArgumentException notOurs) {
            throw invalid();
        }
    }

    private static String seal(String list, String place) {
        byte[] text = place.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(binding(list), BINDING_BYTES + text.length);
        System.arraycopy(text, 0, bytes, BINDING_BYTES, text.length);
        return Base64Url.encode(bytes);
    }

    private static String open(String list, String cursor) {
        try {
            byte[] bytes = cursor.length() > MAX_LENGTH ? new byte[0] : Base64Url.decode(cursor);
            if (bytes.length <= BINDING_BYTES || !Arrays.equals(binding(list), Arrays.copyOf(bytes, BINDING_BYTES))) {
                throw invalid();
            }
            return new String(bytes, BINDING_BYTES, bytes.length - BINDING_BYTES, StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException notOurs) {
            throw invalid();
        }
    }

    private static byte[] binding(String list) {
        return Arrays.copyOf(
                Sha2.sha256(("sillok/cursor/1\n" + list).getBytes(StandardCharsets.UTF_8))
                        .toArray(),
                BINDING_BYTES);
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ProblemCode.INVALID_CURSOR, "This list did not issue the cursor with these filters.");
    }
}
