/** What consents are, how they stand, and what may follow what. */
@NullMarked
package org.sillok.consent.core;

import org.jspecify.annotations.NullMarked;
