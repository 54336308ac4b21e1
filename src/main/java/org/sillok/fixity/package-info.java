/**
 * Fixity: reads what is stored again and again and compares it with what statements record. What is missing or altered
 * is an incident until it has been repaired. It goes by the statements, never by rows of files, and a store that does not
 * answer is no damage. What the whole record says, and whether it is consistent, is the audit's business.
 */
@NullMarked
package org.sillok.fixity;

import org.jspecify.annotations.NullMarked;
