package org.sillok.source;

import org.sillok.source.core.SourceKind;
import org.sillok.source.core.SourceProfile;

/**
 * What an organisation says about a source instead of what it said before.
 *
 * @param reason why it is corrected
 */
public record SourceCorrection(SourceKind kind, SourceProfile profile, String reason) {}
