package org.sillok.odrl.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonString;
import org.sillok.json.JsonSyntaxException;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.terms.Agreement;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.AgreementState;
import org.sillok.terms.Answer;
import org.sillok.terms.CaseRef;
import org.sillok.terms.Clause;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.Lineage;
import org.sillok.terms.Majority;
import org.sillok.terms.Part;
import org.sillok.terms.Scope;
import org.sillok.terms.Term;
import org.sillok.terms.Window;

/**
 * Reads documents of the profile, and nothing else: what {@link PolicyWriter} cannot have meant is refused with its place.
 * Members and elements may come in any order; nothing is fetched, guessed or left out. Of a list of clauses the name of the
 * document and those of its rules are read and not kept.
 */
public final class PolicyReader {
    /** The most bytes of a document. */
    public static final int MAX_BYTES = 1 << 20;
    /** The most rules of a document. */
    public static final int MAX_RULES = 500;

    private static final Pattern DRAFT =
            Pattern.compile("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern INSTRUMENT = Pattern.compile(Pattern.quote(Iris.ID) + "(.{1,100}):([1-9][0-9]{0,8})");
    private static final Set<String> HEAD = Set.of("@context", "@type", "uid", "profile", "conflict", "target");
    private static final Set<String> RULES = Set.of("permission", "prohibition");

    private final Cursor document;
    private final String uid;

    private PolicyReader(Cursor document) {
        this.document = document;
        this.uid = document.get("uid").text();
    }

    /** Throws {@link OdrlException}, and nothing else, for anything that is not a document of the profile. */
    public static Policy read(byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            throw new OdrlException("", "A document has at most " + MAX_BYTES + " bytes.");
        }
        JsonValue json;
        try {
            json = StrictJson.parse(utf8);
        } catch (JsonSyntaxException e) {
            throw new OdrlException("", "Not JSON: " + e.getMessage() + ".");
        }
        return read(json);
    }

    /** Throws {@link OdrlException}, and nothing else, for anything that is not a document of the profile. */
    public static Policy read(JsonValue json) {
        Cursor document = new Cursor(json, "");
        context(document.get("@context"));
        document.get("profile").word(Iris.PROFILE);
        document.get("conflict").word("prohibit");
        document.get("target").word(Iris.MATERIAL);
        String type = document.get("@type").text();
        PolicyReader reader = new PolicyReader(document);
        if (type.equals("Agreement")) {
            return new Policy.OfAgreement(reader.agreement());
        } else if (!type.equals("Policy")) {
            throw new OdrlException("/@type", "Policy or Agreement is expected.");
        }
        return document.optional("assigner").isPresent()
                ? new Policy.OfConsent(reader.consent())
                : new Policy.OfClauses(reader.clauses());
    }

    private static void context(Cursor context) {
        if (!context.json().equals(Context.VALUE)) {
            throw new OdrlException(
                    context.path(),
                    context.json() instanceof JsonString
                            ? "A context by address is never fetched. The context of the profile has to stand here."
                            : "Only the context of the profile is read, and it has to stand here as it is.");
        }
    }

    private List<Clause> clauses() {
        members(Set.of(), Set.of());
        if (!DRAFT.matcher(uid).matches()) {
            throw new OdrlException("/uid", "A name of the form urn:uuid:… in small letters is expected.");
        }
        Map<Integer, RuleReader> rules = rules();
        for (RuleReader rule : rules.values()) {
            if (rule.request() != null) {
                throw new OdrlException(rule.path() + "/request", "An answer belongs to an instrument.");
            }
        }
        return clauses(rules);
    }

    private Agreement agreement() {
        members(
                Set.of("assigner", "assignee", "kind", "state", "prohibitionsSurvive"),
                Set.of("umbrella", "case", "validFrom", "validUntil"));
        Map<Integer, RuleReader> rules = rules();
        AgreementKind kind = document.get("kind").code(AgreementKind.class);
        @Nullable
        CaseRef caseRef = document.optional("case")
                .map(cursor -> cursor.parsed(CaseRef::new, "1 to " + CaseRef.MAX_LENGTH + " characters."))
                .orElse(null);
        if ((kind == AgreementKind.CASE_UNDERTAKING) != (caseRef != null)) {
            throw new OdrlException("/case", "An undertaking, and only an undertaking, is for one case.");
        }
        return new Agreement(
                ref(AgreementId::new),
                kind,
                document.get("state").code(AgreementState.class),
                document.get("assigner").some(party -> party.id(PartyId::new)),
                document.get("assignee").some(party -> party.id(PartyId::new)),
                document.optional("umbrella")
                        .map(cursor -> cursor.id(AgreementId::new).value())
                        .orElse(null),
                caseRef,
                window(),
                document.get("prohibitionsSurvive").bool(),
                clauses(rules),
                answers(rules));
    }

    private Consent consent() {
        members(Set.of("assigner", "state", "scope"), Set.of("validFrom", "validUntil", "reviewBy", "majority"));
        Map<Integer, RuleReader> rules = rules();
        return new Consent(
                ref(ConsentId::new),
                document.get("assigner").id(SourceId::new),
                document.get("state").code(ConsentState.class),
                window(),
                instant(document, "reviewBy"),
                document.optional("majority").map(PolicyReader::majority).orElse(null),
                scope(document.get("scope")),
                clauses(rules),
                answers(rules));
    }

    private void members(Set<String> required, Set<String> optional) {
        Set<String> all = new HashSet<>(HEAD);
        all.addAll(required);
        Set<String> more = new HashSet<>(RULES);
        more.addAll(optional);
        document.members(all, more);
    }

    private InstrumentRef ref(Consumer<String> check) {
        Matcher matcher = INSTRUMENT.matcher(uid);
        return document.get("uid")
                .checked(
                        () -> {
                            if (!matcher.matches()) {
                                throw new IllegalArgumentException("another form");
                            }
                            check.accept(matcher.group(1));
                            return new InstrumentRef(matcher.group(1), Integer.parseInt(matcher.group(2)));
                        },
                        "Not " + Iris.ID + ", the identifier, a colon and the number of the version.");
    }

    /** All rules by their position, which has to be complete: a rule that was taken out would be missed. */
    private Map<Integer, RuleReader> rules() {
        Map<Integer, RuleReader> rules = new TreeMap<>();
        for (String kind : List.of("permission", "prohibition")) {
            document.optional(kind).ifPresent(array -> {
                List<Cursor> elements = array.elements();
                if (elements.isEmpty()) {
                    throw new OdrlException(array.path(), "At least one.");
                }
                for (Cursor element : elements) {
                    RuleReader rule = new RuleReader(element, uid, kind.equals("permission"));
                    if (rules.putIfAbsent(rule.position(), rule) != null) {
                        throw new OdrlException(element.path() + "/position", "Two rules have this position.");
                    }
                    if (rules.size() > MAX_RULES) {
                        throw new OdrlException(element.path(), "There are at most " + MAX_RULES + " rules.");
                    }
                }
            });
        }
        if (rules.isEmpty()) {
            throw new OdrlException("", "At least one permission or prohibition.");
        }
        boolean answers = false;
        int expected = 1;
        for (RuleReader rule : rules.values()) {
            if (rule.position() != expected++) {
                throw new OdrlException(rule.path() + "/position", "The positions do not go from 1 without a gap.");
            }
            if (answers && rule.request() == null) {
                throw new OdrlException(rule.path() + "/position", "Clauses come before answers.");
            }
            answers = rule.request() != null;
        }
        return rules;
    }

    private static List<Clause> clauses(Map<Integer, RuleReader> rules) {
        List<Clause> clauses = new ArrayList<>();
        Set<ClauseId> ids = new HashSet<>();
        for (RuleReader rule : rules.values()) {
            if (rule.request() == null) {
                Term term = rule.term();
                if (!ids.add(term.id())) {
                    throw new OdrlException(rule.path() + "/uid", "Two rules have this name.");
                }
                clauses.add(term);
            }
        }
        return clauses;
    }

    private static List<Answer> answers(Map<Integer, RuleReader> rules) {
        List<Answer> answers = new ArrayList<>();
        for (RuleReader rule : rules.values()) {
            if (rule.request() != null) {
                answers.add(new Answer(rule.request(), rule.term()));
            }
        }
        return answers;
    }

    private Window window() {
        @Nullable Instant from = instant(document, "validFrom");
        @Nullable Instant until = instant(document, "validUntil");
        return document.checked(() -> new Window(from, until), "validUntil comes before validFrom or with it.");
    }

    private static Majority majority(Cursor cursor) {
        cursor.members(Set.of("reaffirmed"), Set.of("at"));
        return new Majority(instant(cursor, "at"), cursor.get("reaffirmed").bool());
    }

    private static Scope scope(Cursor cursor) {
        cursor.members(Set.of("coversPart", "coversLineage"), Set.of());
        return new Scope(
                cursor.get("coversPart").some(part -> part.code(Part.class)),
                cursor.get("coversLineage").code(Lineage.class));
    }

    private static @Nullable Instant instant(Cursor cursor, String name) {
        return cursor.optional(name).map(Cursor::instant).orElse(null);
    }
}
