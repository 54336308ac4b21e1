package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.sillok.custody.AccessLog;
import org.sillok.identity.core.ApiTokenAccess;
import org.sillok.identity.core.ApiTokenText;
import org.sillok.identity.core.PartyStatus;
import org.sillok.identity.core.UserStatus;
import org.sillok.identity.db.ApiTokenRows;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;

/**
 * Turns an API token into a program, on every request, so that revoking it, disabling its user or deactivating its party acts
 * at once.
 */
@ApplicationScoped
public class ProgramAdmission {
    /** What a program is told that wants to be one of two people. */
    public static final String NO_PERSON =
            "This takes two people, and the token is a program's, or does not say when a person authenticated.";

    private final ApiTokenRows rows;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    ProgramAdmission(ApiTokenRows rows, AccessLog accessLog, Scope scope, Clock clock) {
        this.rows = rows;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * The program whose token it is. Empty for whatever is not the text of a token that counts now: malformed, unknown, expired,
     * revoked, from before a restore, of a disabled user or an inactive party. One query and no transaction.
     */
    public Optional<Program> of(String bearer) {
        return ApiTokenText.parse(bearer)
                .flatMap(text -> rows.bearer(text.id().value())
                        .filter(known -> text.isThatOf(known.token().digest())))
                .filter(this::counts)
                .map(ProgramAdmission::program);
    }

    /** What a program with this token may send with that method; a refusal is on the record. */
    @Transactional
    public Outcome<Caller> permit(Program program, boolean onlyReads) {
        if (onlyReads || program.access() == ApiTokenAccess.READ_AND_WRITE) {
            return Outcome.done(program.caller());
        }
        scope.enter(program.caller());
        accessLog.denied(program.caller().actor(), "WRITE_WITH_READING_TOKEN", "");
        return Outcome.refused(ProblemCode.FORBIDDEN, "The API token is for reading only.");
    }

    /** The caller, if it can be one of two people; that a program cannot is on the record. */
    @Transactional
    public Outcome<Caller> person(Caller caller) {
        if (!caller.program()) {
            return Outcome.done(caller);
        }
        scope.enter(caller);
        accessLog.denied(caller.actor(), "ACT_AS_PERSON", "");
        return Outcome.refused(ProblemCode.FORBIDDEN, NO_PERSON);
    }

    private boolean counts(ApiTokenRows.Bearer bearer) {
        return bearer.token().revokedAt() == null
                && clock.instant().isBefore(bearer.token().expiresAt())
                && !bearer.restoredSince()
                && bearer.userStatus().equals(UserStatus.ACTIVE.name())
                && bearer.partyStatus().equals(PartyStatus.ACTIVE.name());
    }

    private static Program program(ApiTokenRows.Bearer bearer) {
        Set<Role> roles = new HashSet<>(Users.roles(bearer.token().roles()));
        roles.retainAll(RoleRules.allowed(bearer.repository(), Users.roles(bearer.userRoles())));
        roles.remove(Role.CUSTODIAN);
        return new Program(
                new Caller(
                        new PartyId(bearer.token().party()),
                        new UserId(bearer.token().user()),
                        roles,
                        true),
                ApiTokenAccess.valueOf(bearer.token().access()));
    }
}
