package org.sillok.evidence.core;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Edtf;

/**
 * When and where the content came about: the date as somebody wrote it, and beside it the same date normalised. The
 * written form is evidence, the normalised form a reading of it.
 */
public record Creation(
        @Nullable String asWritten,
        @Nullable Edtf edtf,
        @Nullable String place) {}
