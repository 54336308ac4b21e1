/**
 * Cryptographic primitives, each with one safe way to use it. Hashes and AES come from the JDK, which has them in
 * hardware; signatures from Bouncy Castle's lightweight API, without registering a provider. Verifying throws; nothing
 * here returns a boolean that a caller could drop.
 */
@NullMarked
package org.sillok.crypto;

import org.jspecify.annotations.NullMarked;
