package org.sillok.discovery.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sillok.discovery.core.Runs.Run;

/**
 * By what a text can be found. Words by their beginnings; Hangul, Chinese characters and kana by every one, two and three
 * of them that stand together, across spaces; names by their {@link NameKeys}. {@link SoughtWords} is the other side.
 */
public final class IndexWords {
    /** Of longer texts only the beginning can be found. */
    public static final int MOST_CHARACTERS = 5_000;

    static final int GRAM = 3;
    static final int LONGEST_NAME = 4;
    static final int LONGEST_WORD = 24;
    static final int MOST_PARTS = 3;
    private static final int SHORTEST_PREFIX = 2;
    private static final int SHORTEST_SINGLE_NAME = 5;

    private IndexWords() {}

    /** Everything by which one of these texts can be found. */
    public static Set<String> of(Collection<String> texts) {
        Set<String> words = new HashSet<>();
        for (String text : texts) {
            int end = text.offsetByCodePoints(0, Math.min(MOST_CHARACTERS, text.codePointCount(0, text.length())));
            add(words, Runs.of(text.substring(0, end)));
        }
        return words;
    }

    private static void add(Set<String> words, List<Run> runs) {
        StringBuilder syllables = new StringBuilder();
        List<Run> latin = new ArrayList<>();
        for (Run run : runs) {
            if (!(run.script() == Script.HANGUL && run.spaced())) {
                hangul(words, syllables);
            }
            if (!(run.script() == Script.LATIN && run.spaced())) {
                names(words, latin);
            }
            switch (run.script()) {
                case HANGUL -> syllables.append(run.text());
                case HAN -> grams(words, run.text());
                case LATIN -> {
                    prefixes(words, run.text());
                    latin.add(run);
                }
                case WORD -> {
                    prefixes(words, run.text());
                    prefixes(words, withoutArticle(run.text()));
                }
                case NONE -> throw new IllegalStateException("a run of nothing");
            }
        }
        hangul(words, syllables);
        names(words, latin);
    }

    private static void hangul(Set<String> words, StringBuilder syllables) {
        String text = syllables.toString();
        syllables.setLength(0);
        grams(words, text);
        for (int from = 0; from < text.length(); from++) {
            for (int length = 2; length <= LONGEST_NAME && from + length <= text.length(); length++) {
                NameKeys.ofHangul(text.substring(from, from + length)).forEach(key -> words.add(name(key)));
            }
        }
    }

    private static void grams(Set<String> words, String text) {
        int[] points = text.codePoints().toArray();
        for (int from = 0; from < points.length; from++) {
            for (int length = 1; length <= GRAM && from + length <= points.length; length++) {
                words.add(gram(new String(points, from, length)));
            }
        }
    }

    private static void prefixes(Set<String> words, String word) {
        int[] points = word.codePoints().limit(LONGEST_WORD).toArray();
        for (int length = Math.min(SHORTEST_PREFIX, points.length); length <= points.length; length++) {
            words.add(word(new String(points, 0, length)));
        }
    }

    /** Names that may stand in a stretch of Latin words: of capitalised words, or of all if it is that short. */
    private static void names(Set<String> words, List<Run> stretch) {
        List<List<Run>> written = written(stretch);
        boolean shortOne = written.size() <= MOST_PARTS;
        for (int from = 0; from < written.size(); from++) {
            for (int length = 1; length <= MOST_PARTS && from + length <= written.size(); length++) {
                List<List<Run>> some = written.subList(from, from + length);
                if (shortOne || some.stream().allMatch(word -> word.get(0).capital())) {
                    nameKeys(some).forEach(key -> words.add(name(key)));
                }
            }
        }
        stretch.clear();
    }

    /** Runs that a hyphen joins are one word. */
    static List<List<Run>> written(List<Run> stretch) {
        List<List<Run>> written = new ArrayList<>();
        for (Run run : stretch) {
            if (!run.joined() || written.isEmpty()) {
                written.add(new ArrayList<>());
            }
            written.get(written.size() - 1).add(run);
        }
        return written;
    }

    /** Keys of a name of these words, with its surname first or last. */
    static Set<String> nameKeys(List<List<Run>> words) {
        List<String> parts = words.stream().flatMap(List::stream).map(Run::text).toList();
        int letters = parts.stream().mapToInt(String::length).sum();
        if (letters > LONGEST_WORD
                || parts.size() > LONGEST_NAME
                || (words.size() == 1 && letters < SHORTEST_SINGLE_NAME)) {
            return Set.of();
        }
        Set<String> keys = new HashSet<>(NameKeys.of(parts));
        if (words.size() > 1) {
            List<String> turned = new ArrayList<>();
            List<Run> last = words.get(words.size() - 1);
            last.forEach(run -> turned.add(run.text()));
            turned.addAll(parts.subList(0, parts.size() - last.size()));
            keys.addAll(NameKeys.of(turned));
        }
        return keys;
    }

    /** An Arabic word without the article that is written together with it. */
    static String withoutArticle(String word) {
        for (String article : new String[] {"\u0648\u0627\u0644", "\u0628\u0627\u0644", "\u0627\u0644"}) {
            if (word.startsWith(article) && word.length() >= article.length() + SHORTEST_PREFIX) {
                return word.substring(article.length());
            }
        }
        return word;
    }

    static String gram(String text) {
        return "g" + text;
    }

    static String word(String text) {
        return "w" + text;
    }

    static String name(String key) {
        return "n" + key;
    }
}
