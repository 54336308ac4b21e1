package org.sillok.consent.core;

import org.sillok.kernel.Digest;

/**
 * One version of a notice.
 *
 * @param digest of its salted bytes, so that what records the consent commits to what was explained
 */
public record NoticeRef(NoticeId notice, int version, Digest digest) {}
