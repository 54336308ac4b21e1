package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.core.PartyStatus;
import org.sillok.identity.core.TokenGrade;
import org.sillok.identity.core.TokenLifetime;
import org.sillok.identity.core.UserStatus;
import org.sillok.identity.db.UserRows;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/** Issues tokens to custodians for the users they administer. The token itself is not recorded, that it was issued is. */
@ApplicationScoped
public class Tokens {
    private final UserRows users;
    private final TokenIssuer issuer;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    Tokens(UserRows users, TokenIssuer issuer, AccessLog accessLog, Scope scope, Clock clock) {
        this.users = users;
        this.issuer = issuer;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /** A token of {@code user} with all its roles. */
    @Transactional
    public Outcome<Token> issue(Caller caller, String user, TokenLifetime lifetime, TokenGrade grade) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, user, ProblemCode.FORBIDDEN);
        }
        Optional<UserRows.Standing> found = users.standing(user);
        if (found.isEmpty()) {
            return denied(caller, user, ProblemCode.NOT_FOUND);
        }
        UserRows.Standing standing = found.get();
        if (!standing.status().equals(UserStatus.ACTIVE.name())
                || !standing.partyStatus().equals(PartyStatus.ACTIVE.name())) {
            return Outcome.refused(ProblemCode.CONFLICT, "The user or its organisation is not active.");
        }
        Caller subject = new Caller(new PartyId(standing.party()), new UserId(user), Users.roles(standing.roles()));
        Instant expiresAt = Timestamps.truncate(clock.instant()).plus(lifetime.value());
        Optional<Token> token = issuer.issue(subject, expiresAt, grade);
        if (token.isEmpty()) {
            return Outcome.refused(Refusal.of(ProblemCode.TOKENS_ISSUED_ELSEWHERE));
        }
        accessLog.administered(caller.actor(), "ISSUE_TOKEN", List.of(Fact.of(Field.DETAILS, user)));
        return Outcome.done(token.get());
    }

    private <T> Outcome<T> denied(Caller caller, String user, ProblemCode code) {
        accessLog.denied(caller.actor(), "ISSUE_TOKEN", user);
        return Outcome.refused(Refusal.of(code));
    }
}
