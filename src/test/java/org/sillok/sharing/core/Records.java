package org.sillok.sharing.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.terms.Action;
import org.sillok.terms.Agreement;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.AgreementState;
import org.sillok.terms.Binding;
import org.sillok.terms.Clause;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Effect;
import org.sillok.terms.Guard;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Proceeding;
import org.sillok.terms.Purpose;
import org.sillok.terms.Recipient;
import org.sillok.terms.Relation;
import org.sillok.terms.Scope;
import org.sillok.terms.Selection;
import org.sillok.terms.Term;
import org.sillok.terms.Transformation;
import org.sillok.terms.Window;

/** Records of a small invented repository, built step by step. */
final class Records {
    static final PartyId OWNER = party('b');
    static final PartyId COURT = party('c');
    static final PartyId OTHER = party('d');
    static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    final Map<MaterialRef, Set<PartyId>> owners = new HashMap<>();
    final Map<MaterialRef, List<MaterialRef>> parents = new HashMap<>();
    final Map<MaterialRef, List<Binding>> bindings = new HashMap<>();
    final Map<MaterialRef, Set<Transformation>> treatments = new HashMap<>();
    final Map<ItemId, List<Guard>> held = new HashMap<>();
    final List<Agreement> agreements = new ArrayList<>();
    Disclosed disclosed = Disclosed.UNKNOWN;
    ExternalTime time = ExternalTime.NONE;
    final Map<PartyId, Standing> standings = new HashMap<>(Map.of(
            OWNER, new Standing(PartyClass.NGO, true, null, false),
            COURT, new Standing(PartyClass.COURT, true, null, true)));

    static PartyId party(char letter) {
        return new PartyId("pty_" + String.valueOf(letter).repeat(25) + "a");
    }

    static ItemId item(char letter) {
        return new ItemId("itm_" + String.valueOf(letter).repeat(25) + "a");
    }

    static MaterialRef ref(char letter, int version) {
        return new MaterialRef(item(letter), version);
    }

    static InstrumentRef consentRef(char letter) {
        return new InstrumentRef("con_" + String.valueOf(letter).repeat(25) + "a", 1);
    }

    static InstrumentRef agreementRef(char letter) {
        return new InstrumentRef("agr_" + String.valueOf(letter).repeat(25) + "a", 1);
    }

    Records version(MaterialRef ref, MaterialRef... madeFrom) {
        owners.put(ref, Set.of(OWNER));
        parents.put(ref, List.of(madeFrom));
        bindings.put(ref, List.of());
        return this;
    }

    Records bound(MaterialRef ref, Consent... consents) {
        List<Binding> all = new ArrayList<>();
        for (Consent consent : consents) {
            all.add(new Binding.ToConsent(Relation.TESTIMONY_OF, consent));
        }
        bindings.put(ref, all);
        return this;
    }

    static Consent consent(char letter, Clause... clauses) {
        return new Consent(
                consentRef(letter),
                new SourceId("src_" + "a".repeat(26)),
                ConsentState.GIVEN,
                Window.ALWAYS,
                null,
                null,
                Scope.EVERYTHING,
                List.of(clauses),
                List.of());
    }

    static Agreement agreement(char letter, AgreementKind kind, Set<PartyId> recipients, Clause... clauses) {
        return new Agreement(
                agreementRef(letter),
                kind,
                AgreementState.IN_FORCE,
                Set.of(OWNER),
                recipients,
                null,
                null,
                Window.ALWAYS,
                true,
                List.of(clauses),
                List.of());
    }

    static Agreement by(PartyId provider, Agreement agreement) {
        return by(Set.of(provider), agreement);
    }

    static Agreement by(Set<PartyId> providers, Agreement agreement) {
        return new Agreement(
                agreement.ref(),
                agreement.kind(),
                agreement.state(),
                providers,
                agreement.recipients(),
                null,
                null,
                Window.ALWAYS,
                true,
                agreement.clauses(),
                List.of());
    }

    static Agreement under(Agreement agreement, Agreement umbrella) {
        return new Agreement(
                agreement.ref(),
                agreement.kind(),
                agreement.state(),
                agreement.providers(),
                agreement.recipients(),
                umbrella.ref().id(),
                null,
                Window.ALWAYS,
                true,
                agreement.clauses(),
                List.of());
    }

    static Term clause(String id, Effect effect, Set<Action> actions, Scope scope) {
        return new Term(
                new ClauseId(id),
                effect,
                actions,
                Selection.<Recipient>any(),
                Selection.<Purpose>any(),
                Map.of(),
                Selection.<Proceeding>any(),
                scope,
                Window.ALWAYS,
                List.of(),
                Set.of());
    }

    static Term permit() {
        return clause("1", Effect.PERMIT, Set.of(Action.values()), Scope.EVERYTHING);
    }

    static Term prohibit(Action... actions) {
        return clause("2", Effect.PROHIBIT, Set.of(actions), Scope.EVERYTHING);
    }

    OnRecord get() {
        return new OnRecord(
                new Ancestors(owners, parents),
                bindings,
                treatments,
                held,
                agreements,
                List.of(),
                disclosed,
                standings,
                NOW,
                time);
    }
}
