package org.sillok.bundle.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sillok.sql.Sql;

/** The encrypted messages of sealed bundles. Decrypted and put one after the other, they are the archive. */
@ApplicationScoped
public class BundlePartRows {
    private static final String COLUMNS = "bundle, number, object, length, sha256, sha512, sent";

    /**
     * One message.
     *
     * @param number from 1
     * @param object its name in the object store
     * @param length of the message, with the digests of exactly its bytes
     * @param sent whether it was sent to its end at least once
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Part(
            String bundle, int number, String object, long length, byte[] sha256, byte[] sha512, boolean sent) {}

    private final Sql sql;

    public BundlePartRows(Sql sql) {
        this.sql = sql;
    }

    public void add(List<Part> parts) {
        sql.batch(
                "insert into bundle_part (bundle, number, object, length, sha256, sha512) values (?, ?, ?, ?, ?, ?)",
                parts,
                (statement, part) -> Sql.set(
                        statement,
                        part.bundle(),
                        part.number(),
                        part.object(),
                        part.length(),
                        part.sha256(),
                        part.sha512()));
    }

    /** In the order of their numbers. */
    public List<Part> of(String bundle) {
        return sql.query(
                "select " + COLUMNS + " from bundle_part where bundle = ? order by number",
                BundlePartRows::part,
                bundle);
    }

    public Optional<Part> find(String bundle, int number) {
        return sql
                .query(
                        "select " + COLUMNS + " from bundle_part where bundle = ? and number = ?",
                        BundlePartRows::part,
                        bundle,
                        number)
                .stream()
                .findFirst();
    }

    /** A part was sent to its end. Harmless when repeated. */
    public void sent(String bundle, int number) {
        sql.update("update bundle_part set sent = true where bundle = ? and number = ? and not sent", bundle, number);
    }

    /** Those of these objects that belong to a bundle that is kept for delivery. */
    public Set<String> kept(Collection<String> objects) {
        return new TreeSet<>(sql.query(
                "select object from bundle_part p join bundle_bundle b on b.id = p.bundle"
                        + " where p.object = any (?) and b.state in ('SEALED', 'READY')",
                row -> row.getString(1),
                (Object) objects.toArray(String[]::new)));
    }

    private static Part part(ResultSet row) throws SQLException {
        return new Part(
                row.getString("bundle"),
                row.getInt("number"),
                row.getString("object"),
                row.getLong("length"),
                row.getBytes("sha256"),
                row.getBytes("sha512"),
                row.getBoolean("sent"));
    }
}
