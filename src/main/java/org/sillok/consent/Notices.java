package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ConsentJson;
import org.sillok.consent.core.NoticeContent;
import org.sillok.consent.core.NoticeId;
import org.sillok.consent.db.NoticeRow;
import org.sillok.consent.db.NoticeRows;
import org.sillok.consent.db.NoticeVersionRow;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.Refusal;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * What was explained to sources before they were asked. Versions never change; a further one may be in another language. Each
 * is on record by a salted digest, in the access stream of who wrote it and in every consent that names it.
 */
@ApplicationScoped
public class Notices {
    private final NoticeRows rows;
    private final Checks checks;
    private final Denials denials;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    Notices(
            NoticeRows rows,
            Checks checks,
            Denials denials,
            Vault vault,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.checks = checks;
        this.denials = denials;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    static String context(int version) {
        return "consent/notice/" + version;
    }

    /** Records a notice; {@code alongside} becomes durable with it or not at all. */
    @Transactional
    public Outcome<NoticeId> record(Caller caller, NewNotice notice, Consumer<String> alongside) {
        scope.enter(caller);
        if (!Denials.mayWork(caller)) {
            return denials.denied(caller, "CREATE_NOTICE", "");
        }
        Optional<Refusal> refusal = checks.evidence(caller, notice.content().document(), "/document");
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        NoticeId id = NoticeId.fresh(randomness);
        SubjectKeys keys = vault.keysOfOrNew(id.value());
        NoticeRow row = new NoticeRow(id.value(), caller.party().value(), 1, now());
        rows.persistAndFlush(row);
        write(caller, row, keys, notice.content());
        alongside.accept(id.value());
        return Outcome.done(id);
    }

    /** Records a further version; {@code alongside} gets its number. */
    @Transactional
    public Outcome<Integer> extend(Caller caller, String id, NewNotice notice, Consumer<String> alongside) {
        scope.enter(caller);
        Optional<NoticeRow> row = rows.ofOwnerForUpdate(id, caller.party().value());
        if (row.isEmpty() || !Denials.mayWork(caller)) {
            return denials.denied(caller, "EXTEND_NOTICE", id);
        }
        Optional<Refusal> refusal = checks.evidence(caller, notice.content().document(), "/document");
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        row.get().versions++;
        write(caller, row.get(), vault.keysOf(id), notice.content());
        alongside.accept(Integer.toString(row.get().versions));
        return Outcome.done(row.get().versions);
    }

    /** One notice with all versions. */
    @Transactional
    public Outcome<Notice> get(Caller caller, String id) {
        Outcome<Notice> shown = shown(caller, id);
        if (shown instanceof Outcome.Done) {
            accessLog.viewed(caller.actor(), id);
        }
        return shown;
    }

    /** Shows a caller what it has just written, without recording a look. */
    @Transactional
    public Outcome<Notice> shown(Caller caller, String id) {
        scope.enter(caller);
        Optional<NoticeRow> row = rows.ofOwner(id, caller.party().value());
        if (row.isEmpty() || !Denials.mayWork(caller)) {
            return denials.denied(caller, "VIEW_NOTICE", id);
        }
        SubjectKeys keys = vault.keysOf(id);
        return Outcome.done(new Notice(
                new NoticeId(id),
                rows.versions(List.of(id)).stream()
                        .map(version -> version(version, content(keys, version)))
                        .toList(),
                row.get().createdAt));
    }

    /** One page of the organisation's notices. */
    @Transactional
    public Outcome<Slice<Notice>> list(Caller caller, @Nullable Position after, int limit) {
        scope.enter(caller);
        if (!Denials.mayWork(caller)) {
            return denials.denied(caller, "LIST_NOTICES", "");
        }
        Slice<NoticeRow> page = Slice.cut(rows.page(caller.party().value(), after, limit + 1), limit);
        List<String> ids = page.items().stream().map(row -> row.id).toList();
        Map<String, SubjectKeys> keys = ids.isEmpty() ? Map.of() : vault.keysOf(ids);
        Map<String, List<NoticeVersionRow>> versions = ids.isEmpty()
                ? Map.of()
                : rows.versions(ids).stream().collect(Collectors.groupingBy(row -> row.key.notice()));
        accessLog.listed(caller.actor(), "NOTICES", ids.size());
        return Outcome.done(page.map(row -> new Notice(
                new NoticeId(row.id),
                versions.getOrDefault(row.id, List.of()).stream()
                        .map(version -> version(version, openable(Objects.requireNonNull(keys.get(row.id)), version)))
                        .toList(),
                row.createdAt)));
    }

    private void write(Caller caller, NoticeRow row, SubjectKeys keys, NoticeContent content) {
        byte[] bytes = content.toBytes(randomness.bytes(ConsentJson.SALT_BYTES));
        rows.add(new NoticeVersionRow(
                new NoticeVersionRow.Key(row.id, row.versions),
                row.ownerParty,
                content.language().value(),
                vault.seal(keys, KeyUse.CONTENT, context(row.versions), bytes),
                caller.user().value(),
                now()));
        accessLog.administered(
                caller.actor(),
                "NOTICE_RECORDED",
                List.of(Fact.of(
                        Field.DETAILS,
                        JsonObject.builder()
                                .put("notice", row.id)
                                .put("version", row.versions)
                                .put("digest", Sha2.sha256(bytes).base64Url())
                                .build())));
    }

    private @Nullable NoticeContent openable(SubjectKeys keys, NoticeVersionRow row) {
        return keys.holds(KeyUse.CONTENT) ? content(keys, row) : null;
    }

    private NoticeContent content(SubjectKeys keys, NoticeVersionRow row) {
        return NoticeContent.ofBytes(vault.open(keys, KeyUse.CONTENT, context(row.key.number()), row.sealed));
    }

    private static NoticeVersion version(NoticeVersionRow row, @Nullable NoticeContent content) {
        return new NoticeVersion(
                row.key.number(), new LanguageTag(row.language), content, new UserId(row.recordedBy), row.recordedAt);
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
