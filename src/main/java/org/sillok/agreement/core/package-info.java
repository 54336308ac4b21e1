/** What an agreement says, who may do what to it, and how two versions differ. */
@NullMarked
package org.sillok.agreement.core;

import org.jspecify.annotations.NullMarked;
