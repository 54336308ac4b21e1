package org.sillok.kernel;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;

/**
 * A language as a BCP 47 tag in canonical form, for example {@code ko}, {@code zh-Hant}, {@code ko-KP}. Two-letter
 * languages and regions must exist in ISO 639 and ISO 3166; three-letter ones are checked for form only, because the
 * registry is not at hand. {@code und} stands for an unknown language.
 */
public record LanguageTag(String value) implements Comparable<LanguageTag> {
    private static final int MAX_LENGTH = 35;
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> REGIONS = Set.of(Locale.getISOCountries());

    public LanguageTag {
        if (!canonical(value).equals(value)) {
            throw new IllegalArgumentException("not a canonical language tag");
        }
    }

    /**
     * Reads a tag in any case.
     *
     * @throws IllegalArgumentException if it is not well-formed or names no language; the message does not repeat it
     */
    public static LanguageTag parse(String text) {
        return new LanguageTag(canonical(text));
    }

    private static String canonical(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.indexOf('_') >= 0) {
            throw new IllegalArgumentException("not a language tag");
        }
        Locale locale;
        try {
            locale = new Locale.Builder().setLanguageTag(text).build();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException("not a language tag", e);
        }
        String language = locale.getLanguage();
        boolean undetermined = text.equalsIgnoreCase("und") || text.regionMatches(true, 0, "und-", 0, 4);
        boolean known = language.isEmpty()
                ? undetermined
                : language.length() == 3 || LANGUAGES.contains(language) || LANGUAGES.contains(legacy(language));
        String region = locale.getCountry();
        if (!known || (region.length() == 2 && !REGIONS.contains(region))) {
            throw new IllegalArgumentException("not a known language or region");
        }
        return locale.toLanguageTag();
    }

    /** The withdrawn codes that older Java versions list in place of the current ones. */
    private static String legacy(String language) {
        return switch (language) {
            case "he" -> "iw";
            case "yi" -> "ji";
            case "id" -> "in";
            default -> language;
        };
    }

    @Override
    public int compareTo(LanguageTag other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
