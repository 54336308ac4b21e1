package org.sillok.discovery.core;

/** How the letters of a script are cut for searching. */
enum Script {
    /** Korean syllables: searched by part, because words carry endings and are spaced at will. */
    HANGUL,
    /** Chinese characters and kana: written without spaces, searched by part. */
    HAN,
    /** Latin letters, with which Korean names are romanised. */
    LATIN,
    /** Letters and digits of any other script: words. */
    WORD,
    /** Everything between. */
    NONE;

    static Script of(int point) {
        if (isHangulSyllable(point)) {
            return HANGUL;
        }
        if (Character.isLetter(point)) {
            Character.UnicodeScript script = Character.UnicodeScript.of(point);
            if (script == Character.UnicodeScript.HAN
                    || script == Character.UnicodeScript.HIRAGANA
                    || script == Character.UnicodeScript.KATAKANA) {
                return HAN;
            }
            return point >= 'a' && point <= 'z' ? LATIN : WORD;
        }
        return Character.isDigit(point)
                        || Character.getType(point) == Character.NON_SPACING_MARK
                        || Character.getType(point) == Character.COMBINING_SPACING_MARK
                ? WORD
                : NONE;
    }

    static boolean isHangulSyllable(int point) {
        return point >= Romanisation.FIRST && point <= Romanisation.LAST;
    }
}
