package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.sillok.identity.db.UserRows;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.UserId;

/**
 * Which users are one person, where it takes two: a subject of an external issuer has a user in each organisation for which
 * it acts. Users that were made here are taken for different people; who makes them answers for that. Where a provider issues the
 * tokens nobody but programs acts as one of these, and a program is none of two people.
 */
@ApplicationScoped
public class Persons {
    private final UserRows rows;

    Persons(UserRows rows) {
        this.rows = rows;
    }

    /** For each of these users the one among them that stands for the same person: one query. */
    @Transactional(TxType.MANDATORY)
    public Map<UserId, UserId> oneOfEach(Collection<UserId> users) {
        Map<String, Bytes> persons =
                rows.persons(users.stream().map(UserId::value).toList());
        Map<Bytes, UserId> first = new HashMap<>();
        Map<UserId, UserId> oneOfEach = new HashMap<>();
        for (String user : new TreeSet<>(users.stream().map(UserId::value).toList())) {
            UserId id = new UserId(user);
            Bytes person = persons.get(user);
            oneOfEach.put(id, person == null ? id : first.computeIfAbsent(person, none -> id));
        }
        return oneOfEach;
    }

    /** Whether two users are one, or are known to be one person. */
    @Transactional(TxType.MANDATORY)
    public boolean isSame(UserId one, UserId other) {
        Map<UserId, UserId> oneOfEach = oneOfEach(List.of(one, other));
        return Objects.equals(oneOfEach.get(one), oneOfEach.get(other));
    }
}
