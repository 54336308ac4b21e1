package org.sillok.discovery.core;

import java.util.ArrayList;
import java.util.List;

/** A folded text cut into runs of one script. */
final class Runs {
    /**
     * Letters that belong together.
     *
     * @param text folded
     * @param joined whether only a hyphen or nothing stands between this run and the one before
     * @param spaced whether only white space (or what joins) stands between them
     * @param capital whether it began with a capital letter before it was folded
     */
    record Run(Script script, String text, boolean joined, boolean spaced, boolean capital) {}

    private Runs() {}

    static List<Run> of(String original) {
        List<Run> runs = new ArrayList<>();
        StringBuilder letters = new StringBuilder();
        Script script = Script.NONE;
        boolean capital = false;
        boolean joined = false;
        boolean spaced = false;
        for (String word : pieces(original)) {
            String folded = Folding.fold(word);
            for (int at = 0; at < folded.length(); ) {
                int point = folded.codePointAt(at);
                at += Character.charCount(point);
                Script next = Script.of(point);
                if (next != script && script != Script.NONE) {
                    runs.add(new Run(script, letters.toString(), joined, spaced, capital));
                    letters.setLength(0);
                    joined = true;
                    spaced = true;
                }
                if (next == Script.NONE) {
                    joined = joined && (point == '-' || point == 0x2010 || point == 0x2011);
                    spaced = spaced && (joined || Character.isWhitespace(point) || point == ',');
                } else {
                    if (letters.isEmpty()) {
                        capital = Character.isUpperCase(word.codePointAt(0));
                    }
                    letters.appendCodePoint(point);
                }
                script = next;
            }
        }
        if (!letters.isEmpty()) {
            runs.add(new Run(script, letters.toString(), joined, spaced, capital));
        }
        return runs;
    }

    /** Cut before every letter that follows something else, so that it is known whether a run began with a capital. */
    private static List<String> pieces(String original) {
        List<String> pieces = new ArrayList<>();
        int begin = 0;
        boolean letter = false;
        for (int at = 0; at < original.length(); ) {
            int point = original.codePointAt(at);
            boolean isLetter = Character.isLetter(point);
            if (isLetter && !letter && at > begin) {
                pieces.add(original.substring(begin, at));
                begin = at;
            }
            // Marks and apostrophes are within words.
            letter = isLetter
                    || (letter && Character.getType(point) == Character.NON_SPACING_MARK)
                    || (letter && isQuote(point));
            at += Character.charCount(point);
        }
        if (begin < original.length()) {
            pieces.add(original.substring(begin));
        }
        return pieces;
    }

    private static boolean isQuote(int point) {
        return point == '\''
                || point == 0x2019
                || point == 0x2018
                || point == 0x02bc
                || point == 0x02bb
                || point == '`';
    }
}
