package org.sillok.agreement.db;

import org.jspecify.annotations.Nullable;

/** That a version was proposed or signed, and by whom. */
public record SigningLine(
        String agreement,
        int version,
        String type,
        String actor,
        @Nullable String party) {}
