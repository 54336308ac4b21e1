/** What an identity is, and when an opening may be used. */
@NullMarked
package org.sillok.identities.core;

import org.jspecify.annotations.NullMarked;
