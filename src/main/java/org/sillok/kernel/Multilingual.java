package org.sillok.kernel;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One text in one or more languages, ordered by tag. Texts are kept exactly as they came (no normalisation, no
 * trimming); blank texts, control characters other than tab and line feed, and broken surrogate pairs are refused. Its
 * text form names the languages only.
 */
public record Multilingual(SortedMap<LanguageTag, String> texts) {
    private static final int MAX_LANGUAGES = 32;

    public Multilingual {
        if (texts.isEmpty() || texts.size() > MAX_LANGUAGES) {
            throw new IllegalArgumentException("1 to " + MAX_LANGUAGES + " languages");
        }
        texts.values().forEach(text -> checkText(text, Integer.MAX_VALUE));
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /**
     * Reads a map from language tags to texts of at most {@code maxLength} characters (UTF-16 units).
     *
     * @throws IllegalArgumentException for a bad tag, the same language twice, or a bad text; never repeats either
     */
    public static Multilingual of(Map<String, String> texts, int maxLength) {
        SortedMap<LanguageTag, String> tagged = new TreeMap<>();
        texts.forEach((tag, text) -> {
            checkText(text, maxLength);
            if (tagged.put(LanguageTag.parse(tag), text) != null) {
                throw new IllegalArgumentException("the same language twice");
            }
        });
        return new Multilingual(tagged);
    }

    /**
     * Checks one text of at most {@code maxLength} characters (UTF-16 units).
     *
     * @throws IllegalArgumentException if it is blank, too long, or holds what no text holds
     */
    public static String checkText(String text, int maxLength) {
        if (text.isBlank() || text.length() > maxLength) {
            throw new IllegalArgumentException("1 to " + maxLength + " characters, not blank");
        }
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean control = Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r';
            if (control || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                throw new IllegalArgumentException("a control character or half a surrogate pair");
            }
            i += Character.charCount(c);
        }
        return text;
    }

    /** The texts by tag, for writing. */
    public SortedMap<String, String> byTag() {
        SortedMap<String, String> plain = new TreeMap<>();
        texts.forEach((tag, text) -> plain.put(tag.value(), text));
        return plain;
    }

    @Override
    public String toString() {
        return "Multilingual" + texts.keySet();
    }
}
