package org.sillok.agreement.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.Argument;
import org.sillok.terms.CaseRef;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Condition;
import org.sillok.terms.Selection;
import org.sillok.terms.Term;
import org.sillok.terms.TermException;
import org.sillok.terms.TermReader;
import org.sillok.terms.TermRules;

/** Reads drafts as they are sent, and names everything in them that is wrong by itself. */
public final class DraftReader {
    private static final int TEXT = 20_000;
    private static final int TITLE = 500;

    private final List<Flaw> flaws = new ArrayList<>();

    private DraftReader() {}

    /** What came of reading a draft. */
    public sealed interface Reading {
        record Good(Draft draft) implements Reading {}

        /** At least one flaw; all that were found. */
        record Flawed(List<Flaw> flaws) implements Reading {
            public Flawed {
                flaws = List.copyOf(flaws);
            }
        }
    }

    /** Reads untrusted JSON bytes; never throws for bad input. */
    public static Reading read(byte[] json) {
        JsonObject object;
        try {
            object = StrictJson.parse(json).asObject();
        } catch (JsonException e) {
            return new Reading.Flawed(List.of(new Flaw(Flaw.Kind.SYNTAX, "", String.valueOf(e.getMessage()))));
        }
        DraftReader reader = new DraftReader();
        Draft draft = reader.draft(new Members(object, "", reader.flaws));
        return draft == null ? new Reading.Flawed(reader.flaws) : new Reading.Good(draft);
    }

    private @Nullable Draft draft(Members members) {
        AgreementKind kind = members.required("kind", members.constant("kind", AgreementKind.class));
        Set<PartyId> providers =
                members.set("providers", Draft.MAX_PARTIES, PartyId::new, "expected the id of a party");
        Set<PartyId> recipients =
                members.set("recipients", Draft.MAX_PARTIES, PartyId::new, "expected the id of a party");
        AgreementId umbrella = members.parsed("umbrella", AgreementId::new, "the id of an agreement");
        CaseRef caseRef = members.parsed("caseRef", CaseRef::new, "1 to " + CaseRef.MAX_LENGTH + " characters");
        Multilingual title = members.required("title", members.texts("title", TITLE));
        Multilingual intention = body(members, "intention");
        Multilingual confidentiality = body(members, "confidentiality");
        Multilingual conditions = body(members, "conditionsForSharing");
        Multilingual consent = body(members, "conditionalConsent");
        Multilingual procedure = body(members, "procedureForProvision");
        Multilingual handling = body(members, "handlingByRecipient");
        Instant from = members.instant("effectiveFrom");
        Instant until = members.instant("effectiveUntil");
        Integer review = members.number("reviewPeriodDays", Draft.MAX_DAYS);
        Integer recall = members.number("recallDeadlineDays", Draft.MAX_DAYS);
        TerminationEffect effect =
                members.required("onTermination", members.constant("onTermination", TerminationEffect.class));
        Boolean survive = members.flag("prohibitionsSurvive");
        SignedDocument document = members.inside("signedDocument", DraftReader::document);
        List<Term> clauses = members.each("clauses", Draft.MAX_CLAUSES, this::clause);
        members.finish();
        alone(members, kind, providers, recipients, caseRef, from, until);
        if (!flaws.isEmpty()
                || kind == null
                || title == null
                || intention == null
                || confidentiality == null
                || conditions == null
                || consent == null
                || procedure == null
                || handling == null
                || effect == null) {
            return null;
        }
        return new Draft(
                kind,
                providers,
                recipients,
                umbrella,
                caseRef,
                new Wording(title, intention, confidentiality, conditions, consent, procedure, handling),
                from,
                until,
                review,
                recall,
                effect,
                survive == null || survive,
                document,
                clauses);
    }

    private static @Nullable Multilingual body(Members members, String name) {
        return members.required(name, members.texts(name, TEXT));
    }

    /** Reads where a signed document is. */
    static @Nullable SignedDocument document(Members members) {
        ItemId item = members.required("item", members.parsed("item", ItemId::new, "the id of an item"));
        Integer version = members.required("version", members.number("version", Integer.MAX_VALUE));
        return item == null || version == null ? null : new SignedDocument(item, version);
    }

    /** What is wrong whoever the parties are. */
    private void alone(
            Members members,
            @Nullable AgreementKind kind,
            Set<PartyId> providers,
            Set<PartyId> recipients,
            @Nullable CaseRef caseRef,
            @Nullable Instant from,
            @Nullable Instant until) {
        if (providers.isEmpty()) {
            members.required("providers", null);
        }
        if (recipients.isEmpty() && kind != AgreementKind.COURT_ORDER) {
            members.required("recipients", null);
        }
        Set<PartyId> both = new HashSet<>(providers);
        both.retainAll(recipients);
        if (!both.isEmpty()) {
            members.flaw(
                    "recipients",
                    "a party stands on both sides; who provides needs no agreement to receive its own material");
        }
        if (from != null && until != null && !from.isBefore(until)) {
            members.flaw("effectiveUntil", "it ends before or when it begins");
        }
        if (kind == AgreementKind.CASE_UNDERTAKING && caseRef == null) {
            members.required("caseRef", null);
        }
        if (kind != null && kind != AgreementKind.CASE_UNDERTAKING && caseRef != null) {
            members.flaw("caseRef", "only a CASE_UNDERTAKING is for one case; leave it out, or change the kind");
        }
    }

    private final Set<ClauseId> names = new HashSet<>();

    private @Nullable Term clause(JsonValue json, String pointer) {
        Term term;
        try {
            term = TermReader.read(json, pointer);
        } catch (TermException e) {
            flaws.add(Flaw.at(e.path(), String.valueOf(e.getMessage())));
            return null;
        }
        if (!names.add(term.id())) {
            flaws.add(Flaw.at(pointer + "/id", "another clause has this id"));
        }
        TermRules.check(term).forEach(fault -> flaws.add(Flaw.at(pointer + fault.path(), fault.message())));
        term.places().values().forEach(states -> assigned(states, pointer + "/places"));
        for (Condition condition : term.conditions()) {
            if (condition.argument() instanceof Argument.States states) {
                assigned(new Selection<>(false, states.states(), Set.of()), pointer + "/conditions");
            }
        }
        return term;
    }

    private void assigned(Selection<StateCode> states, String pointer) {
        Set<StateCode> named = new HashSet<>(states.only());
        named.addAll(states.except());
        for (StateCode state : named) {
            try {
                StateCode.assigned(state.value());
            } catch (IllegalArgumentException e) {
                flaws.add(Flaw.at(pointer, "a code that ISO 3166-1 assigns to no state"));
            }
        }
    }
}
