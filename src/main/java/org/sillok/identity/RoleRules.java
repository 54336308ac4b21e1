package org.sillok.identity;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which roles a party's users can have. Custodians and operators act for the whole repository, so only its own party
 * has them, whatever a token says.
 */
final class RoleRules {
    private static final Set<Role> REPOSITORY_ONLY = EnumSet.of(Role.CUSTODIAN, Role.OPERATOR);

    private RoleRules() {}

    static Set<Role> allowed(boolean repositoryParty, Set<Role> roles) {
        return repositoryParty
                ? roles
                : roles.stream()
                        .filter(role -> !REPOSITORY_ONLY.contains(role))
                        .collect(Collectors.toUnmodifiableSet());
    }
}
