package org.sillok.custody;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.core.Confidentiality;
import org.sillok.kernel.Bytes;

/**
 * A statement as it is kept, in the database or beside the log: nothing here has been checked.
 *
 * @param keySubject whose keys seal the disclosures
 */
public record KeptStatement(
        Bytes bytes,
        Bytes signature,
        String keySubject,
        @Nullable Bytes content,
        @Nullable Bytes accountability) {
    /** The disclosures of one kind, sealed; empty if the statement has none. */
    public Optional<Bytes> sealed(Confidentiality kind) {
        return Optional.ofNullable(kind == Confidentiality.CONTENT ? content : accountability);
    }
}
