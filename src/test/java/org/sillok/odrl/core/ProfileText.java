package org.sillok.odrl.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.terms.Action;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.AgreementState;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.ConsentState;
import org.sillok.terms.DutyCode;
import org.sillok.terms.Lineage;
import org.sillok.terms.Part;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Place;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;
import org.sillok.terms.Vocabulary;

/** The profile document, made from the vocabulary: what is published has to be this. */
final class ProfileText {
    private static final String HEAD = """
            @prefix odrl: <http://www.w3.org/ns/odrl/2/> .
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
            @prefix dct: <http://purl.org/dc/terms/> .
            @prefix dpv: <https://w3id.org/dpv#> .
            @prefix sillok: <urn:sillok:odrl:1:> .

            <urn:sillok:odrl:1> a skos:ConceptScheme ;
                dct:title "Terms for sharing evidence"@en , "증거 공유 조건"@ko ;
                dct:description "An ODRL 2.2 profile. Closed: a processor that does not know a term of it may not act on the policy. Prohibitions override permissions (odrl:conflict odrl:prohibit). A permission counts if it contains all that is asked; a prohibition counts if anything that is asked lies in it. Constraints of a rule hold together."@en ;
                dct:hasVersion "1" .

            """;

    /** What a code is near to elsewhere; the names are those of ODRL 2.2 and DPV 2. */
    private static final Map<String, List<String>> MATCHES = matches("""
            action:DISCOVER broadMatch odrl:use
            action:INSPECT closeMatch odrl:read
            action:DISCLOSE broadMatch odrl:distribute
            action:DISCLOSE closeMatch dpv:Disclose
            action:USE_AS_LEAD broadMatch odrl:use
            action:USE_AS_LEAD broadMatch dpv:Use
            action:USE_IN_EVIDENCE broadMatch odrl:use
            action:USE_IN_EVIDENCE broadMatch dpv:Use
            action:DISCLOSE_TO_PARTIES broadMatch odrl:distribute
            action:DISCLOSE_TO_PARTIES broadMatch dpv:Disclose
            action:COPY closeMatch odrl:reproduce
            action:COPY closeMatch dpv:Copy
            action:TRANSLATE closeMatch odrl:translate
            action:ONWARD_TRANSFER broadMatch odrl:distribute
            action:ONWARD_TRANSFER broadMatch dpv:Transfer
            action:PUBLISH broadMatch odrl:distribute
            action:PUBLISH broadMatch dpv:MakeAvailable
            action:RETAIN closeMatch odrl:archive
            action:RETAIN closeMatch dpv:Store
            purpose:PRESERVATION relatedMatch dpv:RecordManagement
            purpose:RESEARCH relatedMatch dpv:ResearchAndDevelopment
            partyClass:NGO closeMatch dpv:NonGovernmentalOrganisation
            partyClass:NATIONAL_AUTHORITY relatedMatch dpv:NationalAuthority
            place:SEAT broadMatch odrl:spatial
            place:STORAGE broadMatch odrl:spatial
            place:PROCEEDING broadMatch odrl:spatial
            place:ONWARD broadMatch odrl:spatial
            conditionCode:RECIPIENTS_ONLY closeMatch odrl:recipient
            conditionCode:RECIPIENTS_EXCEPT closeMatch odrl:recipient
            conditionCode:PURPOSES_ONLY closeMatch odrl:purpose
            conditionCode:PURPOSES_EXCEPT closeMatch odrl:purpose
            conditionCode:JURISDICTIONS_ONLY broadMatch odrl:spatial
            conditionCode:JURISDICTIONS_EXCLUDED broadMatch odrl:spatial
            conditionCode:STORE_ONLY_IN broadMatch odrl:spatial
            conditionCode:EMBARGO_UNTIL closeMatch odrl:dateTime
            conditionCode:VALID_FROM closeMatch odrl:dateTime
            conditionCode:VALID_UNTIL closeMatch odrl:dateTime
            conditionCode:MAX_DISCLOSURES closeMatch odrl:count
            conditionCode:ANONYMISE relatedMatch dpv:Anonymisation
            conditionCode:PSEUDONYMISE relatedMatch dpv:Pseudonymisation
            conditionCode:ENCRYPT relatedMatch dpv:Encryption
            dutyCode:ACKNOWLEDGE_RECEIPT broadMatch odrl:inform
            dutyCode:ATTRIBUTE closeMatch odrl:attribute
            dutyCode:ENCRYPT_AT_REST relatedMatch dpv:EncryptionAtRest
            dutyCode:INFORM_BEFORE_COURT_DISCLOSURE broadMatch odrl:inform
            dutyCode:NOTIFY_ON_USE broadMatch odrl:inform
            dutyCode:REPORT_ONWARD broadMatch odrl:inform
            dutyCode:REPORT_OUTCOME broadMatch odrl:inform
            dutyCode:RETURN_OR_DESTROY_BY broadMatch odrl:delete
            dutyCode:RETAIN_UNTIL broadMatch odrl:archive
            consentState:REQUESTED closeMatch dpv:ConsentRequested
            consentState:DEFERRED closeMatch dpv:ConsentRequestDeferred
            consentState:REFUSED closeMatch dpv:ConsentRefused
            consentState:GIVEN closeMatch dpv:ConsentGiven
            consentState:REAFFIRMED closeMatch dpv:RenewedConsentGiven
            consentState:NARROWED broadMatch dpv:ConsentGiven
            consentState:WIDENED broadMatch dpv:ConsentGiven
            consentState:WITHDRAWN closeMatch dpv:ConsentWithdrawn
            consentState:REVOKED_BY_OTHER closeMatch dpv:ConsentRevoked
            consentState:EXPIRED closeMatch dpv:ConsentExpired
            consentState:INVALIDATED closeMatch dpv:ConsentInvalidated
            consentState:UNKNOWN closeMatch dpv:ConsentUnknown
            """);

    private final StringBuilder text = new StringBuilder(HEAD);

    private ProfileText() {}

    static String text() {
        ProfileText profile = new ProfileText();
        profile.asset();
        profile.operands();
        profile.properties();
        profile.codes(Action.class, "odrl:Action");
        profile.codes(DutyCode.class, "odrl:Action");
        profile.codes(ConditionCode.class, "odrl:LeftOperand");
        profile.codes(Place.class, "odrl:LeftOperand");
        profile.codes(PartyClass.class, "odrl:PartyCollection");
        profile.codes(Purpose.class, "dpv:Purpose");
        profile.codes(Proceeding.class, "");
        profile.codes(Part.class, "");
        profile.codes(Lineage.class, "");
        profile.codes(AgreementKind.class, "");
        profile.codes(AgreementState.class, "");
        profile.codes(ConsentState.class, "");
        return profile.text.toString();
    }

    /** The codes that are near to something elsewhere, for a test that they exist. */
    static List<String> matched() {
        return List.copyOf(MATCHES.keySet());
    }

    private void asset() {
        text.append("""
                sillok:material a odrl:AssetCollection ;
                    skos:prefLabel "the material to which the instrument is bound, or that is handed over under it"@en .

                """);
    }

    private void operands() {
        operand(Operand.RECIPIENT, "recipient", "who receives", "skos:closeMatch odrl:recipient");
        operand(Operand.PURPOSE, "purpose", "all purposes for which it is asked", "skos:closeMatch odrl:purpose");
        operand(Operand.PROCEEDING, "proceeding", "the kind of proceeding that the request serves", "");
        operand(Operand.PART, "part", "the parts of the evidence that are asked for", "");
        operand(Operand.LINEAGE, "lineage", "whether it is an original or was made from one", "");
    }

    private void operand(Operand operand, String label, String definition, String match) {
        text.append('<')
                .append(operand.name())
                .append(
                        "> a odrl:LeftOperand , skos:Concept ;\n    skos:inScheme <urn:sillok:odrl:1> ;\n    skos:prefLabel \"")
                .append(label)
                .append("\"@en ;\n    skos:definition \"")
                .append(definition)
                .append("\"@en");
        text.append(match.isEmpty() ? "" : " ;\n    " + match).append(" .\n\n");
    }

    private void properties() {
        for (String property : List.of(
                "position: the number of a rule among all rules of its policy, from 1",
                "request: the only request for which a rule counts: it answers a consultation",
                "kind: what an agreement is",
                "state: where an agreement or a consent stands",
                "umbrella: the agreement under which an agreement was made",
                "case: for an undertaking, its case",
                "prohibitionsSurvive: whether prohibitions stay when the agreement ends",
                "validFrom: from when permissions hold, included",
                "validUntil: until when permissions hold, not included",
                "reviewBy: from when a consent is stale and the source has to be asked again",
                "majority: for a person who was a minor, when they come of age and whether they said it again",
                "at: the day of coming of age",
                "reaffirmed: whether it was said again since",
                "scope: the outer limit of what the permissions of a consent permit",
                "coversPart: a part that the scope covers",
                "coversLineage: whether the scope covers what was made from the material")) {
            String[] parts = property.split(": ", 2);
            text.append("sillok:")
                    .append(parts[0])
                    .append(" a rdf:Property ;\n    skos:definition \"")
                    .append(parts[1])
                    .append("\"@en .\n\n");
        }
    }

    private <E extends Enum<E>> void codes(Class<E> list, String type) {
        Map<String, JsonObject> described = described(list.getSimpleName());
        for (E code : list.getEnumConstants()) {
            List<String> lines =
                    new ArrayList<>(List.of("skos:inScheme <urn:sillok:odrl:1>", "skos:notation \"" + code + "\""));
            JsonObject words = described.get(code.name());
            if (words != null) {
                lines.add("skos:prefLabel " + quoted(words.object("label").text("en")) + "@en , "
                        + quoted(words.object("label").text("ko")) + "@ko");
                words.find("definition")
                        .ifPresent(definition -> lines.add("skos:definition " + quoted(definition.asText()) + "@en"));
            }
            if (code instanceof Purpose purpose) {
                purpose.broader().ifPresent(broader -> lines.add("skos:broader <" + Iris.of(broader) + ">"));
            }
            if (type.equals("odrl:Action")) {
                lines.add("odrl:includedIn odrl:use");
            }
            lines.addAll(MATCHES.getOrDefault(Iris.of(code).substring(Iris.VOCABULARY.length()), List.of()));
            text.append('<')
                    .append(Iris.of(code))
                    .append("> a ")
                    .append(type.isEmpty() ? "" : type + " , ")
                    .append("skos:Concept ;\n    ")
                    .append(String.join(" ;\n    ", lines))
                    .append(" .\n\n");
        }
    }

    private static Map<String, JsonObject> described(String list) {
        Map<String, JsonObject> codes = new LinkedHashMap<>();
        for (JsonValue one : Vocabulary.document().array("lists").values()) {
            if (one.asObject().text("name").equals(list)) {
                for (JsonValue code : one.asObject().array("codes").values()) {
                    codes.put(code.asObject().text("code"), code.asObject());
                }
            }
        }
        return codes;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static Map<String, List<String>> matches(String table) {
        return Arrays.stream(table.split("\n"))
                .map(line -> line.split(" "))
                .collect(Collectors.groupingBy(
                        words -> words[0],
                        LinkedHashMap::new,
                        Collectors.mapping(words -> "skos:" + words[1] + " " + words[2], Collectors.toList())));
    }
}
