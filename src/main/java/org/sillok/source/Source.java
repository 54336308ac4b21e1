package org.sillok.source;

import java.time.Instant;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.source.core.Pseudonym;
import org.sillok.source.core.SourceKind;
import org.sillok.source.core.SourceProfile;

/** A source as its organisation sees it. */
public record Source(
        SourceId id, PartyId owner, SourceKind kind, Pseudonym pseudonym, SourceProfile profile, Instant createdAt) {}
