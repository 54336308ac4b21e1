/** What sources said: notices, consents in versions, events, and which items they are about. */
@NullMarked
package org.sillok.consent;

import org.jspecify.annotations.NullMarked;
