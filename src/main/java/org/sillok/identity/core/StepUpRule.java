package org.sillok.identity.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What it takes beyond a valid token for acts that cannot be taken back: a class of authentication, and how long ago it may
 * have been. What a token does not say never suffices.
 *
 * @param classes the values of {@code acr} that suffice, the preferred one first
 * @param maxAge how long ago the authentication may have been; null if that does not matter
 */
public record StepUpRule(List<String> classes, @Nullable Duration maxAge) {
    /** The value of {@code error} that tells a client to let its user authenticate again (RFC 9470). */
    public static final String ERROR = "insufficient_user_authentication";

    // The issuer's clock may be ahead of ours by a little.
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofDays(1);
    // What RFC 6750 allows in a quoted value, without the space that separates values.
    private static final Pattern CLASS = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");

    /** Whether an authentication suffices, or why not. */
    public enum Verdict {
        SUFFICIENT,
        /** The token names no class of authentication, or one that does not suffice. */
        WEAKER,
        /** It suffices but for its age, or the token does not say when it was. */
        STALE
    }

    public StepUpRule {
        classes = List.copyOf(classes);
        if (classes.isEmpty()
                || !classes.stream().allMatch(name -> CLASS.matcher(name).matches())) {
            throw new IllegalArgumentException("at least one class, each without spaces and quotation marks");
        }
        if (maxAge != null && (maxAge.compareTo(SKEW) < 0 || maxAge.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("an age from " + SKEW + " to " + LONGEST);
        }
    }

    public Verdict judge(Assurance assurance, Instant now) {
        if (assurance.acr() == null || !classes.contains(assurance.acr())) {
            return Verdict.WEAKER;
        }
        if (maxAge == null) {
            return Verdict.SUFFICIENT;
        }
        Instant at = assurance.authenticatedAt();
        return at != null && !at.isAfter(now.plus(SKEW)) && !at.isBefore(now.minus(maxAge))
                ? Verdict.SUFFICIENT
                : Verdict.STALE;
    }

    /** The value of WWW-Authenticate with which a client asks its provider for what is missing (RFC 9470, section 3). */
    public String challenge() {
        String classesAndAge = "acr_values=\"" + String.join(" ", classes) + "\""
                + (maxAge == null
                        ? ""
                        : ", max_age=\"" + Objects.requireNonNull(maxAge).toSeconds() + "\"");
        return "Bearer error=\"" + ERROR
                + "\", error_description=\"A stronger or more recent authentication is required\", " + classesAndAge;
    }
}
