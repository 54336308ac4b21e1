package org.sillok.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleRulesTest {
    @Test
    void onlyTheRepositorysOwnPartyHasCustodiansAndOperators() {
        Set<Role> all = EnumSet.allOf(Role.class);
        assertThat(RoleRules.allowed(true, all)).isEqualTo(all);
        assertThat(RoleRules.allowed(false, all))
                .containsExactlyInAnyOrder(Role.CONTRIBUTOR, Role.INVESTIGATOR, Role.AUDITOR);
    }

    @Test
    void aRoleIsKnownByItsClaimOnly() {
        for (Role role : Role.values()) {
            assertThat(Role.ofClaim(role.claim())).contains(role);
            assertThat(Role.ofClaim(role.name())).isEmpty();
        }
    }
}
