package org.sillok.web;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** The bearer token of a request that is meant to be an API token. */
public final class ApiTokenRequest extends BaseAuthenticationRequest {
    private final String bearer;
    private final boolean onlyReads;

    /**
     * A request to tell whose token it is.
     *
     * @param onlyReads whether the method of the request is one that changes nothing
     */
    public ApiTokenRequest(String bearer, boolean onlyReads) {
        this.bearer = bearer;
        this.onlyReads = onlyReads;
    }

    String bearer() {
        return bearer;
    }

    boolean onlyReads() {
        return onlyReads;
    }
}
