package org.sillok.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sillok.platform.SettingSources.Group;

/** {@code docs/configuration.md}, made from the sources: the interfaces of settings and {@code application.properties}. */
final class SettingsPage {
    static final Path SOURCES = Path.of("src", "main", "java");
    static final Path PROPERTIES = Path.of("src", "main", "resources", "application.properties");

    private static final Pattern LINK = Pattern.compile("\\{@link ([\\w.]*)(#(\\w+))?}");
    private static final Pattern KEY = Pattern.compile("(sillok\\.[a-z0-9.-]+)=(.*)");

    /** Settings of the framework that an installation may want to change; their defaults are in the properties file. */
    private static final Map<String, String> FRAMEWORK = framework();

    private final List<Group> groups;
    private final Map<String, String> prefixes;
    private final List<String> properties;

    SettingsPage() throws IOException {
        this.groups = new SettingSources(SOURCES).groups();
        this.properties = Files.readAllLines(PROPERTIES);
        this.prefixes = prefixes();
    }

    /** Writes the page into the file that is named. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), new SettingsPage().text());
    }

    List<Group> groups() {
        return groups;
    }

    /** Every key, also those that no interface has. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(alone().keySet());
        groups.forEach(group -> group.settings().forEach(setting -> keys.add(setting.key())));
        return keys;
    }

    /** How the environment names a key. */
    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    String text() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append("\n## The program\n\n").append(HEAD);
        alone().forEach((key, says) -> row(page, key, "path", value(key), prose(says)));
        for (Group group : groups) {
            page.append("\n## ").append(group.prefix()).append("\n\n");
            page.append(prose(group.says())).append("\n\n").append(HEAD);
            group.settings()
                    .forEach(setting ->
                            row(page, setting.key(), setting.type(), setting.without(), prose(setting.says())));
        }
        page.append(
                "\n## Of the framework\n\nThe service is a Quarkus program, and all settings of Quarkus work. These are"
                        + " the ones that an installation may need.\n\n");
        page.append(HEAD);
        FRAMEWORK.forEach((key, says) -> row(page, key, "", value(key), says));
        return page.toString();
    }

    private static void row(StringBuilder page, String key, String type, String standard, String says) {
        // What belongs to the framework can be named by the environment in the same way.
        boolean named = !key.contains("*") && !key.contains("<");
        page.append("| `").append(key).append('`');
        page.append(named ? "<br>`" + variable(key) + "`" : "");
        page.append(" | ").append(type).append(" | ").append(standard);
        page.append(" | ").append(says.replace("|", "\\|")).append(" |\n");
    }

    private String value(String key) {
        return properties.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> "`" + line.substring(key.length() + 1) + "`")
                .findFirst()
                .orElse("none");
    }

    /** Keys of the properties file that no interface has, with the comment above them. */
    private Map<String, String> alone() {
        List<String> known = new ArrayList<>();
        groups.forEach(group -> group.settings().forEach(setting -> known.add(setting.key())));
        Map<String, String> found = new LinkedHashMap<>();
        List<String> comment = new ArrayList<>();
        for (String line : properties) {
            Matcher key = KEY.matcher(line);
            if (line.startsWith("# ") && !line.startsWith("# ---")) {
                comment.add(line.substring(2));
            } else {
                if (key.matches() && !known.contains(key.group(1))) {
                    found.put(key.group(1), String.join(" ", comment));
                }
                comment.clear();
            }
        }
        return found;
    }

    private Map<String, String> prefixes() {
        Map<String, String> found = new LinkedHashMap<>();
        Pattern mapping = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)\\s+public interface (\\w+)");
        for (Group group : groups) {
            found.put(group.prefix(), group.prefix());
        }
        try (var files = Files.walk(SOURCES)) {
            for (Path file : files.filter(each -> each.toString().endsWith("Config.java"))
                    .toList()) {
                Matcher matcher = mapping.matcher(Files.readString(file));
                if (matcher.find()) {
                    found.put(matcher.group(2), matcher.group(1));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return found;
    }

    /** A comment of the sources as a sentence of the page. */
    private String prose(String comment) {
        String text = comment.replaceAll("\\s+", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                // The column beside it says that for every setting.
                .replaceAll(" Environment: `?SILLOK_[A-Z_]+`?\\.?", "");
        return LINK.matcher(text).replaceAll(link -> Matcher.quoteReplacement("`" + target(link) + "`"));
    }

    private String target(java.util.regex.MatchResult link) {
        if (link.group(3) != null) {
            return SettingSources.kebab(link.group(3));
        }
        String type = link.group(1).substring(link.group(1).lastIndexOf('.') + 1);
        return prefixes.getOrDefault(type, type);
    }

    private static Map<String, String> framework() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "quarkus.http.host",
                "The address to listen on; `0.0.0.0` for all. Put TLS in front, or set `quarkus.tls`.");
        settings.put("quarkus.http.port", "The port; without it 8080. 0 takes any that is free.");
        settings.put(
                "quarkus.http.proxy.proxy-address-forwarding",
                "Whether a proxy in front names the client. Only with a proxy that overwrites these headers.");
        settings.put("quarkus.http.limits.max-body-size", "Must not be smaller than the largest deposit.");
        settings.put(
                "quarkus.shutdown.delay",
                "How long the program still takes new requests after it was told to stop, while it says that it is not ready.");
        settings.put("quarkus.shutdown.timeout", "How long it waits then for requests under way before it ends.");
        settings.put(
                "quarkus.datasource.jdbc.max-size",
                "Most connections of the pool. The log's leader has a few besides.");
        settings.put("quarkus.datasource.jdbc.acquisition-timeout", "How long a request waits for a connection.");
        settings.put("quarkus.log.console.json.enabled", "One JSON object a line; otherwise readable lines.");
        settings.put(
                "quarkus.flyway.migrate-at-start",
                "Whether a start brings the database to this version (docs/upgrades.md).");
        return settings;
    }

    private static final String HEAD = "| setting, environment | type | default | |\n|---|---|---|---|\n";

    private static final String INTRODUCTION = """
            # Configuration

            Every setting of the service. This page is made from the sources (`SettingsPage` among the tests) and compared with them by
            a test: what is here is what the program reads.

            A setting comes, the strongest first, from a system property (`-Dsillok.log.batch=1024` in `JAVA_OPTS`), from the environment, from the
            file `config/application.properties` in the working directory, or is the default. The environment's name of a setting is the setting in
            capitals with `_` for everything else than letters and digits. A setting with `<name>` is best put into the file: the environment has no hyphens.

            **Secrets** come from files that the environment names (`…_FILE`), readable by the service alone; never put one into a command line. Durations are ISO 8601
            (`PT15M`, `P7D`), sizes are numbers with `K`, `M` or `G`. `${…}` stands for another setting. A value that cannot work ends the start with one line that names it.
            """;
}
