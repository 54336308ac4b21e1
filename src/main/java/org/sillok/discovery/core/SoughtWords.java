package org.sillok.discovery.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sillok.discovery.core.Runs.Run;

/**
 * What a text has to have to be found by a query, in the words of {@link IndexWords}.
 *
 * @param all each of these must hold; empty finds nothing
 */
public record SoughtWords(List<Alternatives> all) {
    /** Most parts of one query; what is after them is refused where it is read. */
    public static final int MOST = 16;

    /** One part of a query: a text has it if it has every word of one of these sets. */
    public record Alternatives(List<Set<String>> any) {
        public Alternatives {
            any = any.stream().map(Set::copyOf).toList();
        }
    }

    public SoughtWords {
        all = List.copyOf(all);
    }

    /** Reads a query. One that has no letter or digit seeks nothing, and so does not find anything. */
    public static SoughtWords of(String query) {
        List<Alternatives> all = new ArrayList<>();
        List<Run> stretch = new ArrayList<>();
        for (Run run : Runs.of(query)) {
            boolean goesOn = !stretch.isEmpty()
                    && run.spaced()
                    && stretch.get(0).script() == run.script()
                    && (run.script() == Script.HANGUL || run.script() == Script.LATIN);
            if (!goesOn) {
                close(all, stretch);
            }
            stretch.add(run);
        }
        close(all, stretch);
        return new SoughtWords(all);
    }

    /** Whether a text that can be found by {@code words} has all that is sought. */
    public boolean isIn(Set<String> words) {
        return !all.isEmpty()
                && all.stream().allMatch(part -> part.any().stream().anyMatch(words::containsAll));
    }

    private static void close(List<Alternatives> all, List<Run> stretch) {
        if (stretch.isEmpty()) {
            return;
        }
        switch (stretch.get(0).script()) {
            case HANGUL -> hangul(all, stretch);
            case LATIN -> latin(all, stretch);
            case HAN -> all.add(new Alternatives(List.of(grams(stretch.get(0).text()))));
            case WORD ->
                all.add(new Alternatives(List.of(
                        Set.of(word(IndexWords.withoutArticle(stretch.get(0).text()))))));
            case NONE -> throw new IllegalStateException("a run of nothing");
        }
        stretch.clear();
    }

    /** Syllables that could be a name are sought as one, whether or not they are spaced. */
    private static void hangul(List<Alternatives> all, List<Run> stretch) {
        StringBuilder joined = new StringBuilder();
        stretch.forEach(run -> joined.append(run.text()));
        List<String> sought = joined.length() <= IndexWords.LONGEST_NAME
                ? List.of(joined.toString())
                : stretch.stream().map(Run::text).toList();
        for (String syllables : sought) {
            List<Set<String>> any = new ArrayList<>(List.of(grams(syllables)));
            if (syllables.length() > 1 && syllables.length() <= IndexWords.LONGEST_NAME) {
                NameKeys.ofHangul(syllables).forEach(key -> any.add(Set.of(IndexWords.name(key))));
            }
            all.add(new Alternatives(any));
        }
    }

    /** A short query may be a name as a whole; in a longer one, words with capitals that stand together may be. */
    private static void latin(List<Alternatives> all, List<Run> stretch) {
        List<List<Run>> words = IndexWords.written(stretch);
        if (words.size() <= IndexWords.MOST_PARTS) {
            all.add(together(words));
            return;
        }
        List<List<Run>> name = new ArrayList<>();
        for (List<Run> word : words) {
            boolean capital = word.get(0).capital();
            if (!name.isEmpty() && (!capital || name.size() == IndexWords.MOST_PARTS)) {
                all.add(together(name));
                name.clear();
            }
            if (capital) {
                name.add(word);
            } else {
                all.add(together(List.of(word)));
            }
        }
        if (!name.isEmpty()) {
            all.add(together(name));
        }
    }

    private static Alternatives together(List<List<Run>> words) {
        Set<String> plain = new HashSet<>();
        words.forEach(word -> word.forEach(run -> plain.add(word(run.text()))));
        List<Set<String>> any = new ArrayList<>(List.of(plain));
        IndexWords.nameKeys(words).forEach(key -> any.add(Set.of(IndexWords.name(key))));
        return new Alternatives(any);
    }

    private static String word(String text) {
        int[] points = text.codePoints().limit(IndexWords.LONGEST_WORD).toArray();
        return IndexWords.word(new String(points, 0, points.length));
    }

    /** The longest pieces are enough: whoever has them has the shorter ones. */
    private static Set<String> grams(String text) {
        int[] points = text.codePoints().toArray();
        int length = Math.min(IndexWords.GRAM, points.length);
        Set<String> grams = new LinkedHashSet<>();
        for (int from = 0; from + length <= points.length; from++) {
            grams.add(IndexWords.gram(new String(points, from, length)));
        }
        return grams;
    }
}
