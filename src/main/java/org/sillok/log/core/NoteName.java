package org.sillok.log.core;

/** Names of note keys (C2SP signed-note): what is allowed in one. */
final class NoteName {
    private static final int MAX = 255;

    private NoteName() {}

    /** Not empty, not over-long, and free of spaces, plus signs, control characters and lone surrogates. */
    static boolean isAllowed(String name) {
        return !name.isEmpty() && name.length() <= MAX && name.codePoints().allMatch(NoteName::isAllowed);
    }

    private static boolean isAllowed(int c) {
        boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
        boolean unseen = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
        boolean loneSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c != '+' && !space && !unseen && !loneSurrogate;
    }
}
