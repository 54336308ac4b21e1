package org.sillok.web;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The preference {@code wait} of the header {@code Prefer} (RFC 7240). As it demands, what is not understood is ignored. */
public final class Prefer {
    private static final int MAX_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Prefer() {}

    /** How long the client likes to wait, at most a minute; the first {@code wait} counts. */
    public static Optional<Duration> waitOf(HttpHeaders headers) {
        List<String> lines = headers.getRequestHeader("Prefer");
        return lines == null ? Optional.empty() : waitOf(lines);
    }

    /** How long to wait for publication: as long as the client likes, or five seconds. */
    public static Duration patience(HttpHeaders headers) {
        return waitOf(headers).orElse(PATIENCE);
    }

    static Optional<Duration> waitOf(List<String> lines) {
        for (String line : lines) {
            for (String preference : line.split(",", -1)) {
                String[] parts = preference.split(";", 2)[0].split("=", 2);
                if (parts[0].strip().toLowerCase(Locale.ROOT).equals("wait")) {
                    return seconds(parts.length == 2 ? parts[1].strip() : "");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> seconds(String text) {
        String digits = text.matches("\"[^\"]*\"") ? text.substring(1, text.length() - 1) : text;
        if (!digits.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Math.min(MAX_SECONDS, Integer.parseInt(digits))));
    }
}
