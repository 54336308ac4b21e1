package org.sillok.agreement;

import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.VersionState;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.terms.AgreementKind;

/** Which agreements are listed; null filters nothing. */
public record AgreementQuery(
        @Nullable VersionState state,
        @Nullable AgreementKind kind,
        @Nullable PartyId party,
        @Nullable Position after,
        int limit) {}
