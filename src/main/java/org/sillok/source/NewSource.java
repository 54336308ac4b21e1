package org.sillok.source;

import org.sillok.source.core.SourceKind;
import org.sillok.source.core.SourceProfile;

/** What an organisation says about a source when it registers it. */
public record NewSource(SourceKind kind, SourceProfile profile) {}
