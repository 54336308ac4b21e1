package org.sillok.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ExpressedBy;
import org.sillok.consent.core.Remark;
import org.sillok.terms.ConsentState;

/** An event as an organisation records it. */
public record NewEvent(ConsentState state, @Nullable ExpressedBy by, Instant saidAt, Remark remark) {}
