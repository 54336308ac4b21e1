package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.core.PartyStatus;
import org.sillok.identity.db.PartyRow;
import org.sillok.identity.db.PartyRows;
import org.sillok.identity.db.UserRows;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;

/** Makes the user of an external provider's subject that was never here before, in an active party, on record. */
@ApplicationScoped
class FirstSight {
    private final UserRows users;
    private final Subjects subjects;
    private final PartyRows parties;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    FirstSight(
            UserRows users,
            Subjects subjects,
            PartyRows parties,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.users = users;
        this.subjects = subjects;
        this.parties = parties;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** The user, who may have been made by another request meanwhile; empty if there is no such active party. */
    @Transactional
    Optional<UserRows.Standing> add(TokenClaims claims, PartyId party) {
        Optional<PartyRow> row = parties.findByIdOptional(party.value());
        if (row.isEmpty() || !row.get().status.equals(PartyStatus.ACTIVE.name())) {
            return Optional.empty();
        }
        recognise(claims);
        byte[] subject = subjects.subject(claims, party.value());
        UserId id = UserId.fresh(randomness);
        Set<Role> roles = RoleRules.allowed(row.get().repository, claims.roles());
        if (users.addIfNew(
                id.value(),
                party.value(),
                subject,
                subjects.person(claims),
                Users.names(roles),
                Timestamps.truncate(clock.instant()))) {
            Caller caller = new Caller(party, id, roles);
            scope.enter(caller);
            accessLog.administered(caller.actor(), "FIRST_SIGHT_OF_USER", List.of(Fact.of(Field.DETAILS, id.value())));
        }
        return users.standing(subject);
    }

    /** All users of that person, in whichever organisation, are known to be one: those from before that was kept, too. */
    @Transactional
    void recognise(TokenClaims claims) {
        users.recognise(
                parties.ids().stream()
                        .map(party -> subjects.subject(claims, party))
                        .toList(),
                subjects.person(claims));
    }
}
