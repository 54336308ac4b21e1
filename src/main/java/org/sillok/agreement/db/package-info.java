/** How agreements are stored. */
@NullMarked
package org.sillok.agreement.db;

import org.jspecify.annotations.NullMarked;
