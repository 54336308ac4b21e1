package org.sillok.request.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** Who was asked because of a request, and what they answered. */
@ApplicationScoped
public class ConsultationRows {
    /** One consultation. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Consultation(
            String id,
            String request,
            int revision,
            String party,
            String instrument,
            int version,
            String state,
            Instant deadline,
            Instant askedAt,
            byte @Nullable [] answer,
            @Nullable String proposedBy,
            @Nullable String confirmedBy,
            @Nullable Instant answeredAt) {}

    private final Sql sql;

    public ConsultationRows(Sql sql) {
        this.sql = sql;
    }

    /** False if that was asked already, and not closed. */
    public boolean ask(Consultation one) {
        return sql.update(
                        "insert into request_consultation (id, request, revision, owner_party, instrument, version, state,"
                                + " deadline, asked_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                        one.id(),
                        one.request(),
                        one.revision(),
                        one.party(),
                        one.instrument(),
                        one.version(),
                        one.state(),
                        one.deadline(),
                        one.askedAt())
                == 1;
    }

    public Optional<Consultation> find(String id) {
        return sql.query("select * from request_consultation where id = ?", ConsultationRows::consultation, id).stream()
                .findFirst();
    }

    /** All of a revision, or those of one party. */
    public List<Consultation> all(String request, int revision, @Nullable String party) {
        return sql.query(
                "select * from request_consultation where request = ? and revision = ?"
                        + " and (cast(? as text) is null or owner_party = ?) order by asked_at, id",
                ConsultationRows::consultation,
                request,
                revision,
                party,
                party);
    }

    /** What a party was asked, oldest first. */
    public List<Consultation> page(String party, String state, @Nullable Instant afterTime, String afterId, int limit) {
        return sql.query(
                "select * from request_consultation where owner_party = ? and (? = '' or state = ?)"
                        + " and (? = '' or (asked_at, id) > (cast(? as timestamptz), ?)) order by asked_at, id limit ?",
                ConsultationRows::consultation,
                party,
                state,
                state,
                afterId,
                afterTime,
                afterId,
                limit);
    }

    /** Requests with a consultation whose deadline is over. */
    public List<String> overdue(Instant now, int limit) {
        return sql.query(
                "select distinct request from request_consultation where state in ('OPEN', 'PROPOSED') and deadline <= ?"
                        + " order by request limit ?",
                row -> row.getString(1),
                now,
                limit);
    }

    /** Requests in which somebody is asked because of one of these instruments and has not answered, in their order. */
    public List<String> openAbout(Collection<String> instruments) {
        return sql.query(
                "select distinct request from request_consultation where state in ('OPEN', 'PROPOSED')"
                        + " and instrument = any(?) order by request",
                row -> row.getString(1),
                (Object) instruments.toArray(String[]::new));
    }

    public void answer(Consultation answered) {
        sql.update(
                "update request_consultation set state = ?, answer = ?, proposed_by = ?, confirmed_by = ?, answered_at = ?"
                        + " where id = ?",
                answered.state(),
                answered.answer(),
                answered.proposedBy(),
                answered.confirmedBy(),
                answered.answeredAt(),
                answered.id());
    }

    public void end(String id, String state) {
        sql.update("update request_consultation set state = ? where id = ?", state, id);
    }

    private static Consultation consultation(ResultSet row) throws SQLException {
        return new Consultation(
                row.getString("id"),
                row.getString("request"),
                row.getInt("revision"),
                row.getString("owner_party"),
                row.getString("instrument"),
                row.getInt("version"),
                row.getString("state"),
                Objects.requireNonNull(Sql.instant(row, "deadline")),
                Objects.requireNonNull(Sql.instant(row, "asked_at")),
                row.getBytes("answer"),
                row.getString("proposed_by"),
                row.getString("confirmed_by"),
                Sql.instant(row, "answered_at"));
    }
}
