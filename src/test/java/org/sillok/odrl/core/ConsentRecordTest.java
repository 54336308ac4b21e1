package org.sillok.odrl.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sillok.consent.core.ConsentMethod;
import org.sillok.consent.core.ConsentType;
import org.sillok.consent.core.ExpressedBy;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.terms.Clause;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Term;
import org.sillok.terms.UnreadableClause;

class ConsentRecordTest {
    /** Each of these was looked up in the published vocabulary: 2.2, and 2.3 as of February 2026. */
    private static final Set<String> OF_DPV = Set.of(
            "ConsentExpired",
            "ConsentGiven",
            "ConsentInvalidated",
            "ConsentNotice",
            "ConsentRecord",
            "ConsentRefused",
            "ConsentRequestDeferred",
            "ConsentRequested",
            "ConsentRevoked",
            "ConsentUnknown",
            "ConsentWithdrawn",
            "Process",
            "RenewedConsentGiven",
            "UntilTimeDuration",
            "hasConsentStatus",
            "hasDataSubject",
            "hasDuration",
            "hasIndicationMethod",
            "hasNotice",
            "hasPermission",
            "hasPolicy",
            "hasProcess",
            "hasProcessing",
            "hasPurpose",
            "hasRecipient",
            "hasResponsibleEntity",
            "isIndicatedAtTime",
            "isIndicatedBy");

    @Test
    void onlyWordsOfDpvAreUsedThatWereLookedUp() {
        Set<String> used = new TreeSet<>();
        generated().forEach(document -> used.addAll(found(document, "\"dpv:([A-Za-z]+)\"")));
        assertThat(used).isEqualTo(new TreeSet<>(OF_DPV));
        Set<String> published = found(text(Profile.consentRecords()), "dpv:([A-Z][A-Za-z]+|has[A-Za-z]+|is[A-Za-z]+)");
        published.removeAll(Set.of("GuardianOfHuman", "Representative"));
        assertThat(published).isEqualTo(new TreeSet<>(OF_DPV));
    }

    @Test
    void everyCodeThatARecordMayHaveIsPublished() {
        String published = text(Profile.consentRecords());
        for (Enum<?>[] list : List.<Enum<?>[]>of(
                ExpressedBy.values(), ConsentType.values(), ConsentMethod.values(), ConsentState.values())) {
            for (Enum<?> code : list) {
                assertThat(published).contains("<" + Iris.of(code) + ">");
            }
        }
        for (ConsentState state : ConsentState.values()) {
            assertThat(published)
                    .contains("sh:hasValue <" + Iris.of(state)
                            + "> ] ; sh:property [ sh:path rdf:type ; sh:maxCount 1 ; sh:hasValue dpv:"
                            + ConsentRecordWriter.status(state) + " ]");
        }
    }

    @Test
    void theSameConsentIsTheSameBytes() {
        for (long seed = 0; seed < 50; seed++) {
            List<RecordedConsent> once = GeneratedRecords.of(seed);
            List<RecordedConsent> again = GeneratedRecords.of(seed);
            for (int i = 0; i < once.size(); i++) {
                byte[] bytes = written(once.get(i));
                assertThat(written(again.get(i))).isEqualTo(bytes);
            }
        }
    }

    @Test
    void theTermsInsideAreThePolicyThatIsExportedAlone() {
        for (long seed = 0; seed < 50; seed++) {
            for (RecordedConsent consent : GeneratedRecords.of(seed)) {
                RecordedConsent.Said said = consent.said();
                byte[] bytes = written(consent);
                if (said != null && bytes.length > 0) {
                    assertThat(parsed(bytes).get("policy"))
                            .isEqualTo(PolicyWriter.document(new Policy.OfConsent(said.terms())));
                }
            }
        }
    }

    @Test
    void aProcessPointsToItsPermissionAndNeverMentionsMoreThanThatNames() {
        for (long seed = 0; seed < 100; seed++) {
            for (RecordedConsent consent : GeneratedRecords.of(seed)) {
                RecordedConsent.Said said = consent.said();
                byte[] bytes = written(consent);
                if (said != null && bytes.length > 0) {
                    assertProcesses(said.terms(), parsed(bytes));
                }
            }
        }
    }

    private static void assertProcesses(Consent terms, JsonObject document) {
        List<Term> permits = terms.clauses().stream()
                .map(Term.class::cast)
                .filter(Term::permits)
                .toList();
        List<JsonValue> processes =
                document.find("process").map(all -> all.asArray().values()).orElse(List.of());
        assertThat(processes).hasSameSizeAs(permits);
        for (int i = 0; i < permits.size(); i++) {
            Term term = permits.get(i);
            JsonObject process = processes.get(i).asObject();
            assertThat(document.get("policy").toString()).contains(process.text("permission"));
            assertThat(process.array("processing").texts())
                    .containsExactlyInAnyOrderElementsOf(
                            term.actions().stream().map(Iris::of).toList());
            assertThat(process.find("purpose").isPresent())
                    .isEqualTo(!term.purposes().only().isEmpty()
                            && term.purposes().except().isEmpty());
            process.find("purpose")
                    .ifPresent(purposes -> assertThat(purposes.asArray().texts())
                            .containsExactlyInAnyOrderElementsOf(term.purposes().only().stream()
                                    .map(Iris::of)
                                    .toList()));
        }
    }

    @Test
    void whatNoPolicyCanSayIsRefusedAndNotLeftOut() {
        RecordedConsent consent = GeneratedRecords.of(1).stream()
                .filter(each -> each.said() != null)
                .findFirst()
                .orElseThrow();
        RecordedConsent.Said said = Objects.requireNonNull(consent.said());
        Consent terms = said.terms();
        List<Clause> clauses = new ArrayList<>(terms.clauses());
        clauses.add(new UnreadableClause(new ClauseId("later")));
        Consent unreadable = new Consent(
                terms.ref(),
                terms.source(),
                terms.state(),
                terms.window(),
                terms.reviewBy(),
                terms.majority(),
                terms.scope(),
                clauses,
                List.of());
        RecordedConsent unsayable = new RecordedConsent(
                consent.id(),
                consent.source(),
                consent.responsible(),
                consent.state(),
                new RecordedConsent.Said(unreadable, said.type(), said.by(), null, null, null, null),
                consent.events());
        assertThatThrownBy(() -> ConsentRecordWriter.write(unsayable)).isInstanceOf(OdrlException.class);
    }

    private static List<String> generated() {
        List<String> documents = new ArrayList<>();
        for (long seed = 0; seed < 100; seed++) {
            GeneratedRecords.of(seed).forEach(consent -> documents.add(text(written(consent))));
        }
        return documents;
    }

    /** Nothing if it cannot be said. */
    private static byte[] written(RecordedConsent consent) {
        try {
            return ConsentRecordWriter.write(consent);
        } catch (OdrlException e) {
            return new byte[0];
        }
    }

    private static JsonObject parsed(byte[] bytes) {
        return StrictJson.parse(bytes).asObject();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Set<String> found(String text, String form) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(form).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
