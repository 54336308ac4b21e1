package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.core.ApiTokenAccess;
import org.sillok.identity.core.ApiTokenText;
import org.sillok.identity.core.PartyStatus;
import org.sillok.identity.core.UserStatus;
import org.sillok.identity.db.ApiTokenRows;
import org.sillok.identity.db.UserRow;
import org.sillok.identity.db.UserRows;
import org.sillok.kernel.ApiTokenId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Tokens with which programs act as users that were made here: for some of the user's roles, for a time, and revocable at
 * once. None is good for what a custodian does, none for what takes a stronger authentication (see {@link StepUp}), and none
 * for proposing what two people decide (see {@link ProgramAdmission#person}): so a program is never one of two people.
 * Auditors of another organisation than the repository's see those of their own organisation; others look as if they were not there.
 */
@ApplicationScoped
public class ApiTokens {
    private static final String LABEL = "api-token/label/";

    private final ApiTokenRows rows;
    private final UserRows users;
    private final Parties parties;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    ApiTokens(
            ApiTokenRows rows,
            UserRows users,
            Parties parties,
            Vault vault,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.users = users;
        this.parties = parties;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Makes a token. Its text is in the answer, and nowhere else. */
    @Transactional
    public Outcome<IssuedApiToken> issue(Caller caller, NewApiToken wanted) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, "ISSUE_API_TOKEN", wanted.user(), ProblemCode.FORBIDDEN);
        }
        Optional<UserRows.Standing> found = users.standing(wanted.user());
        if (found.isEmpty()) {
            return denied(caller, "ISSUE_API_TOKEN", wanted.user(), ProblemCode.NOT_FOUND);
        }
        UserRows.Standing standing = found.get();
        Optional<Refusal> refusal = refusal(standing, wanted);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        ApiTokenText text = ApiTokenText.fresh(randomness);
        Instant now = Timestamps.truncate(clock.instant());
        ApiTokenRows.Row row = new ApiTokenRows.Row(
                text.id().value(),
                standing.party(),
                wanted.user(),
                text.digest().toArray(),
                Users.names(wanted.roles()),
                wanted.access().name(),
                vault.seal(
                        vault.keysOfOrNew(standing.party()),
                        KeyUse.CONTENT,
                        LABEL + text.id(),
                        wanted.label().getBytes(StandardCharsets.UTF_8)),
                now,
                caller.user().value(),
                now.plus(wanted.lifetime().value()),
                null,
                null);
        rows.add(row);
        accessLog.administered(caller.actor(), "ISSUE_API_TOKEN", List.of(Fact.of(Field.DETAILS, row.id())));
        return Outcome.done(new IssuedApiToken(open(row), text));
    }

    /** Oldest first: of one party, or of all that the caller may see. */
    @Transactional
    public Outcome<Slice<ApiToken>> list(Caller caller, @Nullable PartyId party, @Nullable Position after, int limit) {
        scope.enter(caller);
        PartyId asked = party == null && !seesAll(caller) ? caller.party() : party;
        if (!mayRead(caller)) {
            return denied(caller, "LIST_API_TOKENS", asked == null ? "" : asked.value(), ProblemCode.FORBIDDEN);
        }
        if (asked != null && !maySee(caller, asked)) {
            return denied(caller, "LIST_API_TOKENS", asked.value(), ProblemCode.NOT_FOUND);
        }
        Slice<ApiTokenRows.Row> page =
                Slice.cut(rows.page(asked == null ? null : asked.value(), after, limit + 1), limit);
        accessLog.listed(caller.actor(), "API_TOKENS", page.items().size());
        Map<String, SubjectKeys> keys =
                vault.keysOf(page.items().stream().map(ApiTokenRows.Row::party).collect(Collectors.toSet()));
        return Outcome.done(page.map(row -> open(row, Objects.requireNonNull(keys.get(row.party())))));
    }

    @Transactional
    public Outcome<ApiToken> get(Caller caller, String id) {
        scope.enter(caller);
        if (!mayRead(caller)) {
            return denied(caller, "VIEW_API_TOKEN", id, ProblemCode.FORBIDDEN);
        }
        Optional<ApiTokenRows.Row> row = rows.find(id).filter(token -> maySee(caller, new PartyId(token.party())));
        if (row.isEmpty()) {
            return denied(caller, "VIEW_API_TOKEN", id, ProblemCode.NOT_FOUND);
        }
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(open(row.get()));
    }

    /** From now on the token is worth nothing. Revoking again changes nothing. */
    @Transactional
    public Outcome<ApiToken> revoke(Caller caller, String id) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, "REVOKE_API_TOKEN", id, ProblemCode.FORBIDDEN);
        }
        if (rows.find(id).isEmpty()) {
            return denied(caller, "REVOKE_API_TOKEN", id, ProblemCode.NOT_FOUND);
        }
        if (rows.revoke(id, caller.user().value(), Timestamps.truncate(clock.instant()))) {
            accessLog.administered(caller.actor(), "REVOKE_API_TOKEN", List.of(Fact.of(Field.DETAILS, id)));
        }
        return Outcome.done(open(rows.find(id).orElseThrow()));
    }

    private Optional<Refusal> refusal(UserRows.Standing standing, NewApiToken wanted) {
        if (!standing.status().equals(UserStatus.ACTIVE.name())
                || !standing.partyStatus().equals(PartyStatus.ACTIVE.name())) {
            return Optional.of(new Refusal(ProblemCode.CONFLICT, "The user or its organisation is not active."));
        }
        UserRow user = users.findById(standing.user());
        if (user.subject != null) {
            return Optional.of(new Refusal(
                    ProblemCode.CONFLICT,
                    "The user is a person of an OpenID provider. Make a user of the organisation for the program."));
        }
        if (wanted.roles().contains(Role.CUSTODIAN)
                || !Users.roles(standing.roles()).containsAll(wanted.roles())) {
            return Optional.of(Refusal.at(
                    ProblemCode.INVALID_FIELD,
                    "/roles",
                    "Roles of the user, and not the custodian's: that is a person."));
        }
        return Optional.empty();
    }

    private static boolean mayRead(Caller caller) {
        return caller.hasAny(Role.CUSTODIAN, Role.AUDITOR);
    }

    private boolean seesAll(Caller caller) {
        return caller.has(Role.CUSTODIAN)
                || (caller.has(Role.AUDITOR) && caller.party().equals(parties.repository()));
    }

    private boolean maySee(Caller caller, PartyId party) {
        return party.equals(caller.party()) || seesAll(caller);
    }

    private ApiToken open(ApiTokenRows.Row row) {
        return open(
                row, Objects.requireNonNull(vault.keysOf(List.of(row.party())).get(row.party())));
    }

    private ApiToken open(ApiTokenRows.Row row, SubjectKeys keys) {
        String revokedBy = row.revokedBy();
        return new ApiToken(
                new ApiTokenId(row.id()),
                new PartyId(row.party()),
                new UserId(row.user()),
                Users.roles(row.roles()),
                ApiTokenAccess.valueOf(row.access()),
                new String(vault.open(keys, KeyUse.CONTENT, LABEL + row.id(), row.label()), StandardCharsets.UTF_8),
                row.createdAt(),
                new UserId(row.createdBy()),
                row.expiresAt(),
                row.revokedAt(),
                revokedBy == null ? null : new UserId(revokedBy));
    }

    private <T> Outcome<T> denied(Caller caller, String action, String id, ProblemCode code) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(code));
    }
}
