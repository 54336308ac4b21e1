package org.sillok.discovery.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys under which a Korean name is found however it was romanised: by the Revised Romanisation, by McCune and Reischauer's,
 * or by the habits of its bearer. Sounds that romanisations confuse fall together, so different names may share a key:
 * a key finds candidates and proves nothing.
 *
 * <p>A name has up to two keys, one with its syllables apart and one with them joined, because only some ways of writing show
 * where a syllable ends. Two spellings match if they share one.
 */
final class NameKeys {
    private static final int SHORTEST = 3;

    /** Spellings of surnames that follow no system, and what they stand for. */
    private static final Map<String, String> SURNAMES = Map.ofEntries(
            Map.entry("lee", "i"),
            Map.entry("li", "i"),
            Map.entry("lie", "i"),
            Map.entry("rhee", "i"),
            Map.entry("rhie", "i"),
            Map.entry("ree", "i"),
            Map.entry("ri", "i"),
            Map.entry("yi", "i"),
            Map.entry("yie", "i"),
            Map.entry("yee", "i"),
            Map.entry("park", "bak"),
            Map.entry("bark", "bak"),
            Map.entry("parc", "bak"),
            Map.entry("joe", "jo"),
            Map.entry("choh", "jo"),
            Map.entry("hur", "heo"),
            Map.entry("her", "heo"),
            Map.entry("sur", "seo"),
            Map.entry("key", "gi"),
            Map.entry("kee", "gi"),
            Map.entry("whang", "hwang"),
            Map.entry("gweon", "gwon"),
            Map.entry("kweon", "gwon"));

    /** Longest first: what is written together and sounds like one consonant. N stands for ng. */
    private static final String[][] CONSONANTS = {
        {"tch", "J"},
        {"ng", "N"},
        {"nk", "N"},
        {"ch", "J"},
        {"sh", "S"},
        {"kh", "K"},
        {"th", "T"},
        {"ph", "P"},
        {"rh", "R"},
        {"ck", "K"},
        {"g", "K"},
        {"k", "K"},
        {"q", "K"},
        {"c", "K"},
        {"x", "K"},
        {"d", "T"},
        {"t", "T"},
        {"b", "P"},
        {"p", "P"},
        {"f", "P"},
        {"v", "P"},
        {"j", "J"},
        {"z", "J"},
        {"s", "S"},
        {"r", "R"},
        {"l", "R"},
        {"m", "M"},
        {"n", "N"},
        {"h", "H"}
    };

    /** Longest first. O is what eo, o, u, eu and their kin are confused in. */
    private static final String[][] VOWELS = {
        {"weo", "O"}, {"woo", "O"}, {"wae", "E"}, {"wai", "E"}, {"wee", "I"}, {"eui", "I"}, {"uee", "I"}, {"wa", "OA"},
        {"we", "E"}, {"wi", "I"}, {"wo", "O"}, {"wu", "O"}, {"ae", "E"}, {"ai", "E"}, {"ay", "E"}, {"ei", "E"},
        {"ey", "E"}, {"oe", "E"}, {"oi", "E"}, {"oy", "E"}, {"eo", "O"}, {"eu", "O"}, {"ou", "O"}, {"oo", "O"},
        {"ui", "I"}, {"ee", "I"}, {"a", "A"}, {"e", "E"}, {"i", "I"}, {"o", "O"}, {"u", "O"}
    };

    private NameKeys() {}

    /** Keys of a name in Hangul, as many syllables as it has. */
    static Set<String> ofHangul(String syllables) {
        return of(syllables.codePoints().mapToObj(Romanisation::of).toList());
    }

    /**
     * Keys of a name in small Latin letters, cut where its writer cut it; empty if too little is left to tell names apart.
     *
     * @param parts the surname first
     */
    static Set<String> of(List<String> parts) {
        List<String> cut = new ArrayList<>();
        for (String part : parts) {
            cut.add(withoutSilentH(cut.isEmpty() ? asSurname(part) : part));
        }
        StringBuilder apart = new StringBuilder();
        cut.forEach(part -> apart.append(sounds(part)));
        Set<String> keys = new LinkedHashSet<>();
        for (String key : List.of(once(apart.toString()), once(sounds(String.join("", cut))))) {
            if (key.length() >= SHORTEST) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** An initial l, r or n that the South leaves out or softens and the North writes. */
    private static String asSurname(String part) {
        String known = SURNAMES.get(part);
        if (known != null) {
            return known;
        }
        if (part.matches("(l|rh?)[iye].*")) {
            return part.replaceFirst("^(l|rh?)", "");
        }
        if (part.matches("(l|rh?)[aou].*")) {
            return part.replaceFirst("^(l|rh?)", "n");
        }
        return part.startsWith("ny") ? part.substring(1) : part;
    }

    /** An h that only lengthens the vowel before it: Ahn, Suh, Oh. */
    private static String withoutSilentH(String part) {
        return part.replaceAll("(?<=[aeiou])h(?![aeiouyw])", "");
    }

    private static String sounds(String letters) {
        StringBuilder sounds = new StringBuilder();
        int at = 0;
        while (at < letters.length()) {
            if (isGlide(letters, at)) {
                at++;
                continue;
            }
            String[] found = match(letters, at);
            if (found == null) {
                // A y or w that no vowel follows, or a letter that no romanisation uses.
                sounds.append(letters.charAt(at) == 'y' ? "I" : "");
                at++;
            } else {
                sounds.append(found[1]);
                at += found[0].length();
            }
        }
        return sounds.toString();
    }

    /** A y before a vowel, which is written or not: Young and Yong, Yoon and Un, Hyun and Hun. */
    private static boolean isGlide(String letters, int at) {
        return letters.charAt(at) == 'y' && at + 1 < letters.length() && "aeiou".indexOf(letters.charAt(at + 1)) >= 0;
    }

    private static String @Nullable [] match(String letters, int at) {
        for (String[][] table : List.of(CONSONANTS, VOWELS)) {
            for (String[] entry : table) {
                if (letters.startsWith(entry[0], at)) {
                    return entry;
                }
            }
        }
        return null;
    }

    /** What stands twice side by side sounds once. */
    private static String once(String sounds) {
        StringBuilder once = new StringBuilder();
        for (int i = 0; i < sounds.length(); i++) {
            if (i == 0 || sounds.charAt(i) != sounds.charAt(i - 1)) {
                once.append(sounds.charAt(i));
            }
        }
        return once.toString();
    }
}
