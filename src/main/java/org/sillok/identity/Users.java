package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.core.UserStatus;
import org.sillok.identity.db.PartyRow;
import org.sillok.identity.db.PartyRows;
import org.sillok.identity.db.UserRow;
import org.sillok.identity.db.UserRows;
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

/** Creates, shows and disables users. A user is never deleted and never changes party or roles: a new one is made. */
@ApplicationScoped
public class Users {
    private static final String LABEL = "user/label";

    private final UserRows rows;
    private final PartyRows parties;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    Users(
            UserRows rows,
            PartyRows parties,
            Vault vault,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.parties = parties;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Creates a user of {@code party}; {@code alongside} becomes durable with it or not at all. */
    @Transactional
    public Outcome<UserId> create(Caller caller, String party, NewUser user, Consumer<String> alongside) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, "CREATE_USER", party, ProblemCode.FORBIDDEN);
        }
        Optional<PartyRow> row = parties.findByIdOptional(party);
        if (row.isEmpty()) {
            return denied(caller, "CREATE_USER", party, ProblemCode.NOT_FOUND);
        }
        if (!RoleRules.allowed(row.get().repository, user.roles()).equals(user.roles())) {
            return Outcome.refused(Refusal.at(
                    ProblemCode.INVALID_FIELD,
                    "/roles",
                    "Only the repository's own party has custodians and operators."));
        }
        UserId id = add(new PartyId(party), user);
        accessLog.administered(caller.actor(), "CREATE_USER", List.of(Fact.of(Field.DETAILS, id.value())));
        alongside.accept(id.value());
        return Outcome.done(id);
    }

    @Transactional
    public Outcome<Slice<User>> list(Caller caller, String party, @Nullable Position after, int limit) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, "LIST_USERS", party, ProblemCode.FORBIDDEN);
        }
        if (parties.findByIdOptional(party).isEmpty()) {
            return denied(caller, "LIST_USERS", party, ProblemCode.NOT_FOUND);
        }
        Slice<UserRow> page = Slice.cut(rows.page(party, after, limit + 1), limit);
        accessLog.listed(caller.actor(), "USERS", page.items().size());
        SubjectKeys keys = keysOf(party);
        return Outcome.done(page.map(row -> open(row, keys)));
    }

    /** From now on no token of this user is taken. Disabling again changes nothing. */
    @Transactional
    public Outcome<User> disable(Caller caller, String user) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, "DISABLE_USER", user, ProblemCode.FORBIDDEN);
        }
        Optional<UserRow> row = rows.findByIdOptional(user);
        if (row.isEmpty()) {
            return denied(caller, "DISABLE_USER", user, ProblemCode.NOT_FOUND);
        }
        if (caller.user().value().equals(user)) {
            return Outcome.refused(
                    ProblemCode.CONFLICT, "Another custodian must disable you, so that one always remains.");
        }
        User before = open(row.get(), keysOf(row.get().party));
        if (before.status() == UserStatus.DISABLED) {
            return Outcome.done(before);
        }
        rows.disable(user);
        accessLog.administered(caller.actor(), "DISABLE_USER", List.of(Fact.of(Field.DETAILS, user)));
        return Outcome.done(new User(
                before.id(), before.party(), before.roles(), before.label(), UserStatus.DISABLED, before.createdAt()));
    }

    /** Shows a caller what it has just written or is itself, without recording a look. */
    @Transactional
    public User shown(UserId id) {
        UserRow row = rows.findById(id.value());
        return open(row, keysOf(row.party));
    }

    /** Stores a user; joins the transaction of who creates it. */
    UserId add(PartyId party, NewUser user) {
        UserId id = UserId.fresh(randomness);
        @Nullable String label = user.label();
        SubjectKeys keys = vault.keysOfOrNew(party.value());
        byte @Nullable [] sealed = label == null
                ? null
                : vault.seal(keys, KeyUse.CONTENT, context(id.value()), label.getBytes(StandardCharsets.UTF_8));
        rows.persistAndFlush(new UserRow(
                id.value(),
                party.value(),
                names(user.roles()),
                sealed,
                UserStatus.ACTIVE.name(),
                Timestamps.truncate(clock.instant())));
        return id;
    }

    static String[] names(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).toArray(String[]::new);
    }

    static Set<Role> roles(String[] names) {
        return Arrays.stream(names).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static String context(String user) {
        return LABEL + "/" + user;
    }

    /** One that is gone is found out where it is needed: not every user has a label. */
    private SubjectKeys keysOf(String party) {
        return Objects.requireNonNull(vault.keysOf(List.of(party)).get(party));
    }

    private User open(UserRow row, SubjectKeys keys) {
        byte[] sealed = row.label;
        @Nullable
        String label = sealed == null
                ? null
                : new String(vault.open(keys, KeyUse.CONTENT, context(row.id), sealed), StandardCharsets.UTF_8);
        return new User(
                new UserId(row.id),
                new PartyId(row.party),
                roles(row.roles),
                label,
                UserStatus.valueOf(row.status),
                row.createdAt);
    }

    private <T> Outcome<T> denied(Caller caller, String action, String id, ProblemCode code) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(code));
    }
}
