import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.lib.ShLib;
import org.sillok.odrl.core.ConsentRecordWriter;
import org.sillok.odrl.core.GeneratedRecords;
import org.sillok.odrl.core.OdrlException;
import org.sillok.odrl.core.Policy;
import org.sillok.odrl.core.PolicyReader;
import org.sillok.odrl.core.PolicyWriter;
import org.sillok.odrl.core.RecordedConsent;
import org.sillok.terms.Agreement;
import org.sillok.terms.Consent;
import org.sillok.terms.GeneratedTerms;
import org.sillok.terms.Instrument;

/**
 * Policies that were written here, read as RDF and held against the published shapes by Apache Jena: each has to conform, each
 * altered one must not, and no word may be used that the published profile does not explain.
 */
final class ShaclJudge {
    /** What is altered, where it occurs; both the shapes and the reader have to refuse what comes of it. */
    private static final List<String[]> ALTERATIONS = List.of(
            new String[] {"another conflict strategy", "\"conflict\":\"prohibit\"", "\"conflict\":\"odrl:perm\""},
            new String[] {"no conflict strategy", "\"conflict\":\"prohibit\",", ""},
            new String[] {"another profile", "\"profile\":\"urn:sillok:odrl:1\"", "\"profile\":\"urn:sillok:odrl:9\""},
            new String[] {"no profile", "\"profile\":\"urn:sillok:odrl:1\",", ""},
            new String[] {"another target", "\"target\":\"urn:sillok:odrl:1:material\"", "\"target\":\"urn:x:y\""},
            new String[] {"an obligation", "\"target\":", "\"odrl:obligation\":{\"@id\":\"urn:x:y\"},\"target\":"},
            new String[] {"inheritance", "\"target\":", "\"odrl:inheritFrom\":{\"@id\":\"urn:x:y\"},\"target\":"},
            new String[] {"a remedy", "\"position\":1,", "\"position\":1,\"odrl:remedy\":{\"@id\":\"urn:x:y\"},"},
            new String[] {"no position", "\"position\":1,", ""},
            new String[] {"position naught", "\"position\":1,", "\"position\":0,"},
            new String[] {"an action of ODRL", "urn:sillok:vocab:1:action:PUBLISH\"", "http://www.w3.org/ns/odrl/2/use\""},
            new String[] {"an unknown action", "urn:sillok:vocab:1:action:RETAIN\"", "urn:sillok:vocab:1:action:STEAL\""},
            new String[] {"an unknown operand", "urn:sillok:odrl:1:lineage\"", "urn:sillok:odrl:1:colour\""},
            new String[] {"an unknown operator", "\"operator\":\"isAnyOf\"", "\"operator\":\"odrl:isAllOf\""},
            new String[] {"an operator of others", "\"leftOperand\":\"urn:sillok:odrl:1:lineage\",\"operator\":\"eq\"",
                "\"leftOperand\":\"urn:sillok:odrl:1:lineage\",\"operator\":\"isAnyOf\""},
            new String[] {"an unknown purpose", "vocab:1:purpose:INTELLIGENCE\"", "vocab:1:purpose:INTELLIGENCES\""},
            new String[] {"an unknown class", "vocab:1:partyClass:COURT\"", "vocab:1:partyClass:KING\""},
            new String[] {"an unknown lineage", "vocab:1:lineage:ORIGINAL_AND_DERIVATIVES\"", "vocab:1:lineage:ALL\""},
            new String[] {"a state in small letters", "\"AA\"", "\"aa\""},
            new String[] {"a negated condition", "\"rightOperand\":true", "\"rightOperand\":false"},
            new String[] {"a time without milliseconds", "\"2026-11-22T12:00:00.000Z\"", "\"2026-11-22T12:00:00Z\""},
            new String[] {"a date for a time", "xsd:dateTime\"}", "xsd:date\"}"},
            new String[] {"a unit", "\"rightOperand\":true", "\"rightOperand\":true,\"odrl:unit\":{\"@id\":\"urn:x:y\"}"},
            new String[] {"an unknown duty", "dutyCode:ATTRIBUTE\"", "dutyCode:PAY\""},
            new String[] {"an unknown state", "agreementState:IN_FORCE\"", "agreementState:SOMEHOW\""},
            new String[] {"an unknown state of a consent", "consentState:GIVEN\"", "consentState:TAKEN\""},
            new String[] {"a source as a party", "\"assigner\":[\"urn:sillok:id:pty_", "\"assigner\":[\"urn:sillok:id:src_"},
            new String[] {"no survival", "\"prohibitionsSurvive\":true,", ""},
            new String[] {"a scope of nothing", "\"scope\":{\"coversPart\"", "\"scope\":{\"odrl:covers\""});

    /** The same for records of consents; only the shapes judge these, because nobody reads them back. */
    private static final List<String[]> RECORD_ALTERATIONS = List.of(
            new String[] {"a name", "\"identifier\":", "\"dpv:hasName\":\"Somebody\",\"identifier\":"},
            new String[] {"no data subject", "\"dataSubject\":", "\"record:dataSubject\":"},
            new String[] {"a party as data subject", "\"dataSubject\":\"urn:sillok:id:src_", "\"dataSubject\":\"urn:sillok:id:pty_"},
            new String[] {"nobody responsible", "\"responsible\":", "\"record:responsible\":"},
            new String[] {"another format", "\"conformsTo\":\"urn:sillok:consent-record:1\"", "\"conformsTo\":\"urn:x:y\""},
            new String[] {"no events", "\"event\":[{", "\"record:event\":[{"},
            new String[] {"another status than the state", "\"@type\":\"dpv:ConsentWithdrawn\"", "\"@type\":\"dpv:ConsentGiven\""},
            new String[] {"an unknown status", "\"@type\":\"dpv:ConsentGiven\"", "\"@type\":\"dpv:ConsentTaken\""},
            new String[] {"two statuses", "\"@type\":\"dpv:ConsentGiven\"", "\"@type\":[\"dpv:ConsentGiven\",\"dpv:ConsentRefused\"]"},
            new String[] {"an event without its time", "\"indicatedAt\":", "\"record:indicatedAt\":"},
            new String[] {"an event without a statement", "\"statement\":", "\"record:proof\":"},
            new String[] {"a person with a name", "\"@type\":\"urn:sillok:vocab:1:expressedBy:GUARDIAN\"",
                "\"@type\":\"urn:sillok:vocab:1:expressedBy:GUARDIAN\",\"dpv:hasName\":\"Somebody\""},
            new String[] {"an unknown speaker", "expressedBy:GUARDIAN\"", "expressedBy:NEIGHBOUR\""},
            new String[] {"an unknown type", "consentType:EXPLICIT\"", "consentType:TACIT\""},
            new String[] {"an unknown method", "consentMethod:SIGNED_FORM\"", "consentMethod:GUESS\""},
            new String[] {"terms without a policy", "\"policy\":", "\"record:policy\":"},
            new String[] {"no version", "\"version\":1,\"consentType\"", "\"consentType\""},
            new String[] {"a permission that is not in the policy", "\"permission\":\"urn:sillok:id:", "\"permission\":\"urn:other:id:"},
            new String[] {"a purpose of DPV", "\"purpose\":[\"", "\"purpose\":[\"https://w3id.org/dpv#Marketing\",\""},
            new String[] {"a notice without a digest", "\"digest\":", "\"record:hash\":"},
            new String[] {"nothing withheld", "\"withheld\":", "\"record:held\":"},
            new String[] {"an altered policy", "\"conflict\":\"prohibit\"", "\"conflict\":\"odrl:perm\""});

    private final Shapes shapes;
    private final Shapes recordShapes;
    private final Set<Node> explained = new HashSet<>();
    private int passed;
    private int failed;

    private ShaclJudge(Path resources) {
        shapes = Shapes.parse(RDFDataMgr.loadGraph(resources.resolve("shapes.ttl").toString()));
        Graph both = RDFDataMgr.loadGraph(resources.resolve("consent-record.ttl").toString());
        RDFDataMgr.read(both, resources.resolve("shapes.ttl").toString());
        recordShapes = Shapes.parse(both);
        for (String words : List.of("profile.ttl", "consent-record.ttl")) {
            RDFDataMgr.loadGraph(resources.resolve(words).toString())
                    .find()
                    .forEachRemaining(triple -> explained.add(triple.getSubject()));
        }
    }

    public static void main(String[] arguments) {
        ShaclJudge judge = new ShaclJudge(Path.of(arguments[0]));
        judge.judge(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
        judge.records(Integer.parseInt(arguments[1]) / 3, Long.parseLong(arguments[2]));
        System.out.println(judge.passed + " passed, " + judge.failed + " failed");
        System.exit(judge.failed == 0 ? 0 : 1);
    }

    private void judge(int documents, long seed) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        ALTERATIONS.forEach(alteration -> seen.put(alteration[0], 0));
        int written = 0;
        for (long next = seed; written < documents; next++) {
            for (Policy policy : policies(next)) {
                String document;
                try {
                    document = PolicyWriter.text(policy);
                } catch (OdrlException e) {
                    continue;
                }
                written++;
                Graph graph = graph(document);
                ValidationReport report = ShaclValidator.get().validate(shapes, graph);
                if (!report.conforms()) {
                    ShLib.printReport(report);
                    System.out.println(document);
                }
                count(report.conforms(), "a written policy does not conform");
                explained(graph);
                alter(document, seen);
            }
        }
        seen.forEach((name, times) -> {
            System.out.printf("  %-30s refused %d times%n", name, times);
            count(times > 0, name + " never occurred");
        });
    }

    private void records(int documents, long seed) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        RECORD_ALTERATIONS.forEach(alteration -> seen.put(alteration[0], 0));
        int written = 0;
        for (long next = seed; written < documents; next++) {
            for (RecordedConsent consent : GeneratedRecords.of(next)) {
                String document;
                try {
                    document = new String(ConsentRecordWriter.write(consent), StandardCharsets.UTF_8);
                } catch (OdrlException e) {
                    continue;
                }
                written++;
                Graph graph = graph(document);
                ValidationReport report = ShaclValidator.get().validate(recordShapes, graph);
                if (!report.conforms()) {
                    ShLib.printReport(report);
                    System.out.println(document);
                }
                count(report.conforms(), "a written record does not conform");
                explained(graph);
                alterRecord(document, seen);
            }
        }
        seen.forEach((name, times) -> {
            System.out.printf("  record: %-38s refused %d times%n", name, times);
            count(times > 0, name + " never occurred");
        });
    }

    private void alterRecord(String document, Map<String, Integer> seen) {
        int behindContext = document.indexOf("\"@id\":\"urn:sillok:id:");
        for (String[] alteration : RECORD_ALTERATIONS) {
            int place = document.indexOf(alteration[1], behindContext);
            if (seen.get(alteration[0]) < 10 && place >= 0) {
                String altered = document.substring(0, place) + alteration[2]
                        + document.substring(place + alteration[1].length());
                count(
                        !ShaclValidator.get().validate(recordShapes, graph(altered)).conforms(),
                        "the shapes accept a record with " + alteration[0]);
                seen.merge(alteration[0], 1, Integer::sum);
            }
        }
    }

    private void alter(String document, Map<String, Integer> seen) {
        for (String[] alteration : ALTERATIONS) {
            // A few of each are enough, and validation is what takes the time.
            if (seen.get(alteration[0]) < 10 && document.contains(alteration[1])) {
                int place = document.indexOf(alteration[1], document.indexOf("\"@type\":\"", document.indexOf("\"reaffirmed\"")));
                if (place < 0) {
                    continue;
                }
                String altered = document.substring(0, place) + alteration[2]
                        + document.substring(place + alteration[1].length());
                boolean conforms = ShaclValidator.get().validate(shapes, graph(altered)).conforms();
                count(!conforms, "the shapes accept " + alteration[0]);
                count(!isRead(altered), "the reader accepts " + alteration[0]);
                seen.merge(alteration[0], 1, Integer::sum);
            }
        }
    }

    private static boolean isRead(String document) {
        try {
            PolicyReader.read(document.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (OdrlException e) {
            return false;
        }
    }

    private void explained(Graph graph) {
        graph.find().forEachRemaining(triple -> {
            for (Node node : List.of(triple.getPredicate(), triple.getObject())) {
                if (node.isURI() && (node.getURI().startsWith("urn:sillok:odrl:")
                        || node.getURI().startsWith("urn:sillok:consent-record:") || node.getURI().startsWith("urn:sillok:vocab:"))) {
                    count(explained.contains(node), "the profile does not explain " + node);
                }
            }
        });
    }

    private static Graph graph(String document) {
        return RDFParser.create()
                .source(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)))
                .lang(Lang.JSONLD11)
                .toGraph();
    }

    private static List<Policy> policies(long seed) {
        GeneratedTerms terms = new GeneratedTerms(seed);
        List<Policy> policies = new ArrayList<>(List.of(new Policy.OfClauses(terms.clauses())));
        for (Instrument instrument : terms.instruments()) {
            policies.add(
                    instrument instanceof Agreement agreement
                            ? new Policy.OfAgreement(agreement)
                            : new Policy.OfConsent((Consent) instrument));
        }
        return policies;
    }

    private void count(boolean good, String what) {
        if (good) {
            passed++;
        } else {
            failed++;
            if (failed < 20) {
                System.out.println("FAILED: " + what);
            }
        }
    }
}
