import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Action;
import org.sillok.terms.Agreement;
import org.sillok.terms.Argument;
import org.sillok.terms.Clause;
import org.sillok.terms.Condition;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Evaluator;
import org.sillok.terms.Instrument;
import org.sillok.terms.Lineage;
import org.sillok.terms.Place;
import org.sillok.terms.Purpose;
import org.sillok.terms.Question;
import org.sillok.terms.Recipient;
import org.sillok.terms.Request;
import org.sillok.terms.Scope;
import org.sillok.terms.Selection;
import org.sillok.terms.Term;
import org.sillok.terms.Window;

/**
 * Decides generated questions with Cedar as well, and compares: permitted by both or by neither. Each question has one consent and one
 * agreement of clauses of the plain kind: actions, recipients, the tree of purposes, places, proceedings, parts, times.
 *
 * <p>Cedar decides about one action at a time, and a policy in which an attribute is missing is skipped. So a question is taken apart into one
 * request for each action and each purpose asked, with those below it; each clause that permits is tried beside all that prohibit; and an
 * answer with an error in it counts as a denial.
 */
final class CedarJudge {
    private static final EntityTypeName PARTY = type("Party");
    private static final EntityTypeName CLASS = type("PartyClass");
    private static final EntityTypeName PURPOSE = type("Purpose");
    private static final EntityTypeName ACTION = type("Action");
    private static final EntityTypeName ITEM = type("Item");
    private static final EntityTypeName STATE = type("State");
    private static final EntityTypeName PROCEEDING = type("Proceeding");
    private static final EntityTypeName PART = type("Part");

    /** In how many questions wrong ways of reading have to show themselves. */
    private static final int SHOWN = 1_000;

    private final BasicAuthorizationEngine cedar = new BasicAuthorizationEngine();
    private final Question question;
    private final Request request;
    private final Way way;

    private enum Way {
        /** As it is meant. */
        STRICT,
        /** As Cedar itself does: what has an error in it is skipped. */
        ERRORS_SKIPPED,
        /** As somebody would who reads permissions only. */
        PROHIBITIONS_SKIPPED
    }

    private CedarJudge(Question question, Way way) {
        this.question = question;
        this.way = way;
        this.request = question.request();
    }

    public static void main(String[] arguments) throws Exception {
        int questions = Integer.parseInt(arguments[0]);
        PlainQuestions plain = new PlainQuestions(Long.parseLong(arguments[1]));
        int passed = 0;
        int failed = 0;
        int permitted = 0;
        Map<String, Integer> outcomes = new TreeMap<>();
        Map<Way, Integer> unlike = new TreeMap<>();
        for (int i = 0; i < questions; i++) {
            Question question = plain.next();
            boolean ours = Evaluator.decide(question).permits();
            outcomes.merge(Evaluator.decide(question).outcome().name(), 1, Integer::sum);
            boolean theirs = new CedarJudge(question, Way.STRICT).permits();
            if (i < SHOWN) {
                for (Way wrong : List.of(Way.ERRORS_SKIPPED, Way.PROHIBITIONS_SKIPPED)) {
                    unlike.merge(wrong, new CedarJudge(question, wrong).permits() == ours ? 0 : 1, Integer::sum);
                }
            }
            permitted += ours ? 1 : 0;
            if (ours == theirs) {
                passed++;
            } else if (failed++ < 5) {
                System.out.println("FAILED: question " + i + ": " + Evaluator.decide(question) + ", Cedar permits: " + theirs);
                System.out.println(plain.describe(question));
                System.out.println(new CedarJudge(question, Way.STRICT).describe());
            }
        }
        System.out.println("  outcomes " + outcomes);
        System.out.println("  disagreements in the first " + SHOWN + " if it were read wrongly: " + unlike);
        for (Map.Entry<Way, Integer> wrong : unlike.entrySet()) {
            if (wrong.getValue() == 0) {
                System.out.println("FAILED: the questions do not show " + wrong.getKey());
                failed++;
            }
        }
        if (permitted < questions / 10 || permitted > questions * 9 / 10) {
            System.out.println("FAILED: questions that are nearly all answered alike say little");
            failed++;
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }

    private List<Instrument> instruments() {
        List<Instrument> instruments = new ArrayList<>(question.agreements());
        instruments.add(PlainQuestions.consent(question));
        return instruments;
    }

    private boolean permits() throws Exception {
        List<String> forbidding = new ArrayList<>();
        for (Instrument instrument : instruments()) {
            if (way != Way.PROHIBITIONS_SKIPPED) {
                forbidding.addAll(forbidding(instrument));
            }
        }
        for (Instrument instrument : instruments()) {
            boolean permitted = false;
            for (Clause clause : instrument.clauses()) {
                if (clause instanceof Term term && term.permits() && !permitted) {
                    List<String> policies = new ArrayList<>(forbidding);
                    policies.add(permit(instrument, term));
                    permitted = allows(policies);
                }
            }
            if (!permitted) {
                return false;
            }
        }
        return true;
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        for (Instrument instrument : instruments()) {
            forbidding(instrument).forEach(policy -> text.append(policy).append('\n'));
            for (Clause clause : instrument.clauses()) {
                if (clause instanceof Term term && term.permits()) {
                    text.append(permit(instrument, term)).append('\n');
                }
            }
        }
        return text.toString();
    }

    private boolean allows(List<String> sources) throws Exception {
        Set<Policy> policies = new HashSet<>();
        for (String source : sources) {
            policies.add(new Policy(source, "p" + policies.size()));
        }
        PolicySet set = new PolicySet(policies);
        for (Action action : request.actions()) {
            for (Purpose purpose : Purpose.span(request.purposes())) {
                AuthorizationResponse response = cedar.isAuthorized(
                        new AuthorizationRequest(
                                PARTY.of(request.requester().value()), ACTION.of(action.name()), ITEM.of("item"), context(purpose)),
                        set,
                        entities());
                if (response.success.isEmpty()
                        || !response.success.get().isAllowed()
                        || (way != Way.ERRORS_SKIPPED
                                && !response.success.get().getErrors().isEmpty())) {
                    return false;
                }
            }
        }
        return true;
    }

    private Map<String, Value> context(Purpose purpose) {
        Map<String, Value> context = new HashMap<>();
        context.put("purpose", PURPOSE.of(purpose.name()));
        context.put("now", new PrimLong(question.asOf().toEpochMilli()));
        context.put("parts", list(request.parts().stream().map(part -> PART.of(part.name())).toList()));
        if (request.proceeding() != null) {
            context.put("proceeding", PROCEEDING.of(request.proceeding().name()));
        }
        request.places()
                .forEach((place, states) -> context.put(
                        attribute(place),
                        list(states.stream().map(state -> STATE.of(state.value())).toList())));
        return context;
    }

    private Set<Entity> entities() {
        Set<Entity> entities = new HashSet<>();
        entities.add(new Entity(
                PARTY.of(request.requester().value()), Set.of(CLASS.of(request.requesterClass().name()))));
        for (Purpose purpose : Purpose.values()) {
            entities.add(new Entity(
                    PURPOSE.of(purpose.name()),
                    purpose.broader().map(broader -> Set.of(PURPOSE.of(broader.name()))).orElse(Set.of())));
        }
        entities.add(new Entity(ITEM.of("item")));
        return entities;
    }

    private static List<String> forbidding(Instrument instrument) {
        List<String> policies = new ArrayList<>();
        if (instrument instanceof Consent consent && consent.state() == ConsentState.WITHDRAWN) {
            policies.add("forbid (principal, action, resource);");
        }
        for (Clause clause : instrument.clauses()) {
            if (clause instanceof Term term && !term.permits()) {
                policies.add(forbid(term));
            }
        }
        return policies;
    }

    private static String permit(Instrument instrument, Term term) {
        List<String> all = new ArrayList<>(dimensions(term));
        all.addAll(times(instrument.window()));
        if (instrument instanceof Consent consent) {
            all.addAll(permits(consent.scope()));
        } else if (instrument instanceof Agreement agreement) {
            all.add("principal in " + list(agreement.recipients(), party -> PARTY.of(party.value())));
        }
        all.addAll(permits(term.scope()));
        term.places().forEach((place, states) -> {
            if (!states.isUnrestricted()) {
                String stated = "context." + attribute(place);
                all.add(
                        states.all()
                                ? "!(" + stated + ".containsAny(" + states(states.except()) + "))"
                                : states(remaining(states)) + ".containsAll(" + stated + ")");
            }
        });
        if (!term.proceedings().isUnrestricted()) {
            all.add(proceedings(term));
        }
        return policy("permit", term, all);
    }

    private static String forbid(Term term) {
        List<String> all = new ArrayList<>(dimensions(term));
        all.add(list(term.scope().parts(), part -> PART.of(part.name())) + ".containsAny(context.parts)");
        all.add(Boolean.toString(term.scope().lineage() != Lineage.DERIVATIVES_ONLY));
        List<String> missing = new ArrayList<>();
        term.places().forEach((place, states) -> {
            if (!states.isUnrestricted()) {
                String stated = "context." + attribute(place);
                String touches = states.all()
                        ? "!(" + states(states.except()) + ".containsAll(" + stated + "))"
                        : states(remaining(states)) + ".containsAny(" + stated + ")";
                all.add("(if context has " + attribute(place) + " then " + touches + " else true)");
                missing.add(stated + " == " + stated);
            }
        });
        if (!term.proceedings().isUnrestricted()) {
            all.add("(if context has proceeding then " + proceedings(term) + " else true)");
            missing.add("context.proceeding == context.proceeding");
        }
        // What is missing makes an error only if nothing else rules the prohibition out.
        all.addAll(missing);
        return policy("forbid", term, all);
    }

    private static String policy(String effect, Term term, List<String> all) {
        return effect + " (principal, action in " + list(term.actions(), action -> ACTION.of(action.name())) + ", resource) when { "
                + String.join(" && ", all) + " };";
    }

    /** What means the same in a permission and in a prohibition, once actions and purposes come one by one. */
    private static List<String> dimensions(Term term) {
        List<String> all = new ArrayList<>(List.of("true"));
        all.addAll(selection("principal", term.recipients(), CedarJudge::recipient));
        all.addAll(selection("context.purpose", term.purposes(), purpose -> PURPOSE.of(purpose.name())));
        all.addAll(times(term.window()));
        for (Condition condition : term.conditions()) {
            if (condition.argument() instanceof Argument.Recipients to) {
                String in = "principal in " + list(to.recipients(), CedarJudge::recipient);
                all.add(condition.code() == ConditionCode.RECIPIENTS_ONLY ? in : "!(" + in + ")");
            } else if (condition.argument() instanceof Argument.Purposes to) {
                String in = "context.purpose in " + list(to.purposes(), purpose -> PURPOSE.of(purpose.name()));
                all.add(condition.code() == ConditionCode.PURPOSES_ONLY ? in : "!(" + in + ")");
            } else if (condition.argument() instanceof Argument.At at) {
                all.add("context.now " + (condition.code() == ConditionCode.VALID_UNTIL ? "< " : ">= ") + at.instant().toEpochMilli());
            }
        }
        return all;
    }

    private static <T> List<String> selection(
            String what, Selection<T> selection, Function<T, EntityUID> entity) {
        List<String> all = new ArrayList<>();
        if (!selection.all()) {
            all.add(what + " in " + list(selection.only(), entity));
        }
        all.add("!(" + what + " in " + list(selection.except(), entity) + ")");
        return all;
    }

    private static List<String> permits(Scope scope) {
        return List.of(
                list(scope.parts(), part -> PART.of(part.name())) + ".containsAll(context.parts)",
                Boolean.toString(scope.lineage() != Lineage.DERIVATIVES_ONLY));
    }

    private static String proceedings(Term term) {
        return "(" + String.join(
                        " && ",
                        selection("context.proceeding", term.proceedings(), proceeding -> PROCEEDING.of(proceeding.name())))
                + ")";
    }

    private static List<String> times(Window window) {
        List<String> all = new ArrayList<>();
        if (window.from() != null) {
            all.add("context.now >= " + window.from().toEpochMilli());
        }
        if (window.until() != null) {
            all.add("context.now < " + window.until().toEpochMilli());
        }
        return all;
    }

    private static EntityUID recipient(Recipient recipient) {
        return recipient instanceof Recipient.One one
                ? PARTY.of(one.party().value())
                : CLASS.of(((Recipient.All) recipient).partyClass().name());
    }

    private static Set<StateCode> remaining(Selection<StateCode> states) {
        Set<StateCode> remaining = new TreeSet<>(states.only());
        remaining.removeAll(states.except());
        return remaining;
    }

    private static String states(Set<StateCode> states) {
        return list(states, state -> STATE.of(state.value()));
    }

    private static <T> String list(Collection<T> values, Function<T, EntityUID> entity) {
        return values.stream().map(value -> entity.apply(value).toCedarExpr()).sorted().collect(Collectors.joining(", ", "[", "]"));
    }

    private static CedarList list(List<EntityUID> values) {
        return new CedarList(new ArrayList<>(values));
    }

    private static String attribute(Place place) {
        return "stateOf" + place.name().charAt(0) + place.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static EntityTypeName type(String name) {
        return EntityTypeName.parse(name).orElseThrow();
    }
}
