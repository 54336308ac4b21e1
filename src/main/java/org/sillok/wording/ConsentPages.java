package org.sillok.wording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.ConsentVersion;
import org.sillok.consent.Consents;
import org.sillok.consent.Notices;
import org.sillok.consent.SourceConsent;
import org.sillok.consent.core.ConsentContent;
import org.sillok.consent.core.NoticeContent;
import org.sillok.consent.core.NoticeRef;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.source.Source;
import org.sillok.source.Sources;
import org.sillok.wording.core.ConsentPage;
import org.sillok.wording.core.Document;
import org.sillok.wording.core.Language;
import org.sillok.wording.core.Words;

/** Versions of consents as pages, for those who may read the version; the look is recorded as one at the consent. */
@ApplicationScoped
public class ConsentPages {
    private final Consents consents;
    private final Notices notices;
    private final Sources sources;
    private final PartyNames names;
    private final AccessLog accessLog;

    ConsentPages(Consents consents, Notices notices, Sources sources, PartyNames names, AccessLog accessLog) {
        this.consents = consents;
        this.notices = notices;
        this.sources = sources;
        this.names = names;
        this.accessLog = accessLog;
    }

    /** The page of one version. */
    @Transactional
    public Outcome<Document> page(Caller caller, String id, String number, Language language, ZoneId zone) {
        return consents.versions(caller, id)
                .then(versions -> versions.stream()
                        .filter(version -> String.valueOf(version.number()).equals(number))
                        .findFirst()
                        .map(version -> page(caller, id, version, language, zone))
                        .orElseGet(() -> absent(caller, id)));
    }

    private Outcome<Document> page(Caller caller, String id, ConsentVersion version, Language language, ZoneId zone) {
        return consents.shown(caller, id)
                .then(consent -> sources.shown(caller, consent.source())
                        .then(source -> points(caller, version.content().notice())
                                .map(explained -> {
                                    Words words = new Words(
                                            language,
                                            zone,
                                            names.of(
                                                    Set.of(source.owner()),
                                                    version.content().terms(),
                                                    language));
                                    return page(consent, source, version, explained.points())
                                            .document(words);
                                })));
    }

    /** What was explained; nothing if no notice is on record, or if its content is out of reach. */
    private record Explained(@Nullable List<String> points) {}

    private Outcome<Explained> points(Caller caller, @Nullable NoticeRef notice) {
        if (notice == null) {
            return Outcome.done(new Explained(null));
        }
        return notices.shown(caller, notice.notice().value())
                .map(found -> new Explained(found.versions().stream()
                        .filter(version -> version.number() == notice.version())
                        .findFirst()
                        .map(version -> version.content())
                        .map(ConsentPages::points)
                        .orElse(null)));
    }

    private static List<String> points(NoticeContent content) {
        return content.points().stream().sorted().map(Enum::name).toList();
    }

    private static ConsentPage page(
            SourceConsent consent, Source source, ConsentVersion version, @Nullable List<String> explained) {
        ConsentContent content = version.content();
        ConsentVersion current = consent.current();
        return new ConsentPage(
                consent.id().value(),
                version.number(),
                source.pseudonym().value(),
                current != null && current.number() == version.number(),
                consent.state(),
                explained,
                content.type().name(),
                content.expressedBy().name(),
                content.capacity(),
                content.method() == null ? null : content.method().name(),
                content.givenAt() == null ? null : content.givenAt().toString(),
                content.window(),
                content.reviewBy(),
                content.scope(),
                content.terms(),
                content.note());
    }

    private Outcome<Document> absent(Caller caller, String id) {
        accessLog.denied(caller.actor(), "VIEW_CONSENT", id);
        return Outcome.refused(Refusal.of(ProblemCode.NOT_FOUND));
    }
}
