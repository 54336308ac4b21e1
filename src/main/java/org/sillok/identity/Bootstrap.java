package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.core.PartyDetails;
import org.sillok.identity.core.PartyKind;
import org.sillok.identity.db.PartyRow;
import org.sillok.identity.db.PartyRows;
import org.sillok.identity.db.UserRow;
import org.sillok.identity.db.UserRows;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;

/** Makes the two records without which nobody could make any: the repository's own party and its first custodian. */
@ApplicationScoped
public class Bootstrap {
    private static final Set<Role> ROLES = Set.of(Role.CUSTODIAN, Role.OPERATOR, Role.AUDITOR);
    private static final Multilingual NAME =
            Multilingual.of(Map.of("en", "This repository", "ko", "이 기록 보관소"), PartyDetails.MAX_NAME_LENGTH);

    private final Parties parties;
    private final PartyRows partyRows;
    private final Users users;
    private final UserRows userRows;
    private final AccessLog accessLog;
    private final Scope scope;

    Bootstrap(Parties parties, PartyRows partyRows, Users users, UserRows userRows, AccessLog accessLog, Scope scope) {
        this.parties = parties;
        this.partyRows = partyRows;
        this.users = users;
        this.userRows = userRows;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /**
     * The first custodian of the repository's own party, with both made if there are none. Safe to call on every start
     * and by several replicas at once: they all get the same one.
     */
    @Transactional
    public Caller ensureRepositoryParty() {
        partyRows.lockBootstrap();
        Optional<PartyRow> present = partyRows.repository();
        if (present.isPresent()) {
            PartyId party = new PartyId(present.get().id);
            UserRow first = userRows.page(party.value(), null, 1).get(0);
            return new Caller(party, new UserId(first.id), Users.roles(first.roles));
        }
        PartyId party = parties.add(new NewParty(PartyKind.OTHER, new PartyDetails(NAME, null)), true);
        UserId user = users.add(party, new NewUser(ROLES, "First custodian"));
        Caller caller = new Caller(party, user, ROLES);
        scope.enter(caller);
        accessLog.administered(caller.actor(), "BOOTSTRAP", List.of(Fact.of(Field.DETAILS, party.value())));
        return caller;
    }
}
