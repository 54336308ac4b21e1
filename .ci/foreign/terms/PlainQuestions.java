import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Action;
import org.sillok.terms.Agreement;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.AgreementState;
import org.sillok.terms.Argument;
import org.sillok.terms.Binding;
import org.sillok.terms.Clause;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Condition;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Effect;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.Lineage;
import org.sillok.terms.Material;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Node;
import org.sillok.terms.Part;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Place;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Profile;
import org.sillok.terms.Purpose;
import org.sillok.terms.Question;
import org.sillok.terms.Recipient;
import org.sillok.terms.Relation;
import org.sillok.terms.Request;
import org.sillok.terms.Scope;
import org.sillok.terms.Selection;
import org.sillok.terms.Term;
import org.sillok.terms.TermWriter;
import org.sillok.terms.Window;

/** Questions about one original with one consent and one agreement, by chance, from small domains so that clauses often meet what is asked. */
final class PlainQuestions {
    private static final String BODY = "aaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final PartyId OWNER = new PartyId("pty_a" + BODY);
    private static final List<PartyId> REQUESTERS =
            List.of(new PartyId("pty_b" + BODY), new PartyId("pty_c" + BODY), new PartyId("pty_d" + BODY));
    private static final List<PartyClass> CLASSES = List.of(PartyClass.COURT, PartyClass.MECHANISM, PartyClass.NGO);
    private static final List<StateCode> STATES = List.of(new StateCode("AA"), new StateCode("BB"), new StateCode("CC"));
    private static final List<Action> ACTIONS = List.of(Action.DISCOVER, Action.INSPECT, Action.DISCLOSE, Action.PUBLISH);
    private static final List<Purpose> PURPOSES = List.of(
            Purpose.ACCOUNTABILITY,
            Purpose.CRIMINAL_INVESTIGATION,
            Purpose.LEAD_GENERATION,
            Purpose.CRIMINAL_PROSECUTION,
            Purpose.TRUTH_AND_REPARATION,
            Purpose.MISSING_PERSONS,
            Purpose.RESEARCH);
    private static final List<Proceeding> PROCEEDINGS =
            List.of(Proceeding.NONE, Proceeding.CIVIL, Proceeding.INTERNATIONAL_CRIMINAL);
    private static final List<Instant> MOMENTS = List.of(
            NOW.minusSeconds(60), NOW.minusMillis(1), NOW, NOW.plusMillis(1), NOW.plusSeconds(60));

    private final Random random;

    PlainQuestions(long seed) {
        random = new Random(seed);
    }

    Question next() {
        Consent consent = new Consent(
                new InstrumentRef("con_a" + BODY, 1),
                new SourceId("src_a" + BODY),
                chance(0.05) ? ConsentState.WITHDRAWN : ConsentState.GIVEN,
                window(0.1),
                null,
                null,
                scope(0.1),
                clauses(),
                List.of());
        Agreement agreement = new Agreement(
                new InstrumentRef("agr_a" + BODY, 1),
                AgreementKind.MOU,
                AgreementState.IN_FORCE,
                Set.of(OWNER),
                chance(0.9) ? Set.copyOf(REQUESTERS) : some(REQUESTERS, 2),
                null,
                null,
                Window.ALWAYS,
                true,
                clauses(),
                List.of());
        Node node = new Node(
                new MaterialRef(new ItemId("itm_a" + BODY), 1),
                Set.of(OWNER),
                List.of(new Binding.ToConsent(Relation.TESTIMONY_OF, consent)),
                List.of());
        return new Question(request(), Material.original(node), List.of(agreement), List.of(), Map.of(), NOW);
    }

    static Consent consent(Question question) {
        return ((Binding.ToConsent) question.material().nodes().get(0).bindings().get(0)).consent();
    }

    String describe(Question question) {
        StringBuilder text = new StringBuilder();
        Request request = question.request();
        text.append(request.requester()).append(' ').append(request.requesterClass()).append(' ').append(request.actions());
        text.append(request.purposes()).append(request.proceeding()).append(request.places()).append(request.parts()).append('\n');
        List<Clause> clauses = new ArrayList<>(consent(question).clauses());
        clauses.addAll(question.agreements().get(0).clauses());
        clauses.forEach(clause -> text.append(TermWriter.write((Term) clause)).append('\n'));
        return text.toString();
    }

    private Request request() {
        Map<Place, Set<StateCode>> places = new EnumMap<>(Place.class);
        for (Place place : Place.values()) {
            if (chance(0.9)) {
                places.put(place, chance(0.15) ? Set.of() : some(STATES, 2));
            }
        }
        return new Request(
                null,
                Profile.RECIPIENT,
                one(REQUESTERS),
                one(CLASSES),
                null,
                some(ACTIONS, 2),
                some(PURPOSES, 2),
                chance(0.9) ? one(PROCEEDINGS) : null,
                places,
                some(List.of(Part.values()), 2),
                Set.of(),
                false);
    }

    private List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            clauses.add(term("p" + i, Effect.PERMIT, 0.12));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            clauses.add(term("n" + i, Effect.PROHIBIT, 0.45));
        }
        return clauses;
    }

    private Term term(String id, Effect effect, double narrow) {
        boolean permits = effect == Effect.PERMIT;
        Map<Place, Selection<StateCode>> places = new EnumMap<>(Place.class);
        for (Place place : Place.values()) {
            if (chance(narrow / 2)) {
                places.put(place, selection(STATES, 0.9));
            }
        }
        Selection<Purpose> purposes = selection(PURPOSES, narrow);
        return new Term(
                new ClauseId(id),
                effect,
                permits && chance(0.9) ? Set.copyOf(ACTIONS) : some(ACTIONS, 2),
                selection(recipients(), narrow),
                purposes,
                places,
                selection(PROCEEDINGS, narrow),
                scope(narrow / 2),
                window(narrow / 2),
                conditions(narrow / 2, permits || purposes.isUnrestricted()),
                Set.of());
    }

    /** Of a prohibition two statements about purposes may be met by different purposes, which requests one by one cannot show. */
    private List<Condition> conditions(double narrow, boolean purposes) {
        List<Condition> conditions = new ArrayList<>();
        if (chance(narrow)) {
            conditions.add(new Condition(
                    chance(0.5) ? ConditionCode.RECIPIENTS_ONLY : ConditionCode.RECIPIENTS_EXCEPT,
                    new Argument.Recipients(some(recipients(), 3))));
        }
        if (purposes && chance(narrow)) {
            conditions.add(new Condition(
                    chance(0.5) ? ConditionCode.PURPOSES_ONLY : ConditionCode.PURPOSES_EXCEPT,
                    new Argument.Purposes(some(PURPOSES, 3))));
        }
        if (chance(narrow)) {
            conditions.add(new Condition(ConditionCode.VALID_FROM, new Argument.At(one(MOMENTS))));
        }
        if (chance(narrow)) {
            conditions.add(new Condition(ConditionCode.VALID_UNTIL, new Argument.At(one(MOMENTS))));
        }
        return conditions;
    }

    private static List<Recipient> recipients() {
        List<Recipient> recipients = new ArrayList<>();
        REQUESTERS.forEach(party -> recipients.add(new Recipient.One(party)));
        CLASSES.forEach(partyClass -> recipients.add(new Recipient.All(partyClass)));
        return recipients;
    }

    private <T> Selection<T> selection(List<T> values, double narrow) {
        if (!chance(narrow)) {
            return Selection.any();
        }
        return chance(0.4)
                ? Selection.anyExcept(some(values, 2))
                : new Selection<>(false, some(values, values.size()), chance(0.3) ? some(values, 1) : Set.of());
    }

    private Scope scope(double narrow) {
        return chance(narrow) ? new Scope(some(List.of(Part.values()), 3), one(List.of(Lineage.values()))) : Scope.EVERYTHING;
    }

    private Window window(double narrow) {
        if (!chance(narrow)) {
            return Window.ALWAYS;
        }
        int from = random.nextInt(MOMENTS.size() - 1);
        Instant until = MOMENTS.get(from + 1 + random.nextInt(MOMENTS.size() - from - 1));
        return chance(0.3) ? Window.from(MOMENTS.get(from)) : chance(0.5) ? Window.until(until) : new Window(MOMENTS.get(from), until);
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> Set<T> some(List<T> values, int most) {
        Set<T> some = new HashSet<>(Set.of(one(values)));
        for (int more = random.nextInt(most); more > 0; more--) {
            some.add(one(values));
        }
        return some;
    }
}
