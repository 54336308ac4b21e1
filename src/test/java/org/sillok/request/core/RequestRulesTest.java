package org.sillok.request.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.ConsultationId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.UserId;
import org.sillok.terms.Action;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Outcome;
import org.sillok.terms.ReasonCode;
import org.sillok.terms.Term;
import org.sillok.terms.TermRules;

class RequestRulesTest {
    private static final RequestId REQUEST = new RequestId("req_" + "a".repeat(26));
    private static final PartyId HOLDER = new PartyId("pty_" + "b".repeat(25) + "a");
    private static final PartyId OTHER = new PartyId("pty_" + "c".repeat(25) + "a");
    private static final MaterialRef FIRST = new MaterialRef(new ItemId("itm_" + "a".repeat(26)), 1);
    private static final MaterialRef SECOND = new MaterialRef(new ItemId("itm_" + "a".repeat(26)), 2);
    private static final Digest BASIS = Digest.sha256(new byte[32]);
    private static final UserId ONE = new UserId("usr_" + "a".repeat(26));
    private static final UserId TWO = new UserId("usr_" + "b".repeat(25) + "a");

    @Test
    void everythingThatMattersIsInTheBasis() {
        Digest before = basis(Outcome.PERMIT, true, false);
        assertThat(basis(Outcome.PERMIT, true, false)).isEqualTo(before);
        assertThat(List.of(
                        basis(Outcome.CONSULT, true, false),
                        basis(Outcome.PERMIT, false, false),
                        basis(Outcome.PERMIT, true, true),
                        new HolderBasis(REQUEST, 2, HOLDER, 0).digest(),
                        new HolderBasis(REQUEST, 1, HOLDER, 0).digest(),
                        new HolderBasis(REQUEST, 1, HOLDER, 1).digest(),
                        new HolderBasis(REQUEST, 1, HOLDER, 2).digest(),
                        new HolderBasis(REQUEST, 1, OTHER, 0).digest(),
                        before))
                .doesNotHaveDuplicates();
    }

    private static Digest basis(Outcome outcome, boolean available, boolean refused) {
        HolderBasis basis = new HolderBasis(REQUEST, 1, HOLDER, 0);
        basis.add(FIRST, BASIS, outcome, available, refused);
        return basis.digest();
    }

    @Test
    void linesComeInTheirOrderAndOnce() {
        HolderBasis basis = new HolderBasis(REQUEST, 1, HOLDER, 0);
        basis.add(FIRST, BASIS, Outcome.PERMIT, true, false);
        basis.add(SECOND, BASIS, Outcome.DENY, true, false);
        assertThat(basis.granted()).isEqualTo(1);
        assertThatThrownBy(() -> new HolderBasis(REQUEST, 1, HOLDER, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> basis.add(SECOND, BASIS, Outcome.PERMIT, true, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsSignedIsShortAndNamesTheRequestItsRevisionAndTheBasis() {
        assertThat(new String(HolderBasis.text(REQUEST, 3, BASIS).toArray(), StandardCharsets.US_ASCII))
                .isEqualTo("sillok/approval/1\n" + REQUEST + "\n3\n" + "A".repeat(43));
    }

    @Test
    void twoPeopleApproveOneOfThemOfTheHolder() {
        Approvers.Approver ours = new Approvers.Approver(ONE, HOLDER);
        assertThat(new Approvers(List.of()).suffice(HOLDER)).isFalse();
        assertThat(new Approvers(List.of(ours)).suffice(HOLDER)).isFalse();
        assertThat(new Approvers(List.of(ours, ours)).suffice(HOLDER)).isFalse();
        assertThat(new Approvers(List.of(ours, new Approvers.Approver(ONE, OTHER))).suffice(HOLDER))
                .isFalse();
        assertThat(new Approvers(List.of(new Approvers.Approver(ONE, OTHER), new Approvers.Approver(TWO, OTHER)))
                        .suffice(HOLDER))
                .isFalse();
        assertThat(new Approvers(List.of(ours, new Approvers.Approver(TWO, HOLDER))).suffice(HOLDER))
                .isTrue();
        assertThat(new Approvers(List.of(ours, new Approvers.Approver(TWO, OTHER))).suffice(HOLDER))
                .isTrue();
    }

    @Test
    void onlyAnApprovedPermissionIsApproved() {
        for (Outcome outcome : Outcome.values()) {
            for (boolean refused : new boolean[] {false, true}) {
                for (boolean consulting : new boolean[] {false, true}) {
                    for (boolean approved : new boolean[] {false, true}) {
                        LineStanding standing = LineStanding.of(true, outcome, refused, consulting, approved);
                        assertThat(standing == LineStanding.APPROVED)
                                .isEqualTo(outcome == Outcome.PERMIT && !refused && approved);
                        assertThat(standing == LineStanding.BEING_CONSULTED)
                                .isEqualTo(outcome == Outcome.CONSULT && consulting);
                    }
                }
            }
        }
        assertThat(LineStanding.of(false, null, false, false, false)).isEqualTo(LineStanding.PENDING);
        assertThat(LineStanding.of(true, null, true, true, true)).isEqualTo(LineStanding.NOT_AVAILABLE);
    }

    @Test
    void aRefusalForbidsWhatWasAskedButNotToKnowOfIt() {
        ConsultationId id = new ConsultationId("csl_" + "a".repeat(26));
        Term refusal = Consulted.refusal(id, Set.of(Action.DISCOVER, Action.DISCLOSE));
        assertThat(refusal.permits()).isFalse();
        assertThat(refusal.actions()).containsExactly(Action.DISCLOSE);
        assertThat(TermRules.check(refusal)).isEmpty();
        assertThat(Consulted.refusal(id, Set.of(Action.DISCOVER)).actions()).containsExactly(Action.DISCOVER);
    }

    @Test
    void everyReasonIsToldAsSomething() {
        for (ReasonCode code : ReasonCode.values()) {
            assertThat(Told.of(code)).isNotNull();
        }
        assertThat(Told.of(ReasonCode.CONSENT_STATE)).isEqualTo(Told.of(ReasonCode.PROHIBITED));
    }

    @Test
    void termsAreReadAsTheyWereWritten() {
        RequestBody body = RequestBody.read(
                ("{\"purposes\":[\"CIVIL_CLAIM\"],\"actions\":[\"INSPECT\"],\"parts\":[\"CONTENT\"],"
                                + "\"case\":\"A/1\",\"proceeding\":\"CIVIL\",\"places\":{\"STORAGE\":[\"NL\"],\"ONWARD\":[]},"
                                + "\"undertakings\":[\"ENCRYPT\"],\"handedOnTo\":[\"" + OTHER + "\"],"
                                + "\"legalBasis\":{\"item\":\"" + FIRST.item()
                                + "\",\"version\":1},\"until\":\"2027-01-01T00:00:00.000Z\","
                                + "\"replyBy\":\"2026-12-31T00:00:00.000Z\",\"statement\":\"왜\",\"items\":[{\"item\":\""
                                + FIRST.item()
                                + "\",\"version\":2},{\"finding\":\"it\",\"version\":1}]}")
                        .getBytes(StandardCharsets.UTF_8),
                name -> Optional.of(FIRST.item()).filter(item -> name.equals("it")));
        assertThat(RequestTerms.ofBytes(body.terms().toBytes())).isEqualTo(body.terms());
        assertThat(body.items())
                .containsExactly(new RequestBody.Named(SECOND, false), new RequestBody.Named(FIRST, true));
        assertThat(body.terms().toString()).doesNotContain("왜");
        assertThat(new RequestBody(body.terms(), List.of(new RequestBody.Named(FIRST, true))).digest())
                .isNotEqualTo(new RequestBody(body.terms(), List.of(new RequestBody.Named(FIRST, false))).digest());
    }

    @Test
    void aQueryTakesThePlaceOfItemsAndIsReadAsItWasWritten() {
        String query =
                "{\"text\":\"김정욱\",\"kinds\":[\"VIDEO\",\"AUDIO\"],\"dates\":{\"from\":\"2014-06\",\"until\":\"2016~\"},"
                        + "\"locations\":[\"함흥\"],\"languages\":[\"ko-KP\"]}";
        RequestBody body = queried(query, "");
        ItemQuery read = body.terms().query();
        assertThat(body.items()).isEmpty();
        assertThat(read).isNotNull();
        assertThat(read.first()).isEqualTo("2014-06-01");
        assertThat(read.last()).isEqualTo("2016-12-31");
        assertThat(read.toString()).doesNotContain("김정욱");
        assertThat(RequestTerms.ofBytes(body.terms().toBytes())).isEqualTo(body.terms());
        assertThat(queried("{}", "").digest()).isNotEqualTo(body.digest());
        RequestBody whole = body.with(List.of(FIRST, SECOND));
        assertThat(whole.items())
                .containsExactly(new RequestBody.Named(FIRST, true), new RequestBody.Named(SECOND, true));
        assertThat(whole.digest()).isNotEqualTo(body.digest());
        RequestBody named = queried("{}", ",\"items\":[{\"item\":\"" + FIRST.item() + "\",\"version\":2}]");
        assertThat(named.with(List.of(FIRST, SECOND)).items())
                .as("named first, and what was found, too, under the name that tells less")
                .containsExactly(new RequestBody.Named(SECOND, true), new RequestBody.Named(FIRST, true));
    }

    private static RequestBody queried(String query, String more) {
        return RequestBody.read(
                ("{\"purposes\":[\"CIVIL_CLAIM\"],\"actions\":[\"INSPECT\"],\"parts\":[\"CONTENT\"],"
                                + "\"legalBasis\":{\"item\":\"" + FIRST.item()
                                + "\",\"version\":1},\"until\":\"2027-01-01T00:00:00.000Z\","
                                + "\"replyBy\":\"2026-12-31T00:00:00.000Z\",\"statement\":\"why\",\"query\":"
                                + query + more + "}")
                        .getBytes(StandardCharsets.UTF_8),
                name -> Optional.empty());
    }

    @Test
    void whatIsNamedTwiceInTheSameWayIsRefusedAndInBothWaysIsOneLine() {
        String item = "{\"item\":\"" + FIRST.item() + "\",\"version\":1}";
        String finding = "{\"finding\":\"it\",\"version\":1}";
        assertThat(asked(item, finding).items()).containsExactly(new RequestBody.Named(FIRST, true));
        assertThat(asked(finding, item).items()).containsExactly(new RequestBody.Named(FIRST, true));
        assertThatThrownBy(() -> asked(item, item)).isInstanceOf(RequestFault.class);
        assertThatThrownBy(() -> asked(finding, finding)).isInstanceOf(RequestFault.class);
    }

    private static RequestBody asked(String... items) {
        return RequestBody.read(
                ("{\"purposes\":[\"CIVIL_CLAIM\"],\"actions\":[\"INSPECT\"],\"parts\":[\"CONTENT\"],"
                                + "\"places\":{\"STORAGE\":[\"NL\"],\"ONWARD\":[]},"
                                + "\"legalBasis\":{\"item\":\"" + FIRST.item()
                                + "\",\"version\":1},\"until\":\"2027-01-01T00:00:00.000Z\","
                                + "\"replyBy\":\"2026-12-31T00:00:00.000Z\",\"statement\":\"why\",\"items\":["
                                + String.join(",", items) + "]}")
                        .getBytes(StandardCharsets.UTF_8),
                name -> Optional.of(FIRST.item()).filter(item -> name.equals("it")));
    }
}
