package org.sillok.discovery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.discovery.core.Criteria;
import org.sillok.discovery.core.Days;
import org.sillok.discovery.core.SoughtWords;
import org.sillok.discovery.db.EntryRows;
import org.sillok.discovery.db.EntryRows.Found;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.PartyId;

/** Asks the projection what may be what is sought: whether anybody may know of it is decided afterwards. */
@ApplicationScoped
class Candidates {
    private final EntryRows rows;
    private final BlindWords blind;

    Candidates(EntryRows rows, BlindWords blind) {
        this.rows = rows;
        this.blind = blind;
    }

    List<Found> find(Collection<PartyId> owners, Criteria criteria, @Nullable ItemId after, int limit) {
        String text = criteria.text();
        Days dates = criteria.dates();
        return rows.find(new EntryRows.Sought(
                owners.stream().map(PartyId::value).toList(),
                after == null ? "" : after.value(),
                limit,
                criteria.kinds(),
                criteria.languages().stream().map(LanguageTag::value).toList(),
                dates != null,
                dates == null ? null : Projection.day(dates.first()),
                dates == null ? null : Projection.day(dates.last()),
                text == null ? List.of() : List.of(blind.of(SoughtWords.of(text))),
                criteria.locations().stream()
                        .map(place -> blind.of(SoughtWords.of(place)))
                        .toList()));
    }

    /** The first of each owner, whatever is sought. */
    List<Found> firstOfEach() {
        return rows.firstOfEach();
    }

    /** The days that a row says; null if it says none. */
    static @Nullable Days days(Found row) {
        return row.dated() ? new Days(day(row.firstDay()), day(row.lastDay()), row.uncertain()) : null;
    }

    static Days.@Nullable Match match(Criteria criteria, Found row) {
        Days sought = criteria.dates();
        Days days = days(row);
        return sought == null || days == null ? null : days.in(sought);
    }

    private static @Nullable LocalDate day(@Nullable Long day) {
        return day == null ? null : LocalDate.ofEpochDay(day);
    }
}
