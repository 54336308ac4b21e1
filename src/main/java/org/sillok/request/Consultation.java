package org.sillok.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ConsultationId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.UserId;
import org.sillok.request.core.ConsultationState;
import org.sillok.terms.InstrumentRef;

/**
 * Somebody is asked because of a request.
 *
 * @param party who is asked
 * @param instrument the version of the consent or agreement because of which it is asked
 * @param answer the clause, and what shows it; null while there is none
 */
public record Consultation(
        ConsultationId id,
        RequestId request,
        int revision,
        PartyId party,
        InstrumentRef instrument,
        ConsultationState state,
        Instant deadline,
        Instant askedAt,
        @Nullable JsonObject answer,
        @Nullable UserId proposedBy,
        @Nullable UserId confirmedBy,
        @Nullable Instant answeredAt) {}
