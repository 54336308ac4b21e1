package org.sillok.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Admission;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TokenClaims;
import org.sillok.kernel.PartyId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.db.HolderRows;

/** Two approvals are of two people, or they are one. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class DistinctApproversTest {
    private static final String ISSUER = "https://login.invalid/realms/sillok";

    @Inject
    TestParties parties;

    @Inject
    Admission admission;

    @Inject
    DistinctApprovers distinct;

    @Test
    void oneSubjectUnderTwoOrganisationsIsOnePerson() {
        String holder = parties.newParty();
        String repository = parties.custodian().party();
        Caller staff = admitted("somebody", holder, Role.CONTRIBUTOR);
        Caller sameAsCustodian = admitted("somebody", repository, Role.CUSTODIAN);
        Caller custodian = admitted("somebody else", repository, Role.CUSTODIAN);
        PartyId party = new PartyId(holder);
        assertThat(suffice(party, staff)).isFalse();
        assertThat(suffice(party, staff, sameAsCustodian)).isFalse();
        assertThat(suffice(party, staff, custodian)).isTrue();
        assertThat(suffice(party, staff, sameAsCustodian, custodian)).isTrue();
        assertThat(suffice(party, sameAsCustodian, custodian))
                .as("nobody of the holder")
                .isFalse();
    }

    private boolean suffice(PartyId holder, Caller... callers) {
        List<HolderRows.Approval> approvals = Arrays.stream(callers)
                .map(caller -> new HolderRows.Approval(
                        holder.value(),
                        new byte[32],
                        caller.user().value(),
                        caller.party().value(),
                        "pky_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                        new byte[0],
                        Instant.EPOCH))
                .toList();
        return QuarkusTransaction.requiringNew().call(() -> distinct.suffice(approvals, holder));
    }

    private Caller admitted(String subject, String party, Role role) {
        return admission
                .admit(new TokenClaims(ISSUER, subject, party, Set.of(role), true))
                .orThrow();
    }
}
