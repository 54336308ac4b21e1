package org.sillok.identity.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Position;

/** Reads and writes users in the caller's transaction. */
@ApplicationScoped
public class UserRows implements PanacheRepositoryBase<UserRow, String> {
    /** A user with what of its party decides about it. */
    @SuppressWarnings("ArrayRecordComponent") // the driver hands over an array; nobody compares it
    public record Standing(
            String user,
            String party,
            String[] roles,
            String status,
            String partyStatus,
            boolean repository,
            boolean personKnown) {}

    private static final String UNREADABLE = "the users cannot be read";
    private static final String STANDING =
            "select u.id, u.party, u.roles, u.status, p.status, p.repository, u.person is not null"
                    + " from identity_user u join identity_party p on p.id = u.party ";

    private final DataSource pool;

    public UserRows(DataSource pool) {
        this.pool = pool;
    }

    public Optional<Standing> standing(String user) {
        return standing("where u.id = ?", select -> select.setString(1, user));
    }

    public Optional<Standing> standing(byte[] subject) {
        return standing("where u.subject = ?", select -> select.setBytes(1, subject));
    }

    private interface Which {
        void set(PreparedStatement select) throws SQLException;
    }

    /** In plain SQL: every request passes here. */
    private Optional<Standing> standing(String where, Which which) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(STANDING + where)) {
            which.set(select);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Standing(
                                rows.getString(1),
                                rows.getString(2),
                                (String[]) rows.getArray(3).getArray(),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getBoolean(6),
                                rows.getBoolean(7)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(UNREADABLE, e);
        }
    }

    /** Stores a user of an external issuer unless another transaction has just done so. */
    public boolean addIfNew(String id, String party, byte[] subject, byte[] person, String[] roles, Instant createdAt) {
        return getEntityManager()
                        .createNativeQuery(
                                "insert into identity_user (id, party, subject, roles, status, created_at, person) "
                                        + "values (?1, ?2, ?3, ?4, 'ACTIVE', ?5, ?6) on conflict (subject) do nothing")
                        .setParameter(1, id)
                        .setParameter(2, party)
                        .setParameter(3, subject)
                        .setParameter(4, roles)
                        .setParameter(5, createdAt)
                        .setParameter(6, person)
                        .executeUpdate()
                == 1;
    }

    /** Says of the users with these subjects who they are, unless that is known. */
    public void recognise(Collection<byte[]> subjects, byte[] person) {
        run("update identity_user set person = ? where subject = any(?) and person is null", update -> {
            update.setBytes(1, person);
            update.setArray(2, update.getConnection().createArrayOf("bytea", subjects.toArray(byte[][]::new)));
            return update.executeUpdate();
        });
    }

    /** Who each of these users is, as far as that is known. */
    public Map<String, Bytes> persons(Collection<String> users) {
        return run("select id, person from identity_user where id = any(?) and person is not null", select -> {
            select.setArray(1, select.getConnection().createArrayOf("text", users.toArray()));
            Map<String, Bytes> persons = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    persons.put(rows.getString(1), Bytes.of(rows.getBytes(2)));
                }
            }
            return persons;
        });
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(UNREADABLE, e);
        }
    }

    /** The only change a user ever sees. */
    public void disable(String id) {
        update("status = 'DISABLED' where id = ?1", id);
    }

    public List<UserRow> page(String party, @Nullable Position after, int limit) {
        return (after == null
                        ? find("party = ?1 order by createdAt, id", party)
                        : find(
                                "party = ?1 and (createdAt > ?2 or (createdAt = ?2 and id > ?3)) order by createdAt, id",
                                party,
                                after.time(),
                                after.id()))
                .page(0, limit)
                .list();
    }
}
