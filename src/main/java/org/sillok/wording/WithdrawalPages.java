package org.sillok.wording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.kernel.Multilingual;
import org.sillok.problem.Outcome;
import org.sillok.withdrawal.Impact;
import org.sillok.withdrawal.Impacts;
import org.sillok.withdrawal.Withdrawal;
import org.sillok.withdrawal.Withdrawals;
import org.sillok.withdrawal.core.Asked;
import org.sillok.withdrawal.core.ImpactGraph;
import org.sillok.wording.core.Document;
import org.sillok.wording.core.Language;
import org.sillok.wording.core.WithdrawalPage;
import org.sillok.wording.core.Words;

/** Withdrawals and where their material went as pages, for those who may see that; the look is recorded. */
@ApplicationScoped
public class WithdrawalPages {
    /** So many items stand on a page. Where more went is in the list. */
    private static final int MOST = 1_000;

    private final Withdrawals withdrawals;
    private final Impacts impacts;
    private final PartyNames names;

    WithdrawalPages(Withdrawals withdrawals, Impacts impacts, PartyNames names) {
        this.withdrawals = withdrawals;
        this.impacts = impacts;
        this.names = names;
    }

    @Transactional
    public Outcome<Document> page(Caller caller, String id, Language language, ZoneId zone) {
        return impacts.of(caller, id, 0, MOST)
                .then(impact -> withdrawals
                        .shown(caller, id)
                        .map(withdrawal -> page(withdrawal, impact, language)
                                .document(new Words(language, zone, names.of(Set.of(), List.of(), language)))));
    }

    private static WithdrawalPage page(Withdrawal withdrawal, Impact impact, Language language) {
        ImpactGraph graph = impact.graph();
        Map<String, String> called = new HashMap<>();
        graph.nodes().forEach(node -> called.put(node.id(), name(node, language)));
        Map<String, List<ImpactGraph.Edge>> from = new HashMap<>();
        Map<String, List<ImpactGraph.Edge>> to = new HashMap<>();
        for (ImpactGraph.Edge edge : graph.edges()) {
            from.computeIfAbsent(edge.from(), none -> new ArrayList<>()).add(edge);
            to.computeIfAbsent(edge.to(), none -> new ArrayList<>()).add(edge);
        }
        List<WithdrawalPage.Item> items = new ArrayList<>();
        List<WithdrawalPage.Bundle> bundles = new ArrayList<>();
        List<WithdrawalPage.Onward> onward = new ArrayList<>();
        for (ImpactGraph.Node node : graph.nodes()) {
            switch (node.kind()) {
                case ITEM, DERIVATIVE -> {
                    Multilingual title = node.title();
                    items.add(new WithdrawalPage.Item(
                            node.id(),
                            title == null ? null : PartyNames.in(title, language),
                            node.kind() == ImpactGraph.Kind.DERIVATIVE));
                }
                case BUNDLE ->
                    bundles.add(new WithdrawalPage.Bundle(
                            node.id(),
                            other(from.get(node.id()), called, false),
                            String.valueOf(node.state()),
                            node.at(),
                            to.getOrDefault(node.id(), List.of()).size()));
                case ONWARD ->
                    onward.add(new WithdrawalPage.Onward(
                            other(to.get(node.id()), called, true), name(node, language), node.at()));
                case RECIPIENT -> {}
            }
        }
        if (impact.moreOnward()) {
            // A list that is cut must not look like a complete one.
            onward.add(new WithdrawalPage.Onward(
                    "", language.of("More than is listed here", "여기에 적지 않은 곳이 더 있습니다"), null));
        }
        Asked asked = withdrawal.asked();
        return new WithdrawalPage(
                withdrawal.id().value(),
                withdrawal.level().name(),
                withdrawal.by().name(),
                withdrawal.reasonClass().name(),
                asked == null ? null : asked.name(),
                withdrawal.respondBy(),
                withdrawal.saidAt(),
                withdrawal.recordedAt(),
                withdrawal.liftedAt(),
                impact.items(),
                items,
                bundles,
                onward);
    }

    /** What is called the node at the other end of the only edge. */
    private static String other(@Nullable List<ImpactGraph.Edge> edges, Map<String, String> called, boolean before) {
        if (edges == null) {
            return "";
        }
        String id = before ? edges.get(0).from() : edges.get(0).to();
        return called.getOrDefault(id, id);
    }

    private static String name(ImpactGraph.Node node, Language language) {
        Multilingual title = node.title();
        String name = node.name();
        if (title != null) {
            return PartyNames.in(title, language);
        }
        return name == null ? node.id() : name;
    }
}
