package org.sillok.platform.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.IllegalFormatException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** What the demo says, in English or Korean. The two files have the same keys; a test holds them to it. */
final class Words {
    private final Properties sentences;
    private final String language;

    private Words(Properties sentences, String language) {
        this.sentences = sentences;
        this.language = language;
    }

    /** @param language {@code ko} for Korean; anything else is English */
    static Words in(String language) {
        String known = "ko".equals(language) ? "ko" : "en";
        Properties sentences = new Properties();
        try (InputStream in = Words.class.getResourceAsStream("demo_" + known + ".properties")) {
            if (in == null) {
                throw new IllegalStateException("demo_" + known + ".properties is missing");
            }
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Words(sentences, known);
    }

    /** The language of the terminal: the first of LC_MESSAGES and LANG that is set (LC_ALL belongs to the launcher). */
    static String languageOf(Map<String, String> environment) {
        String messages = environment.getOrDefault("LC_MESSAGES", "");
        String locale = messages.isEmpty() ? environment.getOrDefault("LANG", "") : messages;
        return locale.toLowerCase(Locale.ROOT).startsWith("ko") ? "ko" : "en";
    }

    String language() {
        return language;
    }

    Set<String> keys() {
        return sentences.stringPropertyNames();
    }

    String say(String key, Object... values) {
        String sentence = sentences.getProperty(key);
        if (sentence == null) {
            throw new IllegalArgumentException("no sentence " + key);
        }
        try {
            return String.format(Locale.ROOT, sentence, values);
        } catch (IllegalFormatException e) {
            throw new IllegalArgumentException("sentence " + key + " does not fit its values", e);
        }
    }

    /** A size for people: {@code 934 B}, {@code 65 KB}, {@code 1.2 GB}; decimal units. */
    static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double value = bytes;
        String unit = "B";
        for (String next : new String[] {"KB", "MB", "GB", "TB"}) {
            if (value < 1_000) {
                break;
            }
            value /= 1_000;
            unit = next;
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, unit);
    }
}
