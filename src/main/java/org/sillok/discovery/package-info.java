/**
 * Finding items without disclosing them: a blind projection of what is said about items, and searches in which what may
 * not be discovered counts nowhere.
 */
@NullMarked
package org.sillok.discovery;

import org.jspecify.annotations.NullMarked;
