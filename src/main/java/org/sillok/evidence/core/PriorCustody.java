package org.sillok.evidence.core;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Edtf;

/** One holder of the material before it was deposited, as the depositor tells it. */
public record PriorCustody(
        String holder,
        @Nullable Edtf from,
        @Nullable Edtf to,
        @Nullable String note) {}
