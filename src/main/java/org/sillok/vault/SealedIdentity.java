package org.sillok.vault;

import org.sillok.kernel.Bytes;

/**
 * Something that {@link IdentityVault} sealed.
 *
 * @param key the value's own key, wrapped
 * @param bytes the value, under that key
 */
public record SealedIdentity(WrappedKey key, Bytes bytes) {}
