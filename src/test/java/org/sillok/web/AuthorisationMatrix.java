package org.sillok.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sillok.identity.Role;

/** The table of {@code docs/authorisation.md}, which is the rule that tests execute. */
public final class AuthorisationMatrix {
    private static final Pattern LINE = Pattern.compile("\\| `([A-Z]+ /[^`]*)` \\|(.*)\\|");
    private static final List<Role> COLUMNS =
            List.of(Role.CONTRIBUTOR, Role.INVESTIGATOR, Role.AUDITOR, Role.CUSTODIAN, Role.OPERATOR);

    /** What a role may. */
    public enum May {
        PUBLIC,
        YES,
        OWN,
        NO
    }

    /** What the table says of one route. */
    public record Rule(Map<Role, May> roles, boolean stepUp, String consent) {
        boolean isPublic() {
            return roles.containsValue(May.PUBLIC);
        }
    }

    private final SortedMap<String, Rule> rules = new TreeMap<>();

    private AuthorisationMatrix() {}

    public static AuthorisationMatrix read() {
        AuthorisationMatrix matrix = new AuthorisationMatrix();
        try {
            for (String line : Files.readAllLines(Path.of("docs", "authorisation.md"))) {
                Matcher match = LINE.matcher(line);
                if (match.matches() && matrix.rules.put(match.group(1), rule(match.group(2))) != null) {
                    throw new IllegalStateException("twice in the table: " + match.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return matrix;
    }

    /** By method and path, as resources spell them. */
    public SortedMap<String, Rule> rules() {
        return rules;
    }

    public Rule of(Routes.Route route) {
        Rule rule = rules.get(route.toString());
        if (rule == null) {
            throw new AssertionError("not in the table: " + route);
        }
        return rule;
    }

    /** The routes that want a stronger authentication. */
    public SortedSet<String> stepUp() {
        return rules.entrySet().stream()
                .filter(rule -> rule.getValue().stepUp())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The routes that answer about forbidden material in that way. */
    public SortedSet<String> consent(String word) {
        return rules.entrySet().stream()
                .filter(rule -> rule.getValue().consent().equals(word))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Rule rule(String columns) {
        String[] words = columns.split("\\|", -1);
        if (words.length != COLUMNS.size() + 2) {
            throw new IllegalStateException("a line of the table has another number of columns: " + columns);
        }
        Map<Role, May> roles = new EnumMap<>(Role.class);
        for (int i = 0; i < COLUMNS.size(); i++) {
            roles.put(COLUMNS.get(i), may(words[i].strip()));
        }
        String stepUp = words[COLUMNS.size()].strip();
        String consent = words[COLUMNS.size() + 1].strip();
        if (!List.of("", "yes").contains(stepUp)
                || !List.of("", "hides", "administers").contains(consent)) {
            throw new IllegalStateException("a word that the table does not have: " + columns);
        }
        return new Rule(roles, stepUp.equals("yes"), consent);
    }

    private static May may(String word) {
        return switch (word) {
            case "public" -> May.PUBLIC;
            case "yes" -> May.YES;
            case "own" -> May.OWN;
            case "" -> May.NO;
            default -> throw new IllegalStateException("a word that the table does not have: " + word);
        };
    }
}
