/** What the health endpoint says about the keys. */
@NullMarked
package org.sillok.vault.rest;

import org.jspecify.annotations.NullMarked;
