package org.sillok.discovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.discovery.core.Aim;
import org.sillok.discovery.core.Criteria;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.JobId;
import org.sillok.kernel.Randomness;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.MaterialRef;

/**
 * Searches, each one transaction that also records that it was made: with salted digests of what was sought and shown, never
 * with its words. Nothing is returned before that record is durable.
 */
@ApplicationScoped
public class Discoveries {
    private static final int SALT = 16;
    private static final String OWN_PURPOSE = "PRESERVATION";

    private final OwnSearch own;
    private final OutsideSearch outside;
    private final Findings findings;
    private final Jobs jobs;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Randomness randomness;

    Discoveries(
            OwnSearch own,
            OutsideSearch outside,
            Findings findings,
            Jobs jobs,
            AccessLog accessLog,
            Scope scope,
            Randomness randomness) {
        this.own = own;
        this.outside = outside;
        this.findings = findings;
        this.jobs = jobs;
        this.accessLog = accessLog;
        this.scope = scope;
        this.randomness = randomness;
    }

    /** Searches what others deposited if the question has an aim, else what the caller's organisation did. */
    @Transactional
    public Outcome<Discovery> search(Caller caller, Question question) {
        scope.enter(caller);
        Aim aim = question.aim();
        if (!caller.has(aim == null ? Role.CONTRIBUTOR : Role.INVESTIGATOR)) {
            accessLog.denied(caller.actor(), aim == null ? "SEARCH_ITEMS" : "DISCOVER", "");
            return Outcome.refused(Refusal.of(ProblemCode.FORBIDDEN));
        }
        byte[] asked = asked(question);
        @Nullable ItemId after = null;
        String cursor = question.cursor();
        if (cursor != null) {
            Optional<ItemId> place = findings.after(caller.party(), asked, cursor);
            if (place.isEmpty()) {
                return Outcome.refused(ProblemCode.INVALID_CURSOR, "No search with this question issued the cursor.");
            }
            after = place.get();
        }
        Results results = aim == null
                ? own.find(caller, question.criteria(), after, question.limit())
                : outside.find(caller.party(), question.criteria(), aim, after, question.limit());
        scope.enter(caller);
        accessLog.searched(caller.actor(), facts(question, asked, results.shown()));
        ItemId last = results.last();
        return Outcome.done(new Discovery(
                results.lines(),
                last == null ? null : findings.cursor(caller.party(), asked, last),
                results.more(),
                cursor == null ? results.count() : null,
                cursor == null ? results.cells() : List.of()));
    }

    /**
     * Searches what others deposited and goes on with all that may be shown of it, in one transaction. It is recorded like
     * any other search, whatever comes of it, and last: what {@code use} writes has its place in the order of streams before.
     * For callers who may discover; {@code use} runs in their scope.
     */
    @Transactional(TxType.MANDATORY)
    public <T> Outcome<T> gather(Caller caller, Criteria criteria, Aim aim, Function<Gathered, Outcome<T>> use) {
        if (!caller.has(Role.INVESTIGATOR)) {
            scope.enter(caller);
            accessLog.denied(caller.actor(), "DISCOVER", "");
            return Outcome.refused(Refusal.of(ProblemCode.FORBIDDEN));
        }
        Gathered found = outside.gather(caller.party(), criteria, aim);
        scope.enter(caller);
        Outcome<T> outcome = use.apply(found);
        Question question = new Question(criteria, aim, null, found.versions().size());
        List<ItemId> items =
                found.versions().stream().map(MaterialRef::item).distinct().toList();
        scope.enter(caller);
        accessLog.searched(caller.actor(), facts(question, asked(question), items));
        return outcome;
    }

    /** Queues a job that writes the projection anew. */
    @Transactional
    public Outcome<JobId> rebuild(Caller caller, Consumer<String> alongside) {
        scope.enter(caller);
        if (!caller.hasAny(Role.OPERATOR, Role.CUSTODIAN)) {
            accessLog.denied(caller.actor(), "REBUILD_DISCOVERY", "");
            return Outcome.refused(Refusal.of(ProblemCode.FORBIDDEN));
        }
        Outcome<JobId> submitted =
                jobs.submitAlone(RebuildJob.KIND, caller, JsonObject.builder().build());
        return submitted.map(job -> {
            alongside.accept(job.value());
            return job;
        });
    }

    /** The question without its place in the list. */
    private static byte[] asked(Question question) {
        Aim aim = question.aim();
        JsonObject.Builder json =
                JsonObject.builder().put("criteria", question.criteria().toJson());
        if (aim != null) {
            json.put("aim", aim.toJson());
        }
        return CompactJson.write(json.build());
    }

    private List<Fact> facts(Question question, byte[] asked, List<ItemId> shown) {
        Aim aim = question.aim();
        String items = shown.stream().map(ItemId::value).collect(Collectors.joining("\n"));
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.of(Field.QUERY, salted(asked).build()),
                Fact.of(
                        Field.RESULTS,
                        salted(items.getBytes(StandardCharsets.UTF_8))
                                .put("count", shown.size())
                                .build())));
        facts.add(Fact.of(
                Field.PURPOSE,
                aim == null
                        ? OWN_PURPOSE
                        : aim.purposes().stream().map(Enum::name).sorted().collect(Collectors.joining(" "))));
        return facts;
    }

    /** SHA-256 over salt and bytes: shows to who knows both what it was, and nothing to anybody else. */
    private JsonObject.Builder salted(byte[] bytes) {
        byte[] salt = randomness.bytes(SALT);
        byte[] both = new byte[SALT + bytes.length];
        System.arraycopy(salt, 0, both, 0, SALT);
        System.arraycopy(bytes, 0, both, SALT, bytes.length);
        return JsonObject.builder()
                .put("salt", Base64Url.encode(salt))
                .put("sha256", Sha2.sha256(both).base64Url());
    }
}
