package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.core.PartyStatus;
import org.sillok.identity.core.UserStatus;
import org.sillok.identity.db.UserRows;
import org.sillok.kernel.Ids;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;

/**
 * Turns the claims of a verified token into a caller, on every request, so that disabling a user or a party acts at
 * once. Where this installation issues its tokens itself, a subject of the form usr_… is a user of ours; its roles are those of
 * the token that the user still has. Any other subject is an external provider's, whatever it looks like: its user is made at
 * first sight, in the party that the token names, and it is a program unless the token says when a person authenticated.
 */
@ApplicationScoped
public class Admission {
    private final UserRows users;
    private final Subjects subjects;
    private final FirstSight firstSight;
    private final TokenIssuer issuer;

    Admission(UserRows users, Subjects subjects, FirstSight firstSight, TokenIssuer issuer) {
        this.users = users;
        this.subjects = subjects;
        this.firstSight = firstSight;
        this.issuer = issuer;
    }

    /** One query and no transaction, unless the user or the person is new. */
    public Outcome<Caller> admit(TokenClaims claims) {
        @Nullable String party = claims.party();
        if (party == null || !Ids.isWellFormed(PartyId.PREFIX, party)) {
            return Outcome.refused(ProblemCode.UNAUTHENTICATED, "The token names no organisation of this repository.");
        }
        boolean ours = issuer.isHere() && Ids.isWellFormed(UserId.PREFIX, claims.subject());
        Optional<UserRows.Standing> standing =
                ours ? users.standing(claims.subject()) : external(claims, new PartyId(party));
        if (standing.isEmpty()) {
            return ours
                    ? Outcome.refused(ProblemCode.UNAUTHENTICATED, "The user of the token does not exist here.")
                    : Outcome.refused(ProblemCode.PARTY_INACTIVE, ProblemCode.PARTY_INACTIVE.meaning());
        }
        return decide(claims, ours, party, standing.get());
    }

    private Outcome<Caller> decide(TokenClaims claims, boolean ours, String party, UserRows.Standing standing) {
        if (!standing.party().equals(party) || !standing.status().equals(UserStatus.ACTIVE.name())) {
            return Outcome.refused(ProblemCode.UNAUTHENTICATED, "The user of the token is disabled or has moved.");
        }
        if (!standing.partyStatus().equals(PartyStatus.ACTIVE.name())) {
            return Outcome.refused(ProblemCode.PARTY_INACTIVE, ProblemCode.PARTY_INACTIVE.meaning());
        }
        Set<Role> roles = new HashSet<>(RoleRules.allowed(standing.repository(), claims.roles()));
        if (ours) {
            roles.retainAll(Users.roles(standing.roles()));
        }
        boolean program = !issuer.isHere() && !claims.authenticated();
        return Outcome.done(new Caller(new PartyId(party), new UserId(standing.user()), roles, program));
    }

    private Optional<UserRows.Standing> external(TokenClaims claims, PartyId party) {
        // One user per person and party: who moves to another organisation is another user there, and the same person.
        Optional<UserRows.Standing> known = users.standing(subjects.subject(claims, party.value()));
        if (known.isEmpty()) {
            return firstSight.add(claims, party);
        }
        if (!known.get().personKnown()) {
            firstSight.recognise(claims);
        }
        return known;
    }
}
