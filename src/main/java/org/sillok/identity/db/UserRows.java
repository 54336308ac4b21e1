package org.sillok.identity.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Position;

/** Reads and writes users in the caller's transaction. */
@ApplicationScoped
public class UserRows implements PanacheRepositoryBase<UserRow, String> {
    /** A user with what of its party decides about it. */
    @SuppressWarnings("ArrayRecordComponent") // Hibernate hands over an array; nobody compares it
    public record Standing(
            String user, String party, String[] roles, String status, String partyStatus, boolean repository) {}

    private static final String STANDING = "select new org.sillok.identity.db.UserRows$Standing("
            + "u.id, u.party, u.roles, u.status, p.status, p.repository) "
            + "from UserRow u join PartyRow p on p.id = u.party ";

    public Optional<Standing> standing(String user) {
        return getEntityManager()
                .createQuery(STANDING + "where u.id = ?1", Standing.class)
                .setParameter(1, user)
                .getResultStream()
                .findFirst();
    }

    public Optional<Standing> standing(byte[] subject) {
        return getEntityManager()
                .createQuery(STANDING + "where u.subject = ?1", Standing.class)
                .setParameter(1, subject)
                .getResultStream()
                .findFirst();
    }

    /** Stores a user of an external issuer unless another transaction has just done so. */
    public boolean addIfNew(String id, String party, byte[] subject, String[] roles, Instant createdAt) {
        return getEntityManager()
                        .createNativeQuery("insert into identity_user (id, party, subject, roles, status, created_at) "
                                + "values (?1, ?2, ?3, ?4, 'ACTIVE', ?5) on conflict (subject) do nothing")
                        .setParameter(1, id)
                        .setParameter(2, party)
                        .setParameter(3, subject)
                        .setParameter(4, roles)
                        .setParameter(5, createdAt)
                        .executeUpdate()
                == 1;
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
