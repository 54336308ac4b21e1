package org.sillok.audit;

import org.jspecify.annotations.Nullable;
import org.sillok.audit.core.FindingCode;
import org.sillok.fixity.StatedObject;
import org.sillok.fixity.core.Damage;

/**
 * A file whose stored bytes are not what its statement records.
 *
 * @param damage of the stored bytes; null if they are those recorded and decrypt to something else
 */
record FixityFailure(
        StatedObject object, FindingCode code, @Nullable Damage damage) {}
