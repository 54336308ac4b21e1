package org.sillok.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.sillok.crypto.TimeStampRoots;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.NoteKey;

/**
 * Which logs the person who verifies already trusts: single keys, each of which must have signed what is of its log, and
 * policies, each of which must be met for its logs. None means that no issuer can be recognised.
 *
 * @param timeRoots the certificates that trusted time-stamping authorities lead to; none means that no time is proven
 */
public record Trust(List<NoteKey> keys, List<LogPolicy> policies, TimeStampRoots timeRoots) {
    public Trust {
        keys = List.copyOf(keys);
        policies = List.copyOf(policies);
    }

    Trust(List<NoteKey> keys, List<LogPolicy> policies) {
        this(keys, policies, TimeStampRoots.none());
    }

    public static Trust none() {
        return new Trust(List.of(), List.of());
    }

    /** Reads verifier keys in the C2SP text form. Throws {@link InvalidNoteException} if one is not such a key. */
    public static Trust of(List<String> vkeys) throws InvalidNoteException {
        List<NoteKey> keys = new ArrayList<>();
        for (String vkey : vkeys) {
            keys.add(NoteKey.parse(vkey.strip()));
        }
        return new Trust(keys, List.of());
    }

    /**
     * Reads a trust file: a policy (C2SP tlog-policy), which is known by its {@code quorum} line, or one verifier key a
     * line; empty lines and lines that start with {@code #} are skipped.
     */
    public static Trust ofFile(String text) throws InvalidNoteException {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .toList();
        return lines.stream().anyMatch(line -> line.strip().startsWith("quorum"))
                ? new Trust(List.of(), List.of(LogPolicy.parse(String.join("\n", lines))))
                : of(lines);
    }

    Trust and(Trust other) {
        return new Trust(
                Stream.concat(keys.stream(), other.keys.stream()).distinct().toList(),
                Stream.concat(policies.stream(), other.policies.stream())
                        .distinct()
                        .toList(),
                timeRoots.and(other.timeRoots));
    }

    /** The same trust in logs, and also in the authorities that lead to {@code roots}. */
    public Trust withTimeRoots(TimeStampRoots roots) {
        return new Trust(keys, policies, timeRoots.and(roots));
    }

    /** Whether no log is trusted. */
    boolean isEmpty() {
        return keys.isEmpty() && policies.isEmpty();
    }

    /** Every trusted key that may stand under a checkpoint of {@code origin}. */
    List<NoteKey> keys(String origin) {
        return Stream.concat(
                        keys.stream().filter(key -> key.name().equals(origin)),
                        policiesOf(origin).flatMap(policy -> policy.keys(origin).stream()))
                .distinct()
                .toList();
    }

    /** Whether these signatures under a checkpoint of {@code origin} are all that is asked for. */
    boolean isMetBy(Collection<NoteKey> signers, String origin) {
        List<NoteKey> asked =
                keys.stream().filter(key -> key.name().equals(origin)).toList();
        boolean known = !asked.isEmpty() || policiesOf(origin).findAny().isPresent();
        return known
                && signers.containsAll(asked)
                && policiesOf(origin).allMatch(policy -> policy.isMetBy(signers, origin));
    }

    private Stream<LogPolicy> policiesOf(String origin) {
        return policies.stream()
                .filter(policy ->
                        policy.logs().stream().anyMatch(log -> log.key().name().equals(origin)));
    }
}
