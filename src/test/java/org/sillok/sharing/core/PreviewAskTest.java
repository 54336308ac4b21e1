package org.sillok.sharing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.json.StrictJson;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;
import org.sillok.kernel.UserId;
import org.sillok.terms.Action;
import org.sillok.terms.Outcome;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Place;
import org.sillok.terms.Purpose;
import org.sillok.terms.ReasonCode;
import org.sillok.terms.Receiver;
import org.sillok.terms.Request;

class PreviewAskTest {
    private static final String CLAUSE =
            "{'id':'1','effect':'PERMIT','actions':['DISCLOSE'],'recipients':{'all':true},'purposes':{'all':true},"
                    + "'scope':{'parts':['CONTENT'],'lineage':'ORIGINAL_AND_DERIVATIVES'},'conditions':[],'duties':[]}";

    @Test
    void anEmptyBodyAsksForWhatIsUsual() {
        for (String body : List.of("", "{}")) {
            PreviewAsk asked = read(body);
            assertThat(asked.version()).isNull();
            assertThat(asked.ask().actions()).isEqualTo(Ask.USUAL_ACTIONS);
            assertThat(asked.ask().purposes()).isEqualTo(Ask.USUAL_PURPOSES);
        }
    }

    @Test
    void everythingThatIsSaidIsTaken() {
        PreviewAsk asked =
                read("{'version':2,'actions':['PUBLISH'],'purposes':['MEDIA','RESEARCH'],'parts':['CONTENT'],"
                        + "'requester':{'class':'COURT'},'proceeding':'CIVIL','case':'7/26','places':{'SEAT':['KR'],'ONWARD':[]},"
                        + "'undertakings':['ENCRYPT'],'draft':{'consent':'"
                        + Records.consentRef('x').id() + "','clauses':["
                        + CLAUSE + "]}}");
        assertThat(asked.version()).isEqualTo(2);
        assertThat(asked.ask().actions()).containsExactly(Action.PUBLISH);
        assertThat(asked.ask().purposes()).containsExactly(Set.of(Purpose.MEDIA, Purpose.RESEARCH));
        assertThat(asked.ask().places()).containsEntry(Place.SEAT, Set.of(new StateCode("KR")));
        assertThat(asked.ask().places()).containsEntry(Place.ONWARD, Set.of());
        assertThat(asked.draft()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|VALUE|",
                "{|SYNTAX|",
                "{'colour':1}|UNKNOWN_FIELD|/colour",
                "{'version':0}|VALUE|/version",
                "{'version':'1'}|VALUE|/version",
                "{'actions':[]}|VALUE|/actions",
                "{'actions':['FLY']}|VALUE|/actions/0",
                "{'actions':['COPY','COPY']}|VALUE|/actions/1",
                "{'places':{'MOON':[]}}|VALUE|/places/MOON",
                "{'places':{'SEAT':[]}}|VALUE|/places/SEAT",
                "{'places':{'STORAGE':[]}}|VALUE|/places/STORAGE",
                "{'places':{'SEAT':['kr']}}|VALUE|/places/SEAT/0",
                "{'handedOnTo':'pty_aaaaaaaaaaaaaaaaaaaaaaaaaa'}|VALUE|/handedOnTo",
                "{'handedOnTo':['x']}|VALUE|/handedOnTo/0",
                "{'handedOnTo':['pty_aaaaaaaaaaaaaaaaaaaaaaaaaa','pty_aaaaaaaaaaaaaaaaaaaaaaaaaa']}|VALUE|/handedOnTo/1",
                "{'requester':{}}|VALUE|/requester",
                "{'requester':{'party':'x'}}|VALUE|/requester/party",
                "{'requester':{'class':'COURT','party':'pty_aaaaaaaaaaaaaaaaaaaaaaaaaa'}}|VALUE|/requester",
                "{'draft':{'clauses':[]}}|VALUE|/draft",
                "{'draft':{'consent':'con_aaaaaaaaaaaaaaaaaaaaaaaaaa'}}|VALUE|/draft/clauses",
                "{'draft':{'consent':'con_aaaaaaaaaaaaaaaaaaaaaaaaaa','clauses':[{}]}}|VALUE|/draft/clauses/0",
                "{'draft':{'consent':'con_aaaaaaaaaaaaaaaaaaaaaaaaaa','state':'GIVEN','clauses':[]}}|UNKNOWN_FIELD|/draft/state"
            })
    void whatCannotBeUnderstoodIsRefusedWithItsPlace(String body, BodyException.Kind kind, String pointer) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(BodyException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.pointer()).startsWith(pointer == null ? "" : pointer);
        });
    }

    @Test
    void aClauseCannotStandTwiceInADraft() {
        String agreement = Records.agreementRef('x').id();
        assertThatThrownBy(() ->
                        read("{'draft':{'agreement':'" + agreement + "','clauses':[" + CLAUSE + "," + CLAUSE + "]}}"))
                .isInstanceOf(BodyException.class);
    }

    @Test
    void thoseToWhomItIsHandedOnReceiveWithTheirClassesFromTheRecord() {
        Ask ask = read("{'actions':['ONWARD_TRANSFER'],'handedOnTo':['" + Records.OTHER.value() + "','"
                        + Records.party('e').value() + "']}")
                .ask();
        Standing court = new Standing(PartyClass.COURT, true, null, true);
        Map<PartyId, Standing> standings = Map.of(Records.OTHER, new Standing(PartyClass.MECHANISM, true, null, false));
        Request request = ask.request(Records.COURT, court, Set.of(Purpose.MEDIA), standings);
        assertThat(request.requesterClass()).isEqualTo(PartyClass.COURT);
        assertThat(request.handedOnTo())
                .containsExactlyInAnyOrder(
                        new Receiver(Records.OTHER, PartyClass.MECHANISM),
                        new Receiver(Records.party('e'), PartyClass.OTHER));
        assertThat(read("{}").ask().handedOnTo()).isEmpty();
    }

    @Test
    void anImpactIsReadBackFromWhatIsKept() {
        byte[] body = json("{'agreement':'" + Records.agreementRef('x').id()
                + "','state':'SUSPENDED','purposes':['MEDIA'],'clauses':[" + CLAUSE + "]}");
        ImpactAsk asked = ImpactAsk.read(body);
        assertThat(ImpactAsk.read(StrictJson.parse(body).asObject())).isEqualTo(asked);
        assertThatThrownBy(() -> ImpactAsk.read(
                        json("{'agreement':'" + Records.agreementRef('x').id() + "'}")))
                .isInstanceOf(BodyException.class);
        assertThatThrownBy(() -> ImpactAsk.read(
                        json("{'consent':'" + Records.consentRef('x').id() + "','state':'IN_FORCE'}")))
                .isInstanceOf(BodyException.class);
    }

    @Test
    void aCountGoesOnFromWhereItWasWrittenDown() {
        ImpactCount count = new ImpactCount();
        ImpactCount.Change worse = new ImpactCount.Change(
                Records.COURT, Set.of(Purpose.MEDIA, Purpose.RESEARCH), Outcome.PERMIT, Outcome.DENY);
        ImpactCount.Change same =
                new ImpactCount.Change(Records.COURT, Set.of(Purpose.AUDIT), Outcome.DENY, Outcome.DENY);
        for (int i = 1; i <= ImpactCount.MOST_NAMED + 1; i++) {
            count.add(Records.ref('a', i), List.of(worse, same), true);
        }
        count.add(Records.ref('b', 1), List.of(same), true);
        ImpactCount again = ImpactCount.ofJson(count.toJson());
        assertThat(again.toJson()).isEqualTo(count.toJson());
        assertThat(again.toJson().number("versions")).isEqualTo(ImpactCount.MOST_NAMED + 2L);
        assertThat(again.toJson().number("changed")).isEqualTo(ImpactCount.MOST_NAMED + 1L);
        assertThat(again.toJson().array("items").size()).isEqualTo(ImpactCount.MOST_NAMED);
    }

    @ParameterizedTest
    @EnumSource(ReasonWording.class)
    void everyReasonHasASentenceOfItsOwn(ReasonWording wording) {
        Set<String> sentences = new HashSet<>();
        for (ReasonCode code : ReasonCode.values()) {
            assertThat(wording.of(code)).endsWith(".");
            assertThat(sentences.add(wording.of(code))).as("%s", code).isTrue();
        }
    }

    @Test
    void whoProposedDoesNotApproveAndRevocationIsForGood() {
        UserId one = new UserId("usr_" + "a".repeat(26));
        UserId two = new UserId("usr_" + "b".repeat(25) + "a");
        assertThat(TreatmentState.PROPOSED.approve(one, one)).isEqualTo(TreatmentState.Attempt.SAME_PERSON);
        assertThat(TreatmentState.PROPOSED.approve(one, two)).isEqualTo(TreatmentState.Attempt.DONE);
        assertThat(TreatmentState.APPROVED.approve(one, two)).isEqualTo(TreatmentState.Attempt.ALREADY);
        assertThat(TreatmentState.REVOKED.approve(one, two)).isEqualTo(TreatmentState.Attempt.TOO_LATE);
        assertThat(Arrays.stream(TreatmentState.values()).map(TreatmentState::revoke))
                .containsExactly(
                        TreatmentState.Attempt.DONE, TreatmentState.Attempt.DONE, TreatmentState.Attempt.ALREADY);
        assertThat(TreatmentState.of("a", "b")).isEqualTo(TreatmentState.REVOKED);
        assertThat(TreatmentState.of("a", null)).isEqualTo(TreatmentState.APPROVED);
        assertThat(TreatmentState.of(null, "b")).isEqualTo(TreatmentState.REVOKED);
        assertThat(TreatmentState.of(null, null)).isEqualTo(TreatmentState.PROPOSED);
    }

    private static PreviewAsk read(String body) {
        return PreviewAsk.read(json(body));
    }

    private static byte[] json(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
