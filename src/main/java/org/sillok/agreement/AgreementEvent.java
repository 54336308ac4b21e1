package org.sillok.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.EventKind;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;

/**
 * Something that happened to an agreement.
 *
 * @param party whose signature it is; null if it is nobody's in particular
 * @param details reason, effect, key, signature or paper, as far as there are any
 * @param statement digest of the custody statement that records it
 */
public record AgreementEvent(
        int version,
        EventKind kind,
        PartyId actingParty,
        @Nullable PartyId party,
        JsonObject details,
        Digest statement,
        Instant recordedAt) {}
