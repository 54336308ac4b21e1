package org.sillok.wording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.kernel.PartyId;
import org.sillok.problem.Outcome;
import org.sillok.recall.RecallReport;
import org.sillok.recall.RecallReports;
import org.sillok.wording.core.Document;
import org.sillok.wording.core.Language;
import org.sillok.wording.core.RecallPage;
import org.sillok.wording.core.Words;

/** Reports on withdrawals as pages, for those who may read the report; the look is recorded as one at the withdrawal. */
@ApplicationScoped
public class RecallPages {
    private final RecallReports reports;
    private final PartyNames names;

    RecallPages(RecallReports reports, PartyNames names) {
        this.reports = reports;
        this.names = names;
    }

    /** The page of one withdrawal. */
    @Transactional
    public Outcome<Document> page(Caller caller, String withdrawal, Language language, ZoneId zone) {
        return reports.report(caller, withdrawal).map(report -> {
            Set<PartyId> named =
                    report.lines().stream().map(RecallReport.Line::recipient).collect(Collectors.toSet());
            Function<PartyId, String> called = names.of(named, List.of(), language);
            return page(report).document(new Words(language, zone, called), called);
        });
    }

    private static RecallPage page(RecallReport report) {
        return new RecallPage(
                report.withdrawal(),
                report.ownDecision(),
                report.level().name(),
                code(report.asked()),
                report.withdrawnAt(),
                report.respondBy(),
                report.liftedAt() != null,
                report.lines().stream().map(RecallPages::line).toList(),
                report.bundles());
    }

    private static RecallPage.Line line(RecallReport.Line line) {
        return new RecallPage.Line(
                line.recipient(),
                line.sealedAt(),
                line.loadedAt(),
                code(line.spared()),
                line.overdue(),
                code(line.answer()),
                code(line.ground()),
                line.answeredAt());
    }

    private static @Nullable String code(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}
