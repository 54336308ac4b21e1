package org.sillok.consent.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.Notice;
import org.sillok.consent.core.NoticeContent;
import org.sillok.consent.core.NoticeMedium;
import org.sillok.consent.core.NoticePoint;

/** A notice with its versions. */
@Schema(name = "Notice")
public record NoticeView(
        @Schema(examples = "ntc_mzxw6ytboi4tcnrvgq3tknbqga") String id, List<Version> versions, Instant createdAt) {
    /** One version. */
    @Schema(name = "NoticeVersion")
    @JsonInclude(Include.NON_NULL)
    public record Version(
            int number,
            String language,

            @Schema(description = "Absent, with what follows, while the notice's key cannot be used") @Nullable
            NoticeMedium medium,

            @Nullable List<NoticePoint> points,

            @Schema(description = "Not in lists") @Nullable String text,

            @Nullable EvidenceBody document,
            String recordedBy,
            Instant recordedAt) {}

    static NoticeView of(Notice notice) {
        return of(notice, true);
    }

    static NoticeView line(Notice notice) {
        return of(notice, false);
    }

    private static NoticeView of(Notice notice, boolean withText) {
        return new NoticeView(
                notice.id().value(),
                notice.versions().stream()
                        .map(version -> {
                            NoticeContent told = version.content();
                            return new Version(
                                    version.number(),
                                    version.language().value(),
                                    told == null ? null : told.medium(),
                                    told == null
                                            ? null
                                            : told.points().stream().sorted().toList(),
                                    told == null || !withText ? null : told.text(),
                                    told == null ? null : EvidenceBody.of(told.document()),
                                    version.recordedBy().value(),
                                    version.recordedAt());
                        })
                        .toList(),
                notice.createdAt());
    }
}
