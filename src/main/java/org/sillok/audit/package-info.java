/**
 * The audit: re-verifies everything that is stored, as a job. It reads the database, the objects and a checkpoint that is
 * kept outside of both, believes none of them alone, and names what was altered, removed, reordered or set back.
 */
@NullMarked
package org.sillok.audit;

import org.jspecify.annotations.NullMarked;
