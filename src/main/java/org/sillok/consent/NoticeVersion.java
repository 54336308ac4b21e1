package org.sillok.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.NoticeContent;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.UserId;

/**
 * One version of a notice.
 *
 * @param content null while the notice's key cannot be used
 */
public record NoticeVersion(
        int number, LanguageTag language, @Nullable NoticeContent content, UserId recordedBy, Instant recordedAt) {}
