package org.sillok.identity;

import org.sillok.identity.core.ApiTokenText;

/** A token that was just made, with the text that is shown this once. */
public record IssuedApiToken(ApiToken token, ApiTokenText text) {}
