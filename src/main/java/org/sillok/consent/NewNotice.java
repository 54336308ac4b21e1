package org.sillok.consent;

import org.sillok.consent.core.NoticeContent;

/** What was explained to sources, as an organisation records it. */
public record NewNotice(NoticeContent content) {}
