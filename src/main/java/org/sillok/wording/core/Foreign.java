package org.sillok.wording.core;

import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Text that somebody else wrote, between the words of this service. It may be in any script and may mean harm: characters
 * that turn the direction of text around, or that nobody sees, are shown by number, and the whole is isolated, so that it
 * cannot reorder what stands around it. Every such text in a {@link Document} has to come from {@link #isolate}.
 */
public final class Foreign {
    /** First strong isolate (Unicode Bidirectional Algorithm). */
    static final char BEGIN = '\u2068';
    /** Pop directional isolate. */
    static final char END = '\u2069';

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Foreign() {}

    /** The text between isolates, with everything that is not visible shown by number. Lines stay lines. */
    public static String isolate(String text) {
        return BEGIN + visible(text) + END;
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(character -> append(shown, character, Foreign::isVisible));
        return shown.toString();
    }

    /** Appends the character if {@code fits}, and its number otherwise. */
    static void append(StringBuilder to, int character, IntPredicate fits) {
        if (fits.test(character)) {
            to.appendCodePoint(character);
        } else {
            to.append(number(character));
        }
    }

    static String number(int character) {
        return String.format(Locale.ROOT, "[U+%04X]", character);
    }

    static boolean isVisible(int character) {
        // Arabic and Indic scripts cannot be written without the joiners.
        if (character == '\n'
                || character == '\t'
                || character == ZERO_WIDTH_NON_JOINER
                || character == ZERO_WIDTH_JOINER) {
            return true;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
