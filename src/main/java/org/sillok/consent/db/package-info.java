/** How consents are stored. */
@NullMarked
package org.sillok.consent.db;

import org.jspecify.annotations.NullMarked;
