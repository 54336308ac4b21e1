package org.sillok.agreement.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.sillok.agreement.core.People.COURT;
import static org.sillok.agreement.core.People.NGO;
import static org.sillok.agreement.core.People.STRANGER;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.json.CanonicalJson;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonNumber;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.PartyId;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Term;
import org.sillok.terms.UnreadableClause;

class DraftTest {
    private static final Map<PartyId, Boolean> ACTIVE = Map.of(NGO, true, COURT, true);

    private static JsonObject template(int number) {
        return with(
                with(Templates.in(null).get(number), "providers", JsonArray.ofTexts(List.of(NGO.value()))),
                "recipients",
                JsonArray.ofTexts(List.of(COURT.value())));
    }

    private static JsonObject with(JsonObject object, String name, @Nullable JsonValue value) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        if (value == null) {
            members.remove(name);
        } else {
            members.put(name, value);
        }
        return new JsonObject(members);
    }

    private static Draft good(JsonObject json) {
        DraftReader.Reading reading = DraftReader.read(CompactJson.write(json));
        assertThat(reading).isInstanceOf(DraftReader.Reading.Good.class);
        return ((DraftReader.Reading.Good) reading).draft();
    }

    private static List<Flaw> flaws(JsonObject json) {
        DraftReader.Reading reading = DraftReader.read(CompactJson.write(json));
        assertThat(reading).isInstanceOf(DraftReader.Reading.Flawed.class);
        return ((DraftReader.Reading.Flawed) reading).flaws();
    }

    @Test
    void templatesAreDraftsOnceThePartiesAreFilledIn() {
        Draft memorandum = good(template(0));
        assertThat(memorandum.kind()).isEqualTo(AgreementKind.MOU);
        assertThat(DraftRules.check(memorandum, null, ACTIVE, null)).isEmpty();
        Draft undertaking = good(with(template(1), "caseRef", new JsonString("Case 7")));
        assertThat(undertaking.kind()).isEqualTo(AgreementKind.CASE_UNDERTAKING);
        assertThat(DraftRules.check(undertaking, null, ACTIVE, null)).isEmpty();
        for (String language : List.of("en", "ko")) {
            for (JsonObject template : Templates.in(new LanguageTag(language))) {
                assertThat(template.object("title").members()).containsOnlyKeys(language);
                assertThat(template.object("conditionalConsent").members()).containsOnlyKeys(language);
            }
        }
        assertThat(Templates.in(new LanguageTag("fr"))).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        Draft draft = good(template(0));
        assertThat(good(DraftWriter.write(draft))).isEqualTo(draft);
        AgreementText text = text(draft, (byte) 1);
        StoredText stored = AgreementText.stored(text.bytes().toArray());
        assertThat(stored.agreement()).isEqualTo(text.agreement());
        assertThat(stored.number()).isEqualTo(1);
        assertThat(good(stored.draft())).isEqualTo(draft);
        assertThat(stored.clauses()).isEqualTo(draft.clauses());
        assertThat(stored.parties(Side.PROVIDER)).isEqualTo(Set.of(NGO));
        assertThat(text.bytes().toArray())
                .as("canonical")
                .isEqualTo(CanonicalJson.write(StrictJson.parse(text.bytes().toArray())));
        assertThat(text(draft, (byte) 2).bytes()).as("salted").isNotEqualTo(text.bytes());
    }

    private static AgreementText text(Draft draft, byte salt) {
        byte[] bytes = new byte[AgreementText.SALT_LENGTH];
        bytes[0] = salt;
        return new AgreementText(People.AGREEMENT, 1, Bytes.of(bytes), draft);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind",
                "providers",
                "recipients",
                "title",
                "intention",
                "confidentiality",
                "conditionsForSharing",
                "conditionalConsent",
                "procedureForProvision",
                "handlingByRecipient",
                "onTermination"
            })
    void everyTermOfAnAgreementIsRequired(String name) {
        assertThat(flaws(with(template(0), name, null)))
                .extracting(Flaw::pointer)
                .contains("/" + name);
    }

    @Test
    void everyFlawIsNamedAtOnceAndNoneRepeatsWhatWasSent() {
        JsonObject draft = with(
                with(with(template(0), "reviewPeriodDays", JsonNumber.of(0)), "secret", new JsonString("witness")),
                "intention",
                new JsonString("witness"));
        assertThat(flaws(draft))
                .extracting(Flaw::pointer)
                .containsExactlyInAnyOrder("/intention", "/reviewPeriodDays", "/secret");
        assertThat(flaws(draft)).extracting(Flaw::detail).noneMatch(detail -> detail.contains("witness"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "null", "{", "{\"a\":1,\"a\":1}", "\"x\"", "{\"clauses\":[[]]}", "{\"title\":[]}"})
    void nothingThatIsSentMakesTheReaderFail(String json) {
        assertThat(DraftReader.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DraftReader.Reading.Flawed.class);
    }

    @Test
    void aStateThatDoesNotExistIsRefusedOnEntry() {
        JsonObject clause = with(
                template(0).array("clauses").values().get(0).asObject(),
                "places",
                JsonObject.builder()
                        .put(
                                "STORAGE",
                                JsonObject.builder()
                                        .put("only", JsonArray.ofTexts(List.of("XX")))
                                        .build())
                        .build());
        assertThat(flaws(with(template(0), "clauses", JsonArray.of(clause))))
                .extracting(Flaw::pointer)
                .containsExactly("/clauses/0/places");
    }

    @Test
    void aStoredClauseThatIsNotKnownIsThereAsOneThatCannotBeRead() {
        List<JsonValue> clauses = new ArrayList<>(template(0).array("clauses").values());
        clauses.set(0, with(clauses.get(0).asObject(), "effect", new JsonString("BLESS")));
        clauses.set(1, new JsonString("damage"));
        StoredText stored = new StoredText(
                People.AGREEMENT, 1, with(template(0), "clauses", new JsonArray(clauses)), Bytes.utf8("{}"));
        assertThat(stored.clauses().get(0)).isEqualTo(new UnreadableClause(new ClauseId("1.1")));
        assertThat(stored.clauses().get(1)).isEqualTo(new UnreadableClause(new ClauseId("unreadable-1")));
        assertThat(stored.clauses().get(2)).isInstanceOf(Term.class);
        assertThat(stored.clauses()).hasSameSizeAs(clauses);
        assertThatThrownBy(() -> AgreementText.stored("{\"type\":\"other\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partiesHaveToExistAndBeActive() {
        Draft draft = good(template(0));
        assertThat(DraftRules.check(draft, null, Map.of(NGO, true), null))
                .extracting(Flaw::pointer)
                .containsExactly("/recipients");
        assertThat(DraftRules.check(draft, null, Map.of(NGO, false, COURT, true), null))
                .extracting(Flaw::pointer)
                .containsExactly("/providers");
        assertThat(DraftRules.named(draft)).isEqualTo(Set.of(NGO, COURT));
    }

    @Test
    void anUmbrellaIsSignedAndAboveAndNamesEverybody() {
        AgreementId above = new AgreementId("agr_" + "c".repeat(25) + "a");
        Draft draft = good(with(template(0), "umbrella", new JsonString(above.value())));
        assertThat(umbrella(draft, null)).isEqualTo(1);
        assertThat(umbrella(draft, umbrella(above, AgreementKind.MOU, Standing.IN_FORCE, Set.of(NGO, COURT))))
                .isZero();
        assertThat(umbrella(draft, umbrella(above, AgreementKind.MOU, Standing.SUSPENDED, Set.of(NGO, COURT))))
                .isZero();
        assertThat(umbrella(draft, umbrella(above, AgreementKind.COURT_ORDER, Standing.IN_FORCE, Set.of(NGO, COURT))))
                .isEqualTo(1);
        assertThat(umbrella(draft, umbrella(above, AgreementKind.MOU, Standing.NONE, Set.of())))
                .isEqualTo(1);
        assertThat(umbrella(draft, umbrella(above, AgreementKind.MOU, Standing.TERMINATED, Set.of(NGO, COURT))))
                .isEqualTo(1);
        assertThat(umbrella(draft, umbrella(above, AgreementKind.MOU, Standing.IN_FORCE, Set.of(NGO, STRANGER))))
                .isEqualTo(1);
        DraftRules.Umbrella circle = new DraftRules.Umbrella(
                above, AgreementKind.MOU, Standing.IN_FORCE, Set.of(NGO, COURT), List.of(People.AGREEMENT));
        assertThat(umbrella(draft, circle)).isEqualTo(1);
    }

    private static DraftRules.Umbrella umbrella(
            AgreementId id, AgreementKind kind, Standing standing, Set<PartyId> parties) {
        return new DraftRules.Umbrella(id, kind, standing, parties, List.of());
    }

    private static int umbrella(Draft draft, DraftRules.@Nullable Umbrella umbrella) {
        List<Flaw> flaws = DraftRules.check(draft, People.AGREEMENT, ACTIVE, umbrella);
        assertThat(flaws).allMatch(flaw -> flaw.pointer().equals("/umbrella"));
        return flaws.size();
    }

    @Test
    void comparisonNamesWhatCameWentAndChanged() {
        JsonObject before = DraftWriter.write(good(template(0)));
        List<JsonValue> clauses = new ArrayList<>(before.array("clauses").values());
        JsonObject third = clauses.remove(2).asObject();
        clauses.set(0, with(clauses.get(0).asObject(), "duties", new JsonArray(List.of())));
        clauses.add(with(third, "id", new JsonString("9")));
        JsonObject after = with(
                with(with(before, "clauses", new JsonArray(clauses)), "recallDeadlineDays", null),
                "effectiveUntil",
                new JsonString("2030-01-01T00:00:00.000Z"));
        Comparison comparison = Comparison.of(before, after);
        assertThat(comparison.clauses())
                .extracting(Comparison.Difference::name, Comparison.Difference::change)
                .containsExactly(tuple("1.3", Comparison.Change.REMOVED), tuple("9", Comparison.Change.ADDED));
        assertThat(comparison.members())
                .extracting(Comparison.Difference::name, Comparison.Difference::change)
                .containsExactly(
                        tuple("effectiveUntil", Comparison.Change.ADDED),
                        tuple("recallDeadlineDays", Comparison.Change.REMOVED));
        assertThat(Comparison.of(before, before)).isEqualTo(new Comparison(List.of(), List.of()));
    }
}
