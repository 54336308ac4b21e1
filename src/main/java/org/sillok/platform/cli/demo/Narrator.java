package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** Tells the chapters in order, in one language, and counts which checks held. */
final class Narrator {
    private final Screen screen;
    private final Words words;
    private int chapter;
    private int checks;
    private int broken;

    /** @param told how many chapters were told already */
    Narrator(Screen screen, Words words, int told) {
        this.screen = screen;
        this.words = words;
        this.chapter = told;
    }

    Screen screen() {
        return screen;
    }

    String say(String key, Object... values) {
        return words.say(key, values);
    }

    /** {@code en} or {@code ko}. */
    String language() {
        return words.language();
    }

    /** Whether there are words for that; what the service may say some day has none. */
    boolean knows(String key) {
        return words.keys().contains(key);
    }

    void chapter(String key) {
        screen.heading(++chapter, say(key));
    }

    void text(String key, Object... values) {
        screen.text(say(key, values));
    }

    /** A line that begins with a word for what it is about. */
    void fact(String key, Object... values) {
        screen.fact(say(key), say(key + ".text", values));
    }

    void check(boolean holds, String good, String bad) {
        checks++;
        if (holds) {
            screen.holds(good);
        } else {
            broken++;
            screen.fails(bad);
        }
    }

    /** The text of this language, else the English one. */
    String in(JsonNode byLanguage) {
        return byLanguage.path(words.language()).asText(byLanguage.path("en").asText());
    }

    int checks() {
        return checks;
    }

    int broken() {
        return broken;
    }
}
