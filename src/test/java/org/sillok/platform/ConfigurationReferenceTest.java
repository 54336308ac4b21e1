package org.sillok.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about settings is what the sources say, and everything that sets one sets one that exists. */
class ConfigurationReferenceTest {
    private static final Path COMMITTED = Path.of("docs", "configuration.md");
    private static final Path GENERATED = Path.of("target", "configuration.md");

    /** Set at the start, by the program itself. */
    private static final Set<String> INTERNAL = Set.of("sillok.replica-id");

    private static final Pattern READ_BY_NAME =
            Pattern.compile("(?:ConfigProperty\\(\\s*name = |Value\\(\\s*)\"(sillok\\.[a-z0-9.-]+)\"");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^[ #]*(sillok\\.[a-z0-9.-]+)=");
    private static final Pattern VARIABLE = Pattern.compile("\\bSILLOK_[A-Z0-9_]*[A-Z0-9]\\b");

    /** Of the launcher and of images, not of the program. */
    private static final Set<String> OTHER_VARIABLES = Set.of("SILLOK_IMAGE", "SILLOK_HTTP_PORT");

    private final SettingsPage page = page();

    @Test
    void theCommittedPageIsTheSourcesOwn() throws IOException {
        String generated = page.text();
        Files.createDirectories(GENERATED.getParent());
        Files.writeString(GENERATED, generated);
        assertThat(generated)
                .as("The settings changed: cp %s %s", GENERATED, COMMITTED)
                .isEqualTo(Files.readString(COMMITTED, StandardCharsets.UTF_8));
    }

    @Test
    void everySettingSaysWhatItIsFor() {
        List<String> silent = new ArrayList<>();
        page.groups().forEach(group -> {
            assertThat(group.says()).as(group.prefix()).isNotBlank();
            group.settings().stream()
                    .filter(setting -> setting.says().isBlank())
                    .forEach(setting -> silent.add(setting.key()));
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void everyInterfaceOfSettingsIsThere() throws IOException {
        Set<String> declared = new TreeSet<>();
        Pattern mapping = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"");
        for (Path file : files(SettingsPage.SOURCES, ".java")) {
            Matcher found = mapping.matcher(Files.readString(file));
            while (found.find()) {
                declared.add(found.group(1));
            }
        }
        assertThat(declared).hasSizeGreaterThan(20);
        assertThat(page.groups().stream().map(SettingSources.Group::prefix)).containsExactlyElementsOf(declared);
    }

    @Test
    void everyKeyThatTheCodeOrThePropertiesNameIsOnThePage() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path file : files(SettingsPage.SOURCES, ".java")) {
            Matcher found = READ_BY_NAME.matcher(Files.readString(file));
            while (found.find()) {
                named.add(found.group(1));
            }
        }
        assertThat(named).contains("sillok.data-dir", "sillok.database.url");
        for (String line : Files.readAllLines(SettingsPage.PROPERTIES)) {
            Matcher found =
                    Pattern.compile("(?:%\\w+\\.)?(sillok\\.[a-z0-9.-]+)=.*").matcher(line);
            if (found.matches()) {
                named.add(found.group(1));
            }
        }
        named.removeAll(INTERNAL);
        assertThat(page.keys()).containsAll(named);
    }

    @Test
    void whatIsDeployedSetsOnlyWhatExists() throws IOException {
        Set<String> known = new HashSet<>(OTHER_VARIABLES);
        page.keys().forEach(key -> known.add(SettingsPage.variable(key)));
        Set<String> unknown = new TreeSet<>();
        List<Path> deployed = new ArrayList<>(files(Path.of("deploy"), ""));
        if (Files.exists(Path.of("Dockerfile"))) {
            deployed.add(Path.of("Dockerfile"));
        }
        for (Path file : deployed) {
            String text = Files.readString(file);
            Matcher variable = VARIABLE.matcher(text);
            while (variable.find()) {
                if (!known.contains(variable.group())) {
                    unknown.add(file + ": " + variable.group());
                }
            }
            Matcher property = PROPERTY.matcher(text);
            while (property.find()) {
                if (!exists(property.group(1))) {
                    unknown.add(file + ": " + property.group(1));
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    /** With any name in the place of {@code <name>}. */
    private boolean exists(String key) {
        return page.keys().stream()
                .anyMatch(known -> key.equals(known)
                        || (known.endsWith(".<name>") && key.startsWith(known.substring(0, known.indexOf("<")))));
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .toList();
        }
    }

    private static SettingsPage page() {
        try {
            return new SettingsPage();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
