/** What organisations agreed: versions, signatures, what is in force. */
@NullMarked
package org.sillok.agreement;

import org.jspecify.annotations.NullMarked;
