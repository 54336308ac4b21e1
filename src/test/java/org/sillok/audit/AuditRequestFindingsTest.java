package org.sillok.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;

/** Damages rows of requests and sources behind the service's back, and looks at what an audit finds more than before. */
@QuarkusTest
@TestProfile(AuditFindingsTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class AuditRequestFindingsTest {
    private static final String INVENTED = "a".repeat(26);
    private static final String CORRECTION =
            "{\"kind\":\"PERSON\",\"contactPolicy\":\"NONE\",\"vulnerability\":[],\"reason\":\"asked again\"}";

    @Inject
    TestParties parties;

    @Inject
    Tampering world;

    private final List<Runnable> damages = new ArrayList<>();
    private final Set<String> expected = new TreeSet<>();

    private void damage(Runnable damage, String... found) {
        damages.add(damage);
        expected.addAll(List.of(found));
    }

    /** Does all the damage at once: each to something else. */
    private void finds() {
        Set<String> before = world.findings();
        world.settle();
        damages.forEach(Runnable::run);
        Set<String> more = new TreeSet<>(world.findings());
        more.removeAll(before);
        assertThat(more).containsExactlyElementsOf(expected);
    }

    @Test
    void requests() throws Exception {
        RequestCast cast = new RequestCast(parties);
        String item = cast.openItem();
        String other = cast.openItem();
        for (String sql : List.of(
                "update request_request set state = 'SUBMITTED' where id = ?",
                "update request_request set asked_by = 'usr_" + INVENTED + "' where id = ?",
                "update request_request set basis = set_byte(basis, 0, get_byte(basis, 0) # 1) where id = ?",
                "update request_revision set made_by = 'usr_" + INVENTED + "' where request = ?",
                "update request_revision set lines = lines + 1 where request = ?",
                "update request_revision set sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1) where request = ?",
                "update request_line set item = 'itm_" + INVENTED + "' where request = ? and ordinal = 0",
                "update request_line set available = not available where request = ? and ordinal = 0",
                "update request_line set outcome = 'DENY' where request = ? and ordinal = 0",
                "update request_line set refusal = 'OTHER' where request = ? and ordinal = 0",
                "update request_holder set basis = set_byte(basis, 0, get_byte(basis, 0) # 1) where request = ?",
                "update request_holder set approved_at = now() where request = ?")) {
            String id = cast.submitted(item, other);
            damage(() -> assertThat(world.sql(sql, id)).isPositive(), "REQUEST_ALTERED request " + id);
        }
        for (String sql : List.of(
                "update request_approval set approver_party = party || 'x' where request = ?",
                "update request_approval set signature = set_byte(signature, 20, get_byte(signature, 20) # 1) where request = ?",
                "update request_approval set party_key = 'pky_' where request = ?")) {
            String id = cast.submitted(item);
            cast.approve(cast.ngo, cast.key, id).then().statusCode(200);
            damage(() -> assertThat(world.sql(sql, id)).isPositive(), "REQUEST_ALTERED request " + id);
        }
        String gone = cast.submitted(item);
        cast.approved(gone);
        damage(
                () -> world.sql("delete from request_approval where request = ?", gone),
                "REQUEST_MISSING request " + gone);
        String invented = cast.submitted(item);
        cast.approve(cast.ngo, cast.key, invented).then().statusCode(200);
        damage(
                () -> world.sql(
                        "insert into request_approval select request, revision, party, basis, 'usr_', approver_party,"
                                + " party_key, signature || '0', approved_at from request_approval where request = ?",
                        invented),
                "REQUEST_UNRECORDED request " + invented);
        String unrecorded = "req_" + INVENTED;
        damage(
                () -> world.sql(
                        "insert into request_request select ?, owner_party, asked_by, revision, state, reply_by, valid_until,"
                                + " basis, created_at from request_request where id = ?",
                        unrecorded,
                        gone),
                "REQUEST_UNRECORDED request " + unrecorded);
        finds();
    }

    @Test
    void consultations() throws Exception {
        RequestCast cast = new RequestCast(parties);
        String item = cast.itemWith(
                RequestCast.term("1", "PERMIT", "DISCOVER"),
                RequestCast.term("2", List.of("INSPECT", "DISCLOSE"), "CONSULT_SOURCE_FIRST"));
        Map<String, String> changes = new HashMap<>(Map.of(
                "update request_consultation set owner_party = (select min(id) from identity_party) where request = ?",
                "REQUEST_ALTERED",
                "update request_consultation set deadline = deadline + interval '1 day' where request = ?",
                "REQUEST_ALTERED",
                "update request_consultation set state = 'PERMITTED' where request = ?",
                "REQUEST_ALTERED",
                "delete from request_consultation where request = ?",
                "REQUEST_MISSING"));
        for (Map.Entry<String, String> change : changes.entrySet()) {
            String id = cast.submitted(item);
            assertThat(world.number("select count(*) from request_consultation where request = ?", id))
                    .isPositive();
            damage(() -> world.sql(change.getKey(), id), change.getValue() + " request " + id);
        }
        finds();
    }

    @Test
    void sources() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        for (String sql : List.of(
                "update source_source set kind = 'ORGANISATION' where id = ?",
                "update source_source set owner_party = (select min(id) from identity_party) where id = ?",
                "update source_source set created_at = created_at - interval '1 day' where id = ?",
                "update source_source set profile = set_byte(profile, 30, get_byte(profile, 30) # 1) where id = ?")) {
            String source = TestConsents.source(ngo, "PERSON");
            damage(() -> assertThat(world.sql(sql, source)).isPositive(), "SOURCE_ALTERED source " + source);
        }
        Map<String, String> changes = new HashMap<>(Map.of(
                "update source_correction set kind = 'ORGANISATION' where source = ?", "SOURCE_ALTERED",
                "update source_correction set profile = set_byte(profile, 30, get_byte(profile, 30) # 1) where source = ?",
                        "SOURCE_ALTERED",
                "delete from source_correction where source = ?", "SOURCE_MISSING"));
        changes.forEach((sql, code) -> {
            String source = corrected(ngo);
            damage(() -> assertThat(world.sql(sql, source)).isPositive(), code + " source " + source + "/2");
        });
        String gone = TestConsents.source(ngo, "PERSON");
        damage(() -> world.sql("delete from source_source where id = ?", gone), "SOURCE_MISSING source " + gone);
        String sound = corrected(ngo);
        damage(
                () -> world.sql(
                        "insert into source_correction select source, 3, owner_party, kind, profile, statement, corrected_at"
                                + " from source_correction where source = ?",
                        sound),
                "SOURCE_UNRECORDED source " + sound + "/3");
        damage(
                () -> world.sql(
                        "insert into source_source select ?, owner_party, kind, 'S-0000-0000', profile, created_at"
                                + " from source_source where id = ?",
                        "src_" + INVENTED,
                        sound),
                "SOURCE_UNRECORDED source src_" + INVENTED);
        finds();
    }

    private static String corrected(Actor ngo) {
        String source = TestConsents.source(ngo, "PERSON");
        String path = "/api/v1/sources/" + source;
        ngo.sends(CORRECTION)
                .header("If-Match", ngo.request().get(path).getHeader("ETag"))
                .put(path)
                .then()
                .statusCode(200);
        return source;
    }
}
