package org.sillok.identity;

import org.sillok.identity.core.ApiTokenAccess;

/** Who acts with an API token, and whether it may change anything. */
public record Program(Caller caller, ApiTokenAccess access) {}
