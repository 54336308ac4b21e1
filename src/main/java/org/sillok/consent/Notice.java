package org.sillok.consent;

import java.time.Instant;
import java.util.List;
import org.sillok.consent.core.NoticeId;

/** A notice in all its versions, which may be in several languages. */
public record Notice(NoticeId id, List<NoticeVersion> versions, Instant createdAt) {
    public Notice {
        versions = List.copyOf(versions);
    }
}
