package org.sillok.log.core;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.sillok.log.core.LogPolicy.Group;
import org.sillok.log.core.LogPolicy.Member;

/** What C2SP tlog-policy demands of a policy as a whole. */
final class PolicyRules {
    private static final Pattern WORD = Pattern.compile("[^\\p{Cntrl} ]{1,255}");
    private static final int MAX_MEMBERS = 1_000;

    private PolicyRules() {}

    static void check(List<Member> logs, Map<String, Member> witnesses, Map<String, Group> groups, String quorum) {
        require(logs.size() + witnesses.size() + groups.size() <= MAX_MEMBERS, "it has too many lines");
        Set<Object> seen = new HashSet<>();
        for (Member log : logs) {
            require(log.key().type() == NoteKey.Type.ED25519, "a log's key has the type of a cosigner");
            require(seen.add(log.key().key()), "two logs have one key");
            requireAddress(log);
        }
        seen.clear();
        witnesses.forEach((name, witness) -> {
            requireName(name);
            require(witness.key().type() != NoteKey.Type.ED25519, "a witness's key has the type of a log");
            require(seen.add(witness.key().key()), "two witnesses have one key");
            requireAddress(witness);
        });
        Set<String> known = new HashSet<>(witnesses.keySet());
        Set<String> used = new HashSet<>();
        groups.forEach((name, group) -> {
            requireName(name);
            for (String member : group.members()) {
                require(known.contains(member), "a group names what is not defined before it");
                require(used.add(member), "a name is a member of two groups, or twice of one");
            }
            require(known.add(name), "two witnesses or groups have one name");
        });
        require(quorum.equals(LogPolicy.NONE) || known.contains(quorum), "the quorum is not defined");
    }

    private static void requireName(String name) {
        require(!name.equals(LogPolicy.NONE) && WORD.matcher(name).matches(), "a name is not allowed");
    }

    private static void requireAddress(Member member) {
        require(member.url().isEmpty() || WORD.matcher(member.url()).matches(), "an address has spaces or is too long");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("not a log policy: " + what);
        }
    }
}
