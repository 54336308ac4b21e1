package org.sillok.consent.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Timestamps;
import org.sillok.terms.Clause;
import org.sillok.terms.Scope;
import org.sillok.terms.Window;

/**
 * What a version of a consent says. Confidential: its text form shows nothing.
 *
 * @param capacity in which capacity somebody else spoke; null if the person did
 * @param givenAt when it was given, as precisely as is known
 * @param minority for a minor; null for everybody else
 */
public record ConsentContent(
        @Nullable NoticeRef notice,
        ConsentType type,
        ExpressedBy expressedBy,
        @Nullable String capacity,
        @Nullable ConsentMethod method,
        @Nullable EvidenceRef form,
        @Nullable LanguageTag language,
        @Nullable Edtf givenAt,
        Window window,
        @Nullable Instant reviewBy,
        List<Clause> terms,
        Scope scope,
        @Nullable Assessment assessment,
        @Nullable Verification verification,
        @Nullable Minority minority,
        @Nullable String note) {
    public static final int MAX_TERMS = 500;

    public ConsentContent {
        reviewBy = reviewBy == null ? null : Timestamps.truncate(reviewBy);
        terms = List.copyOf(terms);
    }

    /** The same with what had been explained. */
    public ConsentContent with(NoticeRef explained) {
        return new ConsentContent(
                explained,
                type,
                expressedBy,
                capacity,
                method,
                form,
                language,
                givenAt,
                window,
                reviewBy,
                terms,
                scope,
                assessment,
                verification,
                minority,
                note);
    }

    @Override
    public String toString() {
        return "ConsentContent";
    }
}
