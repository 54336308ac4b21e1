package org.sillok.consent;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.SourceId;

/** A consent as an organisation begins it: the first event, and what was asked or said. */
public record NewConsent(
        SourceId source, NewEvent event, @Nullable NewConsentVersion version) {}
