package org.sillok.log.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sillok.log.core.LogPolicy.Group;
import org.sillok.log.core.LogPolicy.Member;

/** The file form of a {@link LogPolicy} (C2SP tlog-policy): one definition a line, words separated by spaces or tabs. */
final class PolicyText {
    private static final int MAX_LENGTH = 1 << 20;
    private static final Pattern THRESHOLD = Pattern.compile("[1-9][0-9]{0,3}");

    private final List<Member> logs = new ArrayList<>();
    private final Map<String, Member> witnesses = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<String> quorums = new ArrayList<>();

    private PolicyText() {}

    static LogPolicy parse(String text) throws InvalidNoteException {
        if (text.length() > MAX_LENGTH || text.chars().anyMatch(PolicyText::isControl)) {
            throw new InvalidNoteException("not a log policy: it is too long or has control characters");
        }
        PolicyText policy = new PolicyText();
        for (String line : text.split("\n", -1)) {
            List<String> words = Arrays.stream(line.split("[ \t]+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
            if (!words.isEmpty() && !words.get(0).startsWith("#")) {
                policy.define(words);
            }
        }
        if (policy.quorums.size() != 1) {
            throw new InvalidNoteException("not a log policy: it has no quorum line, or several");
        }
        try {
            return new LogPolicy(policy.logs, policy.witnesses, policy.groups, policy.quorums.get(0));
        } catch (IllegalArgumentException e) {
            throw new InvalidNoteException(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isControl(int c) {
        return (c < ' ' && c != '\n' && c != '\t') || c == 0x7f;
    }

    private void define(List<String> words) throws InvalidNoteException {
        int count = words.size();
        switch (words.get(0)) {
            case "log" -> {
                require(count == 2 || count == 3);
                logs.add(member(words, 1));
            }
            case "witness" -> {
                require((count == 3 || count == 4) && isNew(words.get(1)));
                witnesses.put(words.get(1), member(words, 2));
            }
            case "group" -> {
                require(count >= 4 && isNew(words.get(1)));
                groups.put(words.get(1), group(words.get(2), words.subList(3, count)));
            }
            case "quorum" -> {
                // The quorum refers to lines before it.
                require(count == 2 && (words.get(1).equals(LogPolicy.NONE) || !isNew(words.get(1))));
                quorums.add(words.get(1));
            }
            default -> require(false);
        }
    }

    private boolean isNew(String name) {
        return !witnesses.containsKey(name) && !groups.containsKey(name);
    }

    private static Member member(List<String> words, int key) throws InvalidNoteException {
        return new Member(NoteKey.parse(words.get(key)), words.size() > key + 1 ? words.get(key + 1) : "");
    }

    private Group group(String threshold, List<String> members) throws InvalidNoteException {
        for (String member : members) {
            require(!isNew(member));
        }
        boolean isNumber = THRESHOLD.matcher(threshold).matches();
        require(isNumber || threshold.equals("all") || threshold.equals("any"));
        int least = isNumber ? Integer.parseInt(threshold) : threshold.equals("all") ? members.size() : 1;
        require(least <= members.size());
        return new Group(least, members);
    }

    private static void require(boolean condition) throws InvalidNoteException {
        if (!condition) {
            throw new InvalidNoteException("not a log policy: a line is malformed, or names what is not defined");
        }
    }

    static String write(LogPolicy policy) {
        StringBuilder text = new StringBuilder();
        policy.logs().forEach(log -> text.append("log ").append(written(log)));
        policy.witnesses()
                .forEach((name, witness) ->
                        text.append("witness ").append(name).append(' ').append(written(witness)));
        policy.groups()
                .forEach((name, group) -> text.append("group ")
                        .append(name)
                        .append(' ')
                        .append(group.threshold() == group.members().size() ? "all" : group.threshold())
                        .append(' ')
                        .append(String.join(" ", group.members()))
                        .append('\n'));
        return text.append("quorum ").append(policy.quorum()).append('\n').toString();
    }

    private static String written(Member member) {
        return member.key().vkey() + (member.url().isEmpty() ? "" : " " + member.url()) + "\n";
    }
}
