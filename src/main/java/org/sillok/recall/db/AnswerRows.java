package org.sillok.recall.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** Answers to notices: all stay. Every call sees the rows of its scope only. */
@ApplicationScoped
public class AnswerRows {
    /**
     * One answer.
     *
     * @param words sealed
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on to be opened; nobody compares it
    public record Row(
            String notice,
            int number,
            String answer,
            @Nullable String ground,
            byte @Nullable [] words,
            byte @Nullable [] commitment,
            @Nullable String item,
            @Nullable Integer version,
            String partyKey,
            byte[] publicKey,
            byte[] signature,
            String answeredBy,
            Instant answeredAt) {}

    private final Sql sql;

    public AnswerRows(Sql sql) {
        this.sql = sql;
    }

    public void add(Row row) {
        sql.update(
                "insert into recall_answer (notice, number, answer, ground, words, commitment, item, version, party_key,"
                        + " public_key, signature, answered_by, answered_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.notice(),
                row.number(),
                row.answer(),
                row.ground(),
                row.words(),
                row.commitment(),
                row.item(),
                row.version(),
                row.partyKey(),
                row.publicKey(),
                row.signature(),
                row.answeredBy(),
                row.answeredAt());
    }

    /** All answers to a notice, oldest first. */
    public List<Row> of(String notice) {
        return sql.query("select * from recall_answer where notice = ? order by number", AnswerRows::row, notice);
    }

    /** The one that counts; empty if there is none. */
    public Optional<Row> newest(String notice) {
        return sql
                .query(
                        "select * from recall_answer where notice = ? order by number desc limit 1",
                        AnswerRows::row,
                        notice)
                .stream()
                .findFirst();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("notice"),
                row.getInt("number"),
                row.getString("answer"),
                row.getString("ground"),
                row.getBytes("words"),
                row.getBytes("commitment"),
                row.getString("item"),
                row.getObject("version", Integer.class),
                row.getString("party_key"),
                row.getBytes("public_key"),
                row.getBytes("signature"),
                row.getString("answered_by"),
                Objects.requireNonNull(Sql.instant(row, "answered_at")));
    }
}
