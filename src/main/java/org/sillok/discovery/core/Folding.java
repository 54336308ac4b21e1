package org.sillok.discovery.core;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * Brings a text to the form in which it is compared: for the index only, stored texts are never changed. Compatibility
 * forms, case, Latin diacritics and Arabic marks and letter forms go away; letters of other scripts stay as they are.
 */
final class Folding {
    private static final Map<Integer, String> LETTERS = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'þ', "th"),
            // Arabic: hamza seats and the forms that Persian keyboards write.
            Map.entry(0x0622, "\u0627"),
            Map.entry(0x0623, "\u0627"),
            Map.entry(0x0625, "\u0627"),
            Map.entry(0x0671, "\u0627"),
            Map.entry(0x0649, "\u064a"),
            Map.entry(0x06cc, "\u064a"),
            Map.entry(0x0626, "\u064a"),
            Map.entry(0x0624, "\u0648"),
            Map.entry(0x0629, "\u0647"),
            Map.entry(0x06a9, "\u0643"),
            Map.entry(0x0640, ""));

    private Folding() {}

    static String fold(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder folded = new StringBuilder(composed.length());
        composed.codePoints().forEach(point -> append(folded, point));
        // Compatibility and case can uncover each other: İ, for example.
        return folded.toString();
    }

    private static void append(StringBuilder folded, int point) {
        if (Script.isHangulSyllable(point)) {
            folded.appendCodePoint(point);
            return;
        }
        String lower = new String(Character.toChars(point)).toLowerCase(Locale.ROOT);
        Normalizer.normalize(lower, Normalizer.Form.NFD).codePoints().forEach(part -> {
            String letter = LETTERS.get(part);
            if (letter != null) {
                folded.append(letter);
            } else if (Character.isDigit(part)) {
                folded.append(Character.digit(part, 10));
            } else if (!isMark(part) && !isApostrophe(part)) {
                folded.appendCodePoint(part);
            }
        });
    }

    /** Marks that are written or left out at will. Those of Indic scripts or Thai are letters, and so are kana's. */
    private static boolean isMark(int point) {
        return (point >= 0x0300 && point <= 0x036f)
                || (point >= 0x0610 && point <= 0x061a)
                || (point >= 0x064b && point <= 0x065f)
                || point == 0x0670;
    }

    /** Within romanised names they mark aspiration, or nothing. */
    private static boolean isApostrophe(int point) {
        return point == '\''
                || point == '`'
                || point == 0x2018
                || point == 0x2019
                || point == 0x02bc
                || point == 0x02bb;
    }
}
