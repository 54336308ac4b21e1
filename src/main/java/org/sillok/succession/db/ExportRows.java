package org.sillok.succession.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** Attempts to write packages, and the encrypted messages that came of them. */
@ApplicationScoped
public class ExportRows {
    /** An attempt. */
    public record Begun(String succession, int number, String owner, String attempt, Instant at) {}

    /**
     * What came of an attempt.
     *
     * @param bound digest of the last statements about what binds the items
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Result(
            int items,
            int withheld,
            byte[] checkpoint,
            byte[] holdings,
            byte[] protectedPart,
            byte[] bound,
            Instant at) {}

    /** One message of an archive, with the digests of exactly its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Part(String archive, int number, String object, long length, byte[] sha256, byte[] sha512) {}

    private final Sql sql;

    ExportRows(Sql sql) {
        this.sql = sql;
    }

    public void begin(Begun begun) {
        sql.update(
                "insert into succession_export (succession, number, owner_party, attempt, started_at)"
                        + " values (?, ?, ?, ?, ?)",
                begun.succession(),
                begun.number(),
                begun.owner(),
                begun.attempt(),
                begun.at());
    }

    public void complete(Begun begun, Result result, List<Part> parts) {
        sql.update(
                "update succession_export set items = ?, withheld = ?, checkpoint = ?, holdings = ?, protected = ?,"
                        + " bound = ?, completed_at = ? where succession = ? and number = ?",
                result.items(),
                result.withheld(),
                result.checkpoint(),
                result.holdings(),
                result.protectedPart(),
                result.bound(),
                result.at(),
                begun.succession(),
                begun.number());
        for (Part part : parts) {
            sql.update(
                    "insert into succession_part (succession, export, archive, number, owner_party, object, length, sha256,"
                            + " sha512) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    begun.succession(),
                    begun.number(),
                    part.archive(),
                    part.number(),
                    begun.owner(),
                    part.object(),
                    part.length(),
                    part.sha256(),
                    part.sha512());
        }
    }

    /** What came of it; empty while nothing has. */
    public Optional<Result> result(String succession, int number) {
        return sql
                .query(
                        "select items, withheld, checkpoint, holdings, protected, bound, completed_at from succession_export"
                                + " where succession = ? and number = ? and completed_at is not null",
                        row -> new Result(
                                row.getInt(1),
                                row.getInt(2),
                                row.getBytes(3),
                                row.getBytes(4),
                                row.getBytes(5),
                                row.getBytes(6),
                                Sql.required(row, "completed_at")),
                        succession,
                        number)
                .stream()
                .findFirst();
    }

    /** In the order of their archives and numbers. */
    public List<Part> parts(String succession, int export) {
        return sql.query(
                "select archive, number, object, length, sha256, sha512 from succession_part"
                        + " where succession = ? and export = ? order by archive, number",
                ExportRows::part,
                succession,
                export);
    }

    public Optional<Part> part(String succession, int export, String archive, int number) {
        return sql
                .query(
                        "select archive, number, object, length, sha256, sha512 from succession_part"
                                + " where succession = ? and export = ? and archive = ? and number = ?",
                        ExportRows::part,
                        succession,
                        export,
                        archive,
                        number)
                .stream()
                .findFirst();
    }

    /** Those of these objects that are parts of a package that can be handed over. */
    public Set<String> kept(Collection<String> objects) {
        return new TreeSet<>(sql.query(
                "select p.object from succession_part p join succession_succession s"
                        + " on s.id = p.succession and s.export = p.export where p.object = any (?) and s.state = 'EXPORTED'",
                row -> row.getString(1),
                Sql.Texts.of(objects)));
    }

    /** The folder of an attempt that is not complete, and the job that the succession waits for. */
    public record Open(String folder, @Nullable String job) {}

    /** Attempts that are under way if their jobs are. */
    public List<Open> underWay() {
        return sql.query(
                "select e.succession || '/' || e.attempt, s.job from succession_export e join succession_succession s"
                        + " on s.id = e.succession and s.export = e.number where s.state = 'EXPORTING' and e.completed_at is null",
                row -> new Open(row.getString(1), row.getString(2)));
    }

    private static Part part(ResultSet row) throws SQLException {
        return new Part(
                row.getString("archive"),
                row.getInt("number"),
                row.getString("object"),
                row.getLong("length"),
                row.getBytes("sha256"),
                row.getBytes("sha512"));
    }
}
