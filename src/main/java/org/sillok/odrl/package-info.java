/** Terms in the language of others: ODRL policies, the profile that gives them their meaning, and a checker of drafts. Nothing is stored. */
@NullMarked
package org.sillok.odrl;

import org.jspecify.annotations.NullMarked;
