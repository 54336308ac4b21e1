/**
 * Items, their metadata, versions and files: what exists, who may see it, and every look at it on the record. Rows are
 * owned by the depositing organisation; another organisation's item and an item that does not exist are one answer.
 */
@NullMarked
package org.sillok.evidence;

import org.jspecify.annotations.NullMarked;
