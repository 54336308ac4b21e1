package org.sillok.consent;

import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ConsentEvent;
import org.sillok.consent.core.Remark;
import org.sillok.kernel.Digest;
import org.sillok.kernel.UserId;

/**
 * One event with who recorded it and why.
 *
 * @param statement digest of the custody statement
 */
public record RecordedEvent(
        ConsentEvent event,
        Remark remark,
        UserId recordedBy,
        @Nullable UserId confirmedBy,
        Digest statement) {}
