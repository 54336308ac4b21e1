package org.sillok.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.consent.TestConsents.addEvent;
import static org.sillok.consent.TestConsents.bind;
import static org.sillok.consent.TestConsents.event;
import static org.sillok.consent.TestConsents.given;
import static org.sillok.consent.TestConsents.item;
import static org.sillok.consent.TestConsents.permit;
import static org.sillok.consent.TestConsents.source;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.platform.SessionSql;
import org.sillok.terms.Binding;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.UnreadableClause;
import org.sillok.vault.AlteredKey;

/** What decisions learn about consents. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class BoundConsentsTest {
    @Inject
    TestParties parties;

    @Inject
    BoundConsents bound;

    @Inject
    Scope scope;

    @Inject
    EntityManager session;

    private Actor ngo;
    private String person;
    private String form;

    @BeforeEach
    void anOrganisationWithASource() {
        ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        person = source(ngo, "PERSON");
        form = item(ngo);
    }

    @Test
    void bothOfTwoBoundConsentsCount() {
        String item = item(ngo);
        String first = given(ngo, person, form, permit("1", "DISCOVER", "INSPECT"));
        String second = given(ngo, source(ngo, "PERSON"), form, permit("1", "DISCOVER"));
        bind(ngo, item, 1, first).then().statusCode(201);
        bind(ngo, item, 1, second).then().statusCode(201);
        List<Binding> bindings = of(item, 1);
        assertThat(bindings).hasSize(2);
        assertThat(bindings.stream().map(binding -> consent(binding).ref().id()))
                .containsExactlyInAnyOrder(first, second);
        assertThat(consent(bindings.get(0)).state()).isEqualTo(ConsentState.GIVEN);
        assertThat(consent(bindings.get(0)).clauses()).hasSize(1);
        assertThat(of(item(ngo), 1)).isEmpty();
        assertThat(of(item, 2)).isEmpty();
    }

    @Test
    void aBindingToEveryVersionIsAboutLaterVersionsToo() {
        String item = item(ngo);
        bind(ngo, item, null, given(ngo, person, form)).then().statusCode(201);
        String only = given(ngo, person, form);
        bind(ngo, item, 1, only).then().statusCode(201);
        assertThat(of(item, 1)).hasSize(2);
        assertThat(of(item, 2)).hasSize(1);
        assertThat(of(item, 17)).hasSize(1);
        assertThat(itemsOf(only, null)).containsExactly(new ItemId(item));
        assertThat(itemsOf(only, new ItemId(item))).isEmpty();
    }

    @Test
    void aWithdrawalCountsAtOnceAndANewConsentDoesNotUndoIt() {
        String item = item(ngo);
        String consent = given(ngo, person, form, permit("1", "DISCOVER"));
        bind(ngo, item, null, consent).then().statusCode(201);
        Map<String, Object> withdrawal = event("WITHDRAWN", "2024-03-01T00:00:00.000Z");
        withdrawal.put("by", "SELF");
        addEvent(ngo, consent, withdrawal).then().statusCode(201);
        bind(ngo, item, null, given(ngo, person, form, permit("1", "DISCOVER")))
                .then()
                .statusCode(201);
        assertThat(of(item, 1).stream().map(binding -> consent(binding).state()))
                .containsExactlyInAnyOrder(ConsentState.WITHDRAWN, ConsentState.GIVEN);
    }

    @Test
    void aConsentWhoseKeyDoesNotOpenForbidsEverything() throws SQLException {
        String item = item(ngo);
        String consent = given(ngo, person, form, permit("1", "DISCOVER"));
        bind(ngo, item, null, consent).then().statusCode(201);
        try (AlteredKey altered = new AlteredKey(consent, AlteredKey.OTHER_KEK)) {
            Consent read = consent(of(item, 1).get(0));
            assertThat(read.clauses()).as("%s", altered).hasOnlyElementsOfType(UnreadableClause.class);
            assertThat(read.clauses()).hasSize(1);
        }
        assertThat(consent(of(item, 1).get(0)).clauses()).noneMatch(UnreadableClause.class::isInstance);
    }

    @Test
    void anotherOrganisationsScopeSeesNoBinding() {
        String item = item(ngo);
        bind(ngo, item, null, given(ngo, person, form)).then().statusCode(201);
        Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        MaterialRef version = new MaterialRef(new ItemId(item), 1);
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> {
                            scope.enter(caller(other));
                            return bound.of(List.of(version));
                        })
                        .get(version))
                .isEmpty();
        assertThat(of(item, 1)).hasSize(1);
    }

    @Test
    void theNumberOfQueriesDoesNotDependOnTheNumberOfVersions() {
        List<MaterialRef> versions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String item = item(ngo);
            bind(ngo, item, null, given(ngo, person, form, permit("1", "DISCOVER")))
                    .then()
                    .statusCode(201);
            bind(ngo, item, 1, given(ngo, person, form, permit("1", "DISCOVER")))
                    .then()
                    .statusCode(201);
            for (int version = 1; version <= 50; version++) {
                versions.add(new MaterialRef(new ItemId(item), version));
            }
        }
        long one = statements(versions.subList(0, 1));
        assertThat(statements(versions)).isEqualTo(one).isPositive();
    }

    private long statements(List<MaterialRef> versions) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enter(caller(ngo));
            return SessionSql.of(session, () -> assertThat(bound.of(versions)).hasSize(versions.size()));
        });
    }

    private List<ItemId> itemsOf(String consent, ItemId after) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enter(caller(ngo));
            return bound.itemsOf(new ConsentId(consent), after, 10);
        });
    }

    private List<Binding> of(String item, int number) {
        MaterialRef version = new MaterialRef(new ItemId(item), number);
        return QuarkusTransaction.requiringNew()
                .call(() -> {
                    scope.enterSystem();
                    bound.hold(List.of(version));
                    return bound.of(List.of(version));
                })
                .get(version);
    }

    private static Consent consent(Binding binding) {
        return ((Binding.ToConsent) binding).consent();
    }

    private static Caller caller(Actor actor) {
        return new Caller(new PartyId(actor.party()), new UserId(actor.user()), Set.of(Role.CONTRIBUTOR));
    }
}
