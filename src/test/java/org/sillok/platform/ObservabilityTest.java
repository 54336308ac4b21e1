package org.sillok.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sillok.identity.TestParties;

/** Alarms and the dashboard ask for metrics that the running program registers, with labels that they have. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ObservabilityTest {
    private static final Path ALERTS = Path.of("deploy", "prometheus", "alerts.yaml");
    private static final Path ALERT_TESTS = Path.of("deploy", "prometheus", "alerts.test.yaml");
    private static final Path DASHBOARD = Path.of("deploy", "grafana", "sillok.json");
    private static final Path PAGE = Path.of("docs", "observing.md");
    private static final Path TIME_METRICS =
            Path.of("src", "main", "java", "org", "sillok", "time", "rest", "TimeMetrics.java");

    private static final Pattern USED = Pattern.compile("\\b(?:sillok|http|jvm|process|system|agroal)_[a-z0-9_]+");
    private static final Pattern SELECTED = Pattern.compile("\\b(sillok_[a-z_]+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");

    @Inject
    TestParties parties;

    @Test
    void alarmsAndDashboardAskForMetricsThatAreThere() throws IOException {
        Set<String> registered = names(metrics());
        registered.addAll(ofAuthorities());
        for (Path file : List.of(ALERTS, ALERT_TESTS, DASHBOARD)) {
            Set<String> used = new TreeSet<>();
            Matcher matcher = USED.matcher(Files.readString(file));
            while (matcher.find()) {
                used.add(matcher.group());
            }
            assertThat(used).as(file.toString()).hasSizeGreaterThan(5).isSubsetOf(registered);
        }
    }

    @Test
    void theLabelsThatTheyChooseExist() throws IOException {
        String metrics = metrics();
        for (Path file : List.of(ALERTS, DASHBOARD)) {
            // In the dashboard the quotes of a query are escaped.
            Matcher selected = SELECTED.matcher(Files.readString(file).replace("\\\"", "\""));
            while (selected.find()) {
                Matcher label = LABEL.matcher(selected.group(2));
                while (label.find()) {
                    if (label.group(1).equals("job")) {
                        continue;
                    }
                    for (String value : label.group(2).split("\\|")) {
                        assertThat(metrics.lines()
                                        .anyMatch(line -> line.startsWith(selected.group(1) + "{")
                                                && line.contains(label.group(1) + "=\"" + value + "\"")))
                                .as("%s: %s with %s=%s", file, selected.group(1), label.group(1), value)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void everyMetricOfOursIsOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        Set<String> ours = new TreeSet<>(ofAuthorities());
        names(metrics()).stream().filter(name -> name.startsWith("sillok_")).forEach(ours::add);
        assertThat(ours).hasSizeGreaterThan(20);
        assertThat(ours.stream().filter(name -> !page.contains("`" + name + "`")))
                .isEmpty();
    }

    @Test
    void everyAlarmHasARunbook() throws IOException {
        Matcher runbook = Pattern.compile("runbook: (\\S+)").matcher(Files.readString(ALERTS));
        int found = 0;
        while (runbook.find()) {
            assertThat(Path.of(runbook.group(1))).isRegularFile();
            found++;
        }
        assertThat(found)
                .isEqualTo(Files.readString(ALERTS).split("- alert: ", -1).length - 1)
                .isPositive();
    }

    @Test
    void theDashboardIsOneThatGrafanaReads() throws IOException {
        JsonNode board = new ObjectMapper().readTree(Files.readString(DASHBOARD));
        assertThat(board.path("schemaVersion").asInt()).isPositive();
        assertThat(board.path("title").asText()).isEqualTo("Sillok");
        Set<Integer> ids = new TreeSet<>();
        for (JsonNode panel : board.path("panels")) {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            assertThat(panel.path("title").asText()).isNotBlank();
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("targets")).isNotEmpty();
            }
        }
    }

    private String metrics() {
        // So that there is an answer to count.
        given().get("/q/health/live").then().statusCode(200);
        given().get("/problems").then().statusCode(200);
        return parties.custodian()
                .request()
                .accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static Set<String> names(String metrics) {
        Set<String> names = new TreeSet<>();
        metrics.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
        return names;
    }

    /** They are registered for each authority that is configured, and here is none. */
    private static Set<String> ofAuthorities() throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher literal = Pattern.compile("(FunctionCounter\\.builder\\()?\"(sillok\\.time\\.[a-z.]+)\"")
                .matcher(Files.readString(TIME_METRICS));
        while (literal.find()) {
            names.add(literal.group(2).replace('.', '_') + (literal.group(1) == null ? "" : "_total"));
        }
        assertThat(names).hasSize(3);
        return names;
    }
}
