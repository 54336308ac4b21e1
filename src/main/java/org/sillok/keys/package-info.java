/**
 * The life of key-encryption keys: which are in use, rotations, and their retirement. Each is on the record in the
 * repository's stream. How keys are held and wrapped is the vault's business.
 */
@NullMarked
package org.sillok.keys;

import org.jspecify.annotations.NullMarked;
