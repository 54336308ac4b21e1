package org.sillok.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.AgreementHead;
import org.sillok.agreement.core.VersionHead;
import org.sillok.kernel.Multilingual;

/**
 * One line of a list.
 *
 * @param shown the version that counts, or the newest while none does
 * @param title its title; null while the agreement's key cannot be used, or if its text is damaged
 */
public record AgreementSummary(
        AgreementHead agreement,
        VersionHead shown,
        @Nullable Multilingual title,
        Instant asOf) {}
