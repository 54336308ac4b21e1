package org.sillok.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ConsentContent;
import org.sillok.kernel.Bytes;

/**
 * The rows of a consent. Nothing here has been checked.
 *
 * @param row empty if it is gone, or never was
 */
public record StoredConsent(String id, Optional<Row> row, List<Version> versions, List<Event> events) {
    public StoredConsent {
        versions = List.copyOf(versions);
        events = List.copyOf(events);
    }

    /** The row of the consent itself. */
    public record Row(
            String owner,
            String source,
            String state,
            int events,
            int versions,
            @Nullable LocalDate dueMonth) {}

    /**
     * The row of a version.
     *
     * @param content what it says; null if that cannot be read
     */
    public record Version(
            int number,
            String owner,
            String recordedBy,
            OpenedBytes opened,
            @Nullable ConsentContent content) {}

    /** The row of an event. */
    public record Event(
            int number,
            String owner,
            String state,
            @Nullable Integer version,
            @Nullable String saidBy,
            Instant saidAt,
            Instant recordedAt,
            String recordedBy,
            @Nullable String confirmedBy,
            OpenedBytes remark,
            Bytes statement) {}
}
