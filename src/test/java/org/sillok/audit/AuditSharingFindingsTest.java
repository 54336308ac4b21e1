package org.sillok.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.consent.TestConsents.LONG_AGO;
import static org.sillok.consent.TestConsents.addEvent;
import static org.sillok.consent.TestConsents.bind;
import static org.sillok.consent.TestConsents.event;
import static org.sillok.consent.TestConsents.evidence;
import static org.sillok.consent.TestConsents.given;
import static org.sillok.consent.TestConsents.permit;
import static org.sillok.consent.TestConsents.proven;
import static org.sillok.consent.TestConsents.source;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.agreement.AgreementCast;
import org.sillok.consent.TestConsents;
import org.sillok.crypto.TestCertificates;
import org.sillok.custody.Actor;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.hold.HoldCast;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.json.JsonObject;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.vault.KeyUse;
import org.sillok.vault.Vault;

/**
 * Damages, behind the service's back, the rows by which it is decided who may have what, each in one way, and looks at what
 * an audit finds more than before: exactly what was damaged.
 */
@QuarkusTest
@TestProfile(AuditFindingsTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class AuditSharingFindingsTest {
    private static final String INVENTED = "a".repeat(26);

    private static final String BUNDLE = "bdl_" + "a".repeat(26);
    private static final String REQUEST = "req_" + "a".repeat(26);

    @Inject
    TestParties parties;

    @Inject
    Tampering world;

    @Inject
    Vault vault;

    @Inject
    Custody custody;

    @Inject
    Scope scope;

    private TestParties.Actor ngo;
    private TestParties.Actor colleague;
    private String form;
    private String person;
    private final Map<Runnable, String[]> damages = new HashMap<>();

    @BeforeEach
    void anOrganisation() {
        ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        colleague = parties.userOf(ngo.party(), Role.CONTRIBUTOR);
        form = TestConsents.item(ngo);
        person = source(ngo, "PERSON");
        damages.clear();
    }

    private void damage(Runnable damage, String... expected) {
        damages.put(damage, expected);
    }

    /** Does all the damage at once: each to something else. */
    private void finds() {
        Set<String> before = world.findings();
        world.settle();
        Set<String> expected = new TreeSet<>();
        damages.forEach((damage, found) -> {
            damage.run();
            expected.addAll(List.of(found));
        });
        Set<String> more = new TreeSet<>(world.findings());
        more.removeAll(before);
        assertThat(more).containsExactlyElementsOf(expected);
    }

    private static byte[] sealed(Vault vault, String subject, String context) {
        return vault.seal(
                vault.keysOf(subject),
                KeyUse.CONTENT,
                context,
                "{\"salt\":\"other\"}".getBytes(StandardCharsets.UTF_8));
    }

    // --- consents ----------------------------------------------------------------------------------------------------

    /** Given, and withdrawn: two events about one version. */
    private String consent() {
        String id = given(ngo, person, form, permit("1", "INSPECT"));
        addEvent(ngo, id, proven("WITHDRAWN", "2025-02-01T09:00:00.000Z", form))
                .then()
                .statusCode(201);
        return id;
    }

    @Test
    void consents() {
        Map<String, String> changes = new TreeMap<>(Map.of(
                "delete from consent_event where consent = ? and number = 2",
                "CONSENT_MISSING",
                "update consent_event set state = 'REQUESTED' where consent = ? and number = 2",
                "CONSENT_ALTERED",
                "update consent_event set said_at = said_at - interval '1 second' where consent = ? and number = 1",
                "CONSENT_ALTERED",
                "update consent_event set confirmed_by = 'usr_' where consent = ? and number = 1",
                "CONSENT_ALTERED",
                "update consent_event set number = 3 - number + 10 where consent = ?; update consent_event"
                        + " set number = number - 10 where consent = ?",
                "CONSENT_ALTERED",
                "insert into consent_event select consent, 3, owner_party, 'REAFFIRMED', version, said_by, now(), now(),"
                        + " recorded_by, confirmed_by, sealed, sha256('x') from consent_event"
                        + " where consent = ? and number = 1",
                "CONSENT_UNRECORDED",
                "update consent_consent set state = 'GIVEN' where id = ?",
                "CONSENT_ALTERED",
                "update consent_consent set due_month = '2030-01-01' where id = ?",
                "CONSENT_ALTERED",
                "update consent_consent set source = 'src_' where id = ?",
                "CONSENT_ALTERED",
                "delete from consent_consent where id = ?",
                "CONSENT_MISSING"));
        changes.put(
                "update consent_version set sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1) where consent = ?",
                "CONSENT_ALTERED");
        changes.put(
                "update consent_event set sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1) where consent = ?",
                "CONSENT_ALTERED");
        changes.put(
                "insert into consent_version select consent, 2, owner_party, sealed, recorded_by, recorded_at"
                        + " from consent_version where consent = ?",
                "CONSENT_ALTERED");
        changes.forEach((sql, code) -> {
            String id = consent();
            damage(() -> List.of(sql.split(";", -1)).forEach(each -> world.sql(each, id)), code + " consent " + id);
        });
        String gone = consent();
        damage(
                () -> world.sql("delete from consent_version where consent = ?", gone),
                "CONSENT_MISSING consent " + gone,
                "CONSENT_ALTERED consent " + gone);
        String undone = consent();
        damage(
                () -> {
                    world.sql("delete from consent_event where consent = ? and number = 2", undone);
                    world.sql("update consent_consent set state = 'GIVEN', events = 1 where id = ?", undone);
                },
                "CONSENT_MISSING consent " + undone,
                "CONSENT_ALTERED consent " + undone);
        String resealed = consent();
        damage(
                () -> world.sql(
                        "update consent_event set sealed = ? where consent = ? and number = 2",
                        sealed(vault, resealed, "consent/event/2"),
                        resealed),
                "CONSENT_ALTERED consent " + resealed);
        String copied = consent();
        damage(
                () -> world.sql(
                        "insert into consent_consent select ?, owner_party, source, state, revision, events, versions,"
                                + " due_month, created_at from consent_consent where id = ?",
                        "cns_" + INVENTED,
                        copied),
                "CONSENT_UNRECORDED consent cns_" + INVENTED);
        String unreadable = consent();
        damage(
                () -> world.sql(
                        "delete from vault.vault_subject_key where subject = ? and key_use = 'CONTENT'", unreadable),
                "KEY_MISSING keys " + unreadable);
        finds();
    }

    @Test
    void aConsentWithAllThatCanHappenToItIsIntact() {
        Set<String> before = world.findings();
        Map<String, Object> version = TestConsents.signed(form, permit("1", "INSPECT"));
        version.put("reviewBy", "2031-05-05T00:00:00.000Z");
        String id = TestConsents.begin(ngo, person, event("REQUESTED", LONG_AGO), null)
                .path("id");
        TestConsents.addVersion(ngo, id, event("GIVEN", "2024-03-01T09:00:00.000Z"), version)
                .then()
                .statusCode(201);
        assertThat(world.text("select due_month from consent_consent where id = ?", id))
                .isEqualTo("2031-05-01");
        Response waiting = TestConsents.addVersion(
                ngo,
                id,
                proven("WIDENED", "2024-04-01T09:00:00.000Z", form),
                TestConsents.signed(form, permit("1", "INSPECT", "DISCLOSE")));
        waiting.then().statusCode(202);
        assertThat(minus(world.findings(), before)).as("a version waits").isEmpty();
        TestConsents.confirm(colleague, id, world.text("select id from consent_proposal where subject = ?", id))
                .then()
                .statusCode(201);
        addEvent(ngo, id, proven("WITHDRAWN", "2025-02-01T09:00:00.000Z", form))
                .then()
                .statusCode(201);
        assertThat(minus(world.findings(), before)).isEmpty();
    }

    // --- bindings ----------------------------------------------------------------------------------------------------

    /** An item of its own, and its one binding. */
    private record Bound(String item, String binding) {
        String place() {
            return " binding " + item + "/" + binding;
        }
    }

    private Bound bound(String consent) {
        String item = TestConsents.item(ngo);
        String binding =
                bind(ngo, item, null, consent).then().statusCode(201).extract().path("items[0].id");
        return new Bound(item, binding);
    }

    private Bound unbound(String consent) {
        Bound bound = bound(consent);
        String path = TestConsents.ITEMS + bound.item() + "/bindings";
        Response proposed = ngo.sends(Map.of("reason", "a mistake", "evidence", evidence(form)))
                .delete(path + "/" + bound.binding());
        colleague
                .request()
                .post(path + "/proposals/" + proposed.path("pending[0].id") + "/confirm")
                .then()
                .statusCode(201);
        return bound;
    }

    @Test
    void bindings() {
        String consent = given(ngo, person, form, permit("1", "INSPECT"));
        Map<String, String> changes = Map.of(
                "delete from consent_binding where id = ?",
                "BINDING_MISSING",
                "update consent_binding set relation = 'MENTIONS' where id = ?",
                "BINDING_ALTERED",
                "update consent_binding set version = 1 where id = ?",
                "BINDING_ALTERED",
                "update consent_binding set consent = 'cns_' where id = ?",
                "BINDING_ALTERED",
                "update consent_binding set statement = sha256('x') where id = ?",
                "BINDING_ALTERED",
                "insert into consent_unbinding select id, owner_party, now(), 'usr_a', 'usr_b', statement, statement"
                        + " from consent_binding where id = ?",
                "BINDING_UNRECORDED");
        changes.forEach((sql, code) -> {
            Bound bound = bound(consent);
            damage(() -> world.sql(sql, bound.binding()), code + bound.place());
        });
        Map<String, String> removals = Map.of(
                "delete from consent_unbinding where binding = ?",
                "BINDING_MISSING",
                "update consent_unbinding set recorded_by = 'usr_' where binding = ?",
                "BINDING_ALTERED",
                "update consent_unbinding set sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1)"
                        + " where binding = ?",
                "BINDING_ALTERED",
                "delete from consent_binding where id = ?",
                "BINDING_MISSING");
        removals.forEach((sql, code) -> {
            Bound bound = unbound(consent);
            damage(() -> world.sql(sql, bound.binding()), code + bound.place());
        });
        Bound sound = bound(consent);
        String copy =
                "insert into consent_binding select ?, owner_party, coalesce(?, item), version, relation, consent,"
                        + " source, recorded_at, recorded_by, confirmed_by, sealed, statement from consent_binding where id = ?";
        damage(
                () -> world.sql(copy, "bnd_" + INVENTED, sound.item(), sound.binding()),
                "BINDING_UNRECORDED binding " + sound.item() + "/bnd_" + INVENTED);
        damage(
                () -> world.sql(copy, "bnd_c" + INVENTED, "itm_" + INVENTED, sound.binding()),
                "BINDING_UNRECORDED binding itm_" + INVENTED + "/bnd_c" + INVENTED);
        damage(
                () -> world.sql(
                        "insert into consent_unbinding select 'bnd_d', owner_party, now(), 'usr_a', 'usr_b', statement,"
                                + " statement from consent_binding where id = ?",
                        sound.binding()),
                "BINDING_UNRECORDED binding bnd_d");
        Bound unreadable = bound(consent);
        damage(
                () -> world.sql(
                        "delete from vault.vault_subject_key where subject = ? and key_use = 'ACCOUNTABILITY'",
                        unreadable.item()),
                "KEY_MISSING keys " + unreadable.item());
        unbound(consent);
        finds();
    }

    // --- namings -----------------------------------------------------------------------------------------------------

    private String named() {
        String source = source(ngo, "PERSON");
        String path = "/api/v1/sources/" + source + "/naming";
        Response waiting = ngo.sends(Map.of(
                        "decision", "MAY_NAME", "scope", "in reports", "reason", "asked", "evidence", evidence(form)))
                .post(path);
        colleague
                .request()
                .post(path + "/proposals/" + waiting.path("pending[0].id") + "/confirm")
                .then()
                .statusCode(201);
        ngo.sends(Map.of("decision", "PSEUDONYM_ONLY", "reason", "a threat"))
                .post(path)
                .then()
                .statusCode(201);
        return source;
    }

    @Test
    void decisionsWhetherSomebodyMayBeNamed() {
        Map<String, String> changes = Map.of(
                "delete from consent_naming where source = ? and number = 2",
                "NAMING_MISSING",
                "update consent_naming set decision = 'MAY_NAME' where source = ? and number = 2",
                "NAMING_ALTERED",
                "update consent_naming set confirmed_by = recorded_by || 'x' where source = ? and number = 2",
                "NAMING_ALTERED",
                "update consent_naming set sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1)"
                        + " where source = ? and number = 2",
                "NAMING_ALTERED");
        changes.forEach((sql, code) -> {
            String source = named();
            damage(() -> world.sql(sql, source), code + " naming " + source + "/2");
        });
        String sound = named();
        String copy =
                "insert into consent_naming select ?, 3, owner_party, 'MAY_NAME', recorded_at, recorded_by, confirmed_by,"
                        + " sealed, statement from consent_naming where source = ? and number = 1";
        damage(() -> world.sql(copy, sound, sound), "NAMING_UNRECORDED naming " + sound + "/3");
        String invented = "src_" + INVENTED;
        damage(() -> world.sql(copy, invented, sound), "NAMING_UNRECORDED naming " + invented + "/3");
        finds();
    }

    // --- treatments --------------------------------------------------------------------------------------------------

    /** An item whose second version was treated, as was approved and taken back again. */
    private String[] treated() {
        String item = world.item(ngo);
        String path = TestConsents.ITEMS + item + "/versions/2/treatments";
        String id = ngo.sends("{\"transformations\":[\"REDACT\",\"ANONYMISE\"]}")
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        colleague.request().post(path + "/" + id + "/approve").then().statusCode(200);
        ngo.sends(Map.of("reason", "not enough"))
                .post(path + "/" + id + "/revoke")
                .then()
                .statusCode(200);
        return new String[] {item, id};
    }

    @Test
    void treatments() {
        Map<String, String> changes = Map.of(
                "delete from sharing_treatment where id = ?", "TREATMENT_MISSING",
                "update sharing_treatment set revoked_by = null, revoked_at = null where id = ?", "TREATMENT_ALTERED",
                "update sharing_treatment set transformations = array['REDACT'] where id = ?", "TREATMENT_ALTERED",
                "update sharing_treatment set version = 1 where id = ?", "TREATMENT_ALTERED",
                "update sharing_treatment set approved_by = 'usr_' where id = ?", "TREATMENT_ALTERED");
        changes.forEach((sql, code) -> {
            String[] treated = treated();
            damage(() -> world.sql(sql, treated[1]), code + " treatment " + treated[0] + "/" + treated[1]);
        });
        String[] sound = treated();
        String copy = "insert into sharing_treatment select ?, owner_party, ?, version, transformations, proposed_by,"
                + " proposed_at, approved_by, approved_at, null, null from sharing_treatment where id = ?";
        damage(
                () -> world.sql(copy, "trt_" + INVENTED, sound[0], sound[1]),
                "TREATMENT_UNRECORDED treatment " + sound[0] + "/trt_" + INVENTED);
        damage(
                () -> world.sql(copy, "trt_b" + INVENTED, "itm_" + INVENTED, sound[1]),
                "TREATMENT_UNRECORDED treatment itm_" + INVENTED + "/trt_b" + INVENTED);
        finds();
    }

    // --- holds -------------------------------------------------------------------------------------------------------

    @Test
    void holds() {
        HoldCast custodians = new HoldCast(parties);
        Map<String, String> changes = Map.of(
                "delete from hold_item where hold = ?",
                "HOLD_MISSING",
                "update hold_hold set kind = 'PRESERVATION' where id = ?",
                "HOLD_ALTERED",
                "update hold_hold set valid_until = now() + interval '1 day' where id = ?",
                "HOLD_ALTERED",
                "update hold_item set owner_party = (select owner_party from hold_hold where id = hold) where hold = ?",
                "HOLD_ALTERED");
        changes.forEach((sql, code) -> {
            String item = world.item(ngo);
            String hold = custodians.placed(custodians.body("LEGAL", item));
            damage(() -> world.sql(sql, hold), code + " hold " + item + "/" + hold);
        });
        custodians.lifted(custodians.placed(custodians.body("LEGAL", world.item(ngo))));
        finds();
    }

    // --- releases ----------------------------------------------------------------------------------------------------

    /** The rows as the sealing leaves them, so many days ago. */
    private void release(String item, int days) {
        String consent = "con_" + item.substring(4);
        world.sql(
                "insert into sharing_disclosure values (?, ?, 1, ?, ?, ?, array[cast(? as text)], now() - make_interval(days => ?))",
                BUNDLE,
                item,
                ngo.party(),
                REQUEST,
                ngo.party(),
                consent + "/3#2.1",
                days);
        world.sql("insert into sharing_counted values (?, '2.1', ?)", consent, REQUEST);
    }

    /** An item that was released, as its own statement says. */
    private String released(@Nullable Actor sealer) {
        String item = world.item(ngo);
        release(item, 0);
        QuarkusTransaction.requiringNew().run(() -> {
            scope.enterSystem();
            custody.append(
                    StreamRef.item(new ItemId(item), new PartyId(ngo.party())),
                    EventType.RELEASED,
                    sealer,
                    List.of(
                            Fact.of(Field.ITEM, item),
                            Fact.of(Field.VERSION, 1),
                            Fact.of(Field.REQUEST, REQUEST),
                            Fact.of(Field.BUNDLE, BUNDLE),
                            Fact.of(Field.RECIPIENT, ngo.party())));
        });
        return item;
    }

    @Test
    void releases() {
        Map<String, String> changes = Map.of(
                "delete from sharing_disclosure where item = ?", "RELEASE_MISSING",
                "update sharing_disclosure set version = 2 where item = ?", "RELEASE_MISSING",
                "update sharing_disclosure set recipient = (select min(id) from identity_party) where item = ?",
                        "RELEASE_ALTERED",
                "update sharing_disclosure set request = 'req_' where item = ?", "RELEASE_ALTERED",
                "update sharing_disclosure set owner_party = (select min(id) from identity_party) where item = ?",
                        "RELEASE_ALTERED",
                "delete from sharing_counted where instrument = 'con_' || substr(?, 5)", "RELEASE_ALTERED");
        TestParties.Actor other = parties.newPartyWith(Role.INVESTIGATOR);
        Actor sealer = new Actor(new PartyId(other.party()), new UserId(other.user()));
        changes.forEach((sql, code) -> {
            String item = released(code.equals("RELEASE_MISSING") ? null : sealer);
            damage(() -> world.sql(sql, item), code + " release " + item + "/1/" + BUNDLE);
        });
        String today = world.item(ngo);
        damage(() -> release(today, 0));
        String before = world.item(ngo);
        damage(() -> release(before, 2), "RELEASE_UNRECORDED release " + before + "/1/" + BUNDLE);
        String nowhere = "itm_" + INVENTED;
        damage(() -> release(nowhere, 2), "RELEASE_UNRECORDED release " + nowhere + "/1/" + BUNDLE);
        finds();
    }

    // --- facts and keys of parties -----------------------------------------------------------------------------------

    /** Recorded, confirmed, and taken back: what closes takes two to be taken back. */
    private String fact(String type) {
        TestParties.Actor first = parties.custodian();
        TestParties.Actor second = parties.userOf(first.party(), Role.CUSTODIAN);
        String path = "/api/v1/facts";
        String id = first.sends(Map.of(
                        "subject", Map.of("party", ngo.party()),
                        "type", type,
                        "value", true,
                        "validUntil", "2099-01-01T00:00:00.000Z",
                        "assertedBy", "가상 조사 위원회",
                        "assertedOn", "2026-03",
                        "reasons", "서면 보고"))
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        boolean opens = type.equals("FAIR_TRIAL");
        if (opens) {
            second.request().post(path + "/" + id + "/confirm").then().statusCode(200);
        }
        first.sends(Map.of("reason", "잘못 기록됨"))
                .post(path + "/" + id + "/withdraw")
                .then()
                .statusCode(200);
        if (!opens) {
            second.request().post(path + "/" + id + "/confirm").then().statusCode(200);
        }
        return id;
    }

    @Test
    void facts() {
        Map<String, String> changes = Map.of(
                "delete from fact_fact where id = ?", "FACT_MISSING",
                "delete from fact_withdrawn where fact = ?", "FACT_ALTERED",
                "delete from fact_confirmed where fact = ?", "FACT_ALTERED",
                "update fact_fact set value = false where id = ?", "FACT_ALTERED",
                "update fact_fact set valid_until = valid_until + interval '1 day' where id = ?", "FACT_ALTERED",
                "update fact_fact set details = set_byte(details, 30, get_byte(details, 30) # 1) where id = ?",
                        "FACT_ALTERED",
                "insert into fact_withdrawal_confirmed select id, owner_party, now(), 'usr_a' from fact_fact where id = ?",
                        "FACT_ALTERED");
        changes.forEach((sql, code) -> {
            String id = fact("FAIR_TRIAL");
            damage(() -> world.sql(sql, id), code + " fact " + id);
        });
        String closing = fact("DEATH_PENALTY");
        damage(
                () -> world.sql("delete from fact_withdrawal_confirmed where fact = ?", closing),
                "FACT_ALTERED fact " + closing);
        String sound = fact("DEATH_PENALTY");
        damage(
                () -> world.sql(
                        "insert into fact_fact select ?, owner_party, subject, type, value, valid_from, valid_until, details,"
                                + " recorded_at, recorded_by from fact_fact where id = ?",
                        "fct_" + INVENTED,
                        sound),
                "FACT_UNRECORDED fact fct_" + INVENTED);
        finds();
    }

    private String key(boolean confirmed, boolean revoked) {
        String path = "/api/v1/parties/" + ngo.party() + "/keys";
        String id = ngo.sends(Map.of("use", "ENCRYPTION", "certificate", TestCertificates.pem()))
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        if (confirmed) {
            parties.custodian()
                    .request()
                    .post(path + "/" + id + "/confirm")
                    .then()
                    .statusCode(200);
        }
        if (revoked) {
            ngo.request().post(path + "/" + id + "/revoke").then().statusCode(200);
        }
        return id;
    }

    @Test
    void keysOfParties() {
        Map<String, String> changes = Map.ofEntries(
                Map.entry("delete from identity_party_key where id = ?", "PARTY_KEY_MISSING"),
                Map.entry("delete from identity_party_key_revoked where key = ?", "PARTY_KEY_ALTERED"),
                Map.entry("delete from identity_party_key_confirmed where key = ?", "PARTY_KEY_ALTERED"),
                Map.entry("update identity_party_key set party = 'pty_' where id = ?", "PARTY_KEY_ALTERED"),
                Map.entry(
                        "update identity_party_key set spki = set_byte(spki, 80, get_byte(spki, 80) # 1) where id = ?",
                        "PARTY_KEY_ALTERED"),
                Map.entry(
                        "update identity_party_key_revoked set revoked_at = revoked_at + interval '1 day' where key = ?",
                        "PARTY_KEY_ALTERED"),
                Map.entry(
                        "update identity_party_key set not_after = not_after + interval '1 second' where id = ?",
                        "PARTY_KEY_ALTERED"),
                Map.entry(
                        "update identity_party_key set not_before = not_before - interval '1 second' where id = ?",
                        "PARTY_KEY_ALTERED"),
                Map.entry(
                        "update identity_party_key set certificate_sha256 = sha256('other') where id = ?",
                        "PARTY_KEY_ALTERED"),
                Map.entry(
                        "update identity_party_key set certificate = set_byte(certificate, 90, get_byte(certificate, 90) # 1)"
                                + " where id = ?",
                        "PARTY_KEY_ALTERED"),
                Map.entry(
                        "update identity_party_key set certificate = null, certificate_sha256 = null, not_before = null,"
                                + " not_after = null where id = ?",
                        "PARTY_KEY_ALTERED"));
        changes.forEach((sql, code) -> {
            String id = key(true, true);
            damage(() -> world.sql(sql, id), code + " party_key " + id);
        });
        for (String step : List.of("confirmed", "revoked")) {
            String id = key(false, false);
            damage(
                    () -> world.sql("insert into identity_party_key_" + step + " values (?, now(), 'usr_a')", id),
                    "PARTY_KEY_UNRECORDED party_key " + id);
        }
        String counting = key(true, false);
        damage(
                () -> world.sql("insert into identity_party_key_revoked values (?, now(), 'usr_a')", counting),
                "PARTY_KEY_ALTERED party_key " + counting);
        // The certificate of another key, which the same organisation registered.
        String other = key(true, false);
        String exchanged = key(true, false);
        damage(
                () -> world.sql(
                        "update identity_party_key k set certificate = o.certificate from identity_party_key o where o.id = ?"
                                + " and k.id = ?",
                        other,
                        exchanged),
                "PARTY_KEY_ALTERED party_key " + exchanged);
        key(false, true);
        key(false, false);
        finds();
    }

    // --- agreements --------------------------------------------------------------------------------------------------

    @Test
    void anAgreementIntoForceWithoutEverySignature() {
        AgreementCast cast = new AgreementCast(parties);
        TestParties.Actor court = cast.mechanism();
        Map<String, Object> draft = AgreementCast.draft(List.of(ngo.party()), List.of(court.party()));
        String id = cast.drafted(ngo, draft);
        AgreementCast.propose(ngo, id).then().statusCode(200);
        cast.signOnPaper(ngo, id).then().statusCode(200);
        damage(() -> force(id, 1), "AGREEMENT_UNSIGNED agreement " + id);
        // Whom the next version names no more signs that, too.
        TestParties.Actor second = cast.mechanism();
        Map<String, Object> all = AgreementCast.draft(List.of(ngo.party()), List.of(court.party(), second.party()));
        String left = cast.inForce(all, ngo, court, second);
        AgreementCast.act(ngo, left, "versions", draft).then().statusCode(201);
        AgreementCast.propose(ngo, left).then().statusCode(200);
        cast.signOnPaper(ngo, left).then().statusCode(200);
        cast.signOnPaper(court, left).then().statusCode(200);
        damage(() -> force(left, 2), "AGREEMENT_UNSIGNED agreement " + left);
        String stays = cast.inForce(all, ngo, court, second);
        cast.amended(stays, draft, ngo, court, second);
        damage(
                () -> world.sql("delete from agreement_party where agreement = ? and side = 'LEAVING'", stays),
                "AGREEMENT_ALTERED agreement " + stays);
        String other = cast.inForce(draft, ngo, court);
        damage(
                () -> world.sql("update agreement_agreement set kind = 'COURT_ORDER' where id = ?", other),
                "AGREEMENT_ALTERED agreement " + other);
        cast.amended(cast.inForce(all, ngo, court, second), draft, ngo, court, second);
        finds();
    }

    /** What somebody does who has got into the service: everything is on record, and only the signature is not there. */
    private void force(String id, int version) {
        byte[] text =
                world.bytes("select digest from agreement_version where agreement = ? and number = ?", id, version);
        byte[] statement = QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return custody.append(
                            StreamRef.agreement(
                                    new AgreementId(id),
                                    new PartyId(world.text(
                                            "select owner_party from agreement_agreement where id = ?", id))),
                            EventType.AGREEMENT_IN_FORCE,
                            new Actor(new PartyId(ngo.party()), new UserId(ngo.user())),
                            List.of(
                                    Fact.of(Field.AGREEMENT, id),
                                    Fact.of(Field.VERSION, version),
                                    Fact.of(
                                            Field.DETAILS,
                                            JsonObject.builder()
                                                    .put("digest", Base64Url.encode(text))
                                                    .build())))
                    .digest()
                    .toArray();
        });
        world.sql(
                "insert into agreement_event select agreement, 99, 0, ?, 'IN_FORCE', ?, ?, null, ?, ?, now()"
                        + " from agreement_event where agreement = ? limit 1",
                version,
                ngo.party(),
                ngo.user(),
                sealed(vault, id, "agreement/event/99/0"),
                statement,
                id);
        world.sql(
                "update agreement_version set stage = 'SIGNED', starts_at = now() where agreement = ? and number = ?",
                id,
                version);
        world.sql(
                "update agreement_agreement set newest_signed = ?, is_open = false, standing = 'IN_FORCE' where id = ?",
                version,
                id);
    }

    private static Set<String> minus(Set<String> all, Set<String> known) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(known);
        return rest;
    }
}
