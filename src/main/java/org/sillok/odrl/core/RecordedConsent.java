package org.sillok.odrl.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;

/**
 * What a record of a consent is made from: the person by its pseudonym, codes, times and terms. Words that somebody wrote
 * about the person have no place in it.
 *
 * @param responsible the organisation that recorded it
 * @param state how it stands
 * @param said what was consented to; null while there is no version
 * @param events in the order of recording
 */
public record RecordedConsent(
        ConsentId id,
        SourceId source,
        PartyId responsible,
        ConsentState state,
        @Nullable Said said,
        List<Event> events) {
    public RecordedConsent {
        events = List.copyOf(events);
    }

    /**
     * The version that counts.
     *
     * @param type a code: how specific it is
     * @param by a code: who said it
     * @param method a code: how it was expressed; null if that is not known
     * @param givenAt as precisely as is known
     */
    public record Said(
            Consent terms,
            Enum<?> type,
            Enum<?> by,
            @Nullable Enum<?> method,
            @Nullable LanguageTag language,
            @Nullable Edtf givenAt,
            @Nullable Explained notice) {}

    /** The version of the notice that had been explained. */
    public record Explained(String notice, int version, Digest digest) {}

    /**
     * Something that was said, or recorded, of the consent.
     *
     * @param self whether the person itself said it
     * @param by a code: who said it; null where nobody said anything
     * @param confirmed whether a second person confirmed it
     * @param statement digest of the custody statement
     */
    public record Event(
            int number,
            ConsentState state,
            @Nullable Integer version,
            boolean self,
            @Nullable Enum<?> by,
            Instant saidAt,
            Instant recordedAt,
            boolean confirmed,
            Digest statement) {}
}
