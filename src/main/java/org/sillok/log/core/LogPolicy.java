package org.sillok.log.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.sillok.kernel.Bytes;

/**
 * Whose signatures make a checkpoint valid (C2SP tlog-policy): one of the {@code logs}, and as many of the cosigners,
 * which the specification calls witnesses, as the quorum asks for. What is not required but signed is checked all the
 * same: a policy may relax what is required, never what is verified.
 *
 * @param witnesses by their names within the policy
 * @param groups by their names within the policy; members are witnesses or groups that stand before
 * @param quorum the witness or group that must have cosigned, or {@link #NONE}
 */
public record LogPolicy(List<Member> logs, Map<String, Member> witnesses, Map<String, Group> groups, String quorum) {
    /** The quorum that asks for nobody. */
    public static final String NONE = "none";

    /** A key with the address where its holder can be reached, or an empty string. */
    public record Member(NoteKey key, String url) {}

    /** At least {@code threshold} of {@code members}. */
    public record Group(int threshold, List<String> members) {
        public Group {
            members = List.copyOf(members);
            if (threshold < 1 || threshold > members.size()) {
                throw new IllegalArgumentException("a group asks for at least one and at most all of its members");
            }
        }
    }

    public LogPolicy {
        logs = List.copyOf(logs);
        witnesses = copy(witnesses);
        groups = copy(groups);
        PolicyRules.check(logs, witnesses, groups, quorum);
    }

    // Map.copyOf loses the order, and a group must follow its members when the policy is written.
    private static <T> Map<String, T> copy(Map<String, T> map) {
        return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** The policy of somebody who knows one key of a log: its own signature is enough. */
    public static LogPolicy of(NoteKey log) {
        return new LogPolicy(List.of(new Member(log, "")), Map.of(), Map.of(), NONE);
    }

    /**
     * The policy of this service's logs: the Ed25519 line and the line by the log's own post-quantum key, both. In the
     * terms of the specification the second is a witness; it is no independent one.
     */
    public static LogPolicy of(NoteKey log, NoteKey postQuantum) {
        return new LogPolicy(
                List.of(new Member(log, "")),
                Map.of("post-quantum", new Member(postQuantum, "")),
                Map.of("required", new Group(1, List.of("post-quantum"))),
                "required");
    }

    /** Reads a policy file. */
    public static LogPolicy parse(String text) throws InvalidNoteException {
        return PolicyText.parse(text);
    }

    /** The policy as a file; reads back as an equal policy. */
    public String text() {
        return PolicyText.write(this);
    }

    /** All keys of the policy that may stand under a checkpoint of {@code origin}. */
    public List<NoteKey> keys(String origin) {
        return Stream.concat(logs.stream(), witnesses.values().stream())
                .map(Member::key)
                .filter(key -> key.type() != NoteKey.Type.ED25519 || key.name().equals(origin))
                .toList();
    }

    /** Whether the signatures of {@code signers}, all verified over one checkpoint of {@code origin}, are enough. */
    public boolean isMetBy(Collection<NoteKey> signers, String origin) {
        return logs.stream().map(Member::key).anyMatch(key -> key.name().equals(origin) && signers.contains(key))
                && (quorum.equals(NONE) || satisfied(signers).contains(quorum));
    }

    // A group stands after its members, so one pass decides all of them, however deep they are nested.
    private Set<String> satisfied(Collection<NoteKey> signers) {
        Set<String> satisfied = new HashSet<>();
        witnesses.forEach((name, witness) -> {
            if (signers.contains(witness.key())) {
                satisfied.add(name);
            }
        });
        groups.forEach((name, group) -> {
            if (group.members().stream().filter(satisfied::contains).count() >= group.threshold()) {
                satisfied.add(name);
            }
        });
        return satisfied;
    }

    /** The checkpoint of {@code note}, if the policy holds it valid. */
    Checkpoint verify(Bytes note) throws InvalidNoteException {
        Note parsed = Note.parse(note.toArray());
        Checkpoint checkpoint = Checkpoint.parse(parsed.text());
        List<NoteKey> signers = new ArrayList<>(parsed.verify(keys(checkpoint.origin())));
        if (!isMetBy(signers, checkpoint.origin())) {
            throw new InvalidNoteException("the checkpoint lacks a signature that the policy requires");
        }
        return checkpoint;
    }
}
