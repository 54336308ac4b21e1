package org.sillok.source;

import java.time.Instant;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.source.core.Pseudonym;
import org.sillok.source.core.SourceKind;
import org.sillok.source.core.SourceProfile;

/**
 * A source as its organisation sees it, by the newest correction.
 *
 * @param revision 1 as registered, and one more with each correction
 */
public record Source(
        SourceId id,
        PartyId owner,
        SourceKind kind,
        Pseudonym pseudonym,
        SourceProfile profile,
        int revision,
        Instant createdAt) {}
