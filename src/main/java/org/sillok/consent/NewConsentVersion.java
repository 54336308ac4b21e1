package org.sillok.consent;

import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ConsentContent;
import org.sillok.consent.core.NoticeId;

/**
 * A version of a consent as an organisation records it.
 *
 * @param content all that it says but the notice
 * @param notice what had been explained; null if nothing is on record
 * @param noticeVersion in which version
 */
public record NewConsentVersion(
        ConsentContent content, @Nullable NoticeId notice, int noticeVersion) {}
