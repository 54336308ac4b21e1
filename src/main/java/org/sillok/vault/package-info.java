/**
 * Keys and envelope encryption. Keys form a tree: the key-encryption key (behind {@link org.sillok.vault.KeyVault})
 * wraps each subject's content key and accountability key; the content key wraps the keys of the subject's objects.
 * Destroying a content key makes everything below it unreadable and leaves the accountability key alone. Wrapped keys
 * live in a database schema of their own. The vault does not decide who may read what.
 *
 * <p>Known limit: key bytes in the memory of the process are wiped on a best effort only, because the garbage
 * collector may have copied them.
 */
@NullMarked
package org.sillok.vault;

import org.jspecify.annotations.NullMarked;
