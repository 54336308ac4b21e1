package org.sillok.identity.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How well whoever presents a token proved who it is, as its issuer says.
 *
 * @param acr the class of the authentication (claim {@code acr}); null if the token names none
 * @param authenticatedAt when the person last proved it (claim {@code auth_time}); null if the token does not say
 */
public record Assurance(@Nullable String acr, @Nullable Instant authenticatedAt) {
    /** Of what proves nothing beyond holding it. */
    public static final Assurance NONE = new Assurance(null, null);
}
