package org.sillok.wording.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Action;
import org.sillok.terms.Lineage;
import org.sillok.terms.Part;
import org.sillok.terms.Place;
import org.sillok.terms.Recipient;
import org.sillok.terms.Scope;
import org.sillok.terms.Selection;
import org.sillok.terms.Term;
import org.sillok.terms.Window;

/** One term: the rule, and to what it is limited. */
final class TermWords {
    private final Names names;

    TermWords(Names names) {
        this.names = names;
    }

    String rule(Term term) {
        if (isAboutNothing(term)) {
            return term.permits()
                    ? say("This clause permits nothing to anybody.", "이 조항은 누구에게도 아무것도 허용하지 않습니다.")
                    : say("This clause forbids nothing to anybody.", "이 조항은 누구에게도 아무것도 금지하지 않습니다.");
        }
        String purposes =
                selected(term.purposes(), names::purposes, "or", say("any purpose", "모든 목적"), say("purposes", "목적"));
        String actions =
                names.join(term.actions().stream().sorted().map(this::action).toList(), term.permits() ? "and" : "or");
        return say(
                capital(who(term) + (term.permits() || term.recipients().all() ? " may " : " may not ")) + actions
                        + ". This is for " + purposes + ".",
                subject(term) + " 다음을 할 수 " + (term.permits() ? "있습니다: " : "없습니다: ") + actions + ". 목적: " + purposes
                        + ".");
    }

    List<String> limits(Term term) {
        List<String> limits = new ArrayList<>();
        new TreeMap<>(term.places()).forEach((place, states) -> limits.add(place(place, states)));
        if (!term.proceedings().isUnrestricted()) {
            String proceedings = selected(
                    term.proceedings(),
                    names::proceedings,
                    "or",
                    say("any kind of proceeding", "모든 절차"),
                    say("kinds of proceeding", "절차"));
            limits.add(say(
                    "This applies only where it serves " + proceedings + ".", "다음 절차에만 해당합니다: " + proceedings + "."));
        }
        scope(term.scope(), limits);
        if (!term.window().equals(Window.ALWAYS)) {
            limits.add(window(term.window()));
        }
        return limits;
    }

    String action(Action action) {
        return switch (action) {
            case DISCOVER -> say("learn that it exists", "자료가 있다는 사실을 알기");
            case INSPECT -> say("look at it where it is kept", "보관된 곳에서 열람하기");
            case DISCLOSE -> say("receive it", "자료를 받기");
            case USE_AS_LEAD -> say("use it to find other evidence", "다른 증거를 찾는 단서로 사용하기");
            case USE_IN_EVIDENCE -> say("offer it as evidence in a proceeding", "절차에서 증거로 제출하기");
            case DISCLOSE_TO_PARTIES -> say("show it to the other side of a proceeding", "절차의 상대방 당사자에게 보이기");
            case COPY -> say("make copies of it", "복제하기");
            case TRANSLATE -> say("translate it", "번역하기");
            case ONWARD_TRANSFER -> say("hand it on to somebody else", "다른 곳에 전달하기");
            case PUBLISH -> say("make it public", "공표하기");
            case CONTACT_SOURCE -> say("contact the person or organisation it comes from", "자료를 제공한 사람이나 단체에 연락하기");
            case RETAIN -> say("keep it", "보관하기");
        };
    }

    String part(Part part) {
        return switch (part) {
            case METADATA -> say("the record about it (title, names, dates)", "자료에 관한 기록(제목, 이름, 날짜)");
            case CONTENT -> say("what it contains", "자료의 내용");
            case CUSTODY -> say("the record of who had it and when", "누가 언제 보관했는지에 관한 기록");
        };
    }

    String lineage(Lineage lineage) {
        return switch (lineage) {
            case ORIGINAL_ONLY ->
                say(
                        "This is about the original only, not about what was made from it.",
                        "이 조항은 원본에만 해당하며, 원본으로 만든 것에는 해당하지 않습니다.");
            case DERIVATIVES_ONLY ->
                say(
                        "This is not about the original, only about what was made from it, such as copies with parts removed.",
                        "이 조항은 원본이 아니라, 일부를 지운 사본처럼 원본으로 만든 것에만 해당합니다.");
            case ORIGINAL_AND_DERIVATIVES ->
                say("This is about the original and what was made from it.", "이 조항은 원본과 원본으로 만든 것 모두에 해당합니다.");
        };
    }

    String place(Place place) {
        return switch (place) {
            case SEAT -> say("the recipient’s seat", "수령자의 소재지");
            case STORAGE -> say("the place where it is kept", "자료를 보관하는 곳");
            case PROCEEDING -> say("the place of the proceeding", "절차가 진행되는 곳");
            case ONWARD -> say("the place that it is handed on to", "자료가 전달되는 곳");
        };
    }

    String window(Window window) {
        @Nullable Instant from = window.from();
        @Nullable Instant until = window.until();
        if (from == null && until == null) {
            return say("This has no limit in time.", "기간의 제한이 없습니다.");
        }
        if (until == null && from != null) {
            return say("This applies from " + names.time(from) + " on.", names.time(from) + "부터 해당합니다.");
        }
        if (from == null && until != null) {
            return say(
                    "This applies until " + names.time(until) + "; from that moment on it counts no more.",
                    names.time(until) + " 전까지 해당하며, 그 시점부터는 효력이 없습니다.");
        }
        return window(Window.from(from)) + " " + window(Window.until(until));
    }

    private String place(Place place, Selection<StateCode> states) {
        String where = selected(states, names::states, "or", say("any state", "모든 국가"), say("states", "국가"));
        return say(
                "This applies only if " + place(place) + " is in " + where + ".",
                Names.with(place(place), "이", "가") + " 다음 국가에 있을 때에만 해당합니다: " + where + ".");
    }

    private void scope(Scope scope, List<String> limits) {
        if (!scope.parts().isEmpty() && scope.parts().size() < Part.values().length) {
            String parts =
                    names.join(scope.parts().stream().sorted().map(this::part).toList(), "and");
            limits.add(say("This is only about " + parts + ".", "이 조항은 다음에만 해당합니다: " + parts + "."));
        }
        if (scope.lineage() != Lineage.ORIGINAL_AND_DERIVATIVES) {
            limits.add(lineage(scope.lineage()));
        }
    }

    /** English; a prohibition for all is nobody's permission. */
    private String who(Term term) {
        Selection<Recipient> who = term.recipients();
        if (!who.all()) {
            return names.recipients(who.only(), "and") + except(who, names::recipients);
        }
        String but = who.except().isEmpty() ? "" : " except " + names.recipients(who.except(), "and");
        return (term.permits() ? "any recipient" : "nobody") + but;
    }

    /** Korean, with its particle. */
    private String subject(Term term) {
        Selection<Recipient> who = term.recipients();
        if (!who.all()) {
            return Names.with(names.recipients(who.only(), ""), "은", "는") + except(who, names::recipients);
        }
        String but = who.except().isEmpty() ? "" : names.recipients(who.except(), "") + " 외에는 ";
        return but + (term.permits() ? "누구든지" : "누구도");
    }

    private <T> String selected(
            Selection<T> selection,
            BiFunction<Set<T>, String, String> list,
            String conjunction,
            String all,
            String kind) {
        if (!selection.all()) {
            return list.apply(selection.only(), conjunction) + except(selection, list);
        }
        return selection.except().isEmpty()
                ? all
                : say(all + except(selection, list), "다음을 제외한 모든 " + kind + " - " + list.apply(selection.except(), ""));
    }

    private <T> String except(Selection<T> selection, BiFunction<Set<T>, String, String> list) {
        if (selection.except().isEmpty()) {
            return "";
        }
        String excepted = list.apply(selection.except(), "and");
        return say(" (but not " + excepted + ")", "(다만 " + excepted + " 제외)");
    }

    private static boolean isAboutNothing(Term term) {
        return term.actions().isEmpty()
                || term.scope().parts().isEmpty()
                || selectsNothing(term.recipients())
                || selectsNothing(term.purposes())
                || selectsNothing(term.proceedings())
                || term.places().values().stream().anyMatch(TermWords::selectsNothing);
    }

    private static boolean selectsNothing(Selection<?> selection) {
        return !selection.all() && selection.except().containsAll(selection.only());
    }

    private static String capital(String sentence) {
        // A name that somebody chose begins with an isolate and stays as it is.
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private String say(String english, String korean) {
        return names.language().of(english, korean);
    }
}
