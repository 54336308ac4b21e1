package org.sillok.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sillok.platform.PostgresTestResource;

/** Asks every route of the running service without a token. A new route that answers must be added here, on purpose. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class RoutesTest {
    /** The public routes of the design, as resources spell them. */
    private static final Set<String> PUBLIC = Set.of(
            "GET /log/checkpoint",
            "GET /log/vkey",
            "GET /log/time-stamps",
            "GET /log/time-stamps/{size}/checkpoint",
            "GET /log/time-stamps/{size}/{file}",
            "GET /log/trusted_root.json",
            "GET /log/policy",
            "GET /log/tile/{level}/{index}",
            "GET /recalls",
            "GET /problems",
            "GET /problems/{slug}",
            "GET /q/health",
            "GET /q/health/live",
            "GET /q/health/ready",
            "GET /q/health/started",
            "GET /q/health/well",
            "GET /q/openapi",
            "GET /q/swagger-ui",
            "GET /q/swagger-ui/");

    private static final Set<String> VERBS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Inject
    Router router;

    @Test
    void everyMethodOfEveryResourceDemandsATokenUnlessItIsListed() {
        Set<String> open = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (JavaClass resource : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.sillok")) {
            for (JavaMethod method : resource.getMethods()) {
                verb(method).ifPresent(verb -> {
                    String route = verb + " " + path(resource, method);
                    all.add(route);
                    if (!demandsToken(verb, path(resource, method))) {
                        open.add(route.replaceAll("\\{(\\w+):[^/]*}", "{$1}"));
                    }
                });
            }
        }
        assertThat(all).hasSizeGreaterThan(10);
        assertThat(PUBLIC).containsAll(open);
    }

    @Test
    void everyRouteOfTheServerDemandsATokenUnlessItIsListed() {
        for (Route route : router.getRoutes()) {
            if (route.getPath() != null && !route.getPath().contains(":")) {
                String path = route.getPath().replace("*", "");
                if (!PUBLIC.contains("GET " + path)) {
                    assertThat(demandsToken("GET", path)).as(path).isTrue();
                }
            }
        }
        for (String path :
                new String[] {"/", "/q", "/q/", "/q/metrics", "/q/dev-ui", "/q/arc/beans", "/index.html", "/favicon.ico"
                }) {
            assertThat(demandsToken("GET", path)).as(path).isTrue();
        }
    }

    @Test
    void spellingsOfAPathDoNotOpenIt() {
        for (String path : new String[] {
            "/problems/../api/v1/me",
            "/problems/%2e%2e/api/v1/me",
            "//api/v1/me",
            "/api//v1/me",
            "/api/v1/me/",
            "/api/v1/me;/problems",
            "/problems/..;/api/v1/me",
            "/API/v1/me",
            "/log/tile/0/%2e%2e/entries/000",
            "/log/tile/%65ntries/000"
        }) {
            int status = given().urlEncodingEnabled(false).get(path).statusCode();
            assertThat(status).as(path).isIn(400, 401, 404);
            assertThat(given().urlEncodingEnabled(false).get(path).asString()).doesNotContain("\"party\"");
        }
    }

    private static boolean demandsToken(String verb, String path) {
        String concrete = path.replaceAll("\\{level[^}]*}", "0")
                .replaceAll("\\{slug[^}]*}", "not-found")
                .replaceAll("\\{size[^}]*}/\\{file[^}]*}", "1/alpha.tsr")
                .replaceAll("\\{size[^}]*}", "1")
                .replaceAll("\\{(index|tile|path)[^}]*}", "000")
                .replaceAll("\\{(version|number|file|n|k)[^}]*}", "1")
                .replaceAll("\\{[^}]*}", "aaa_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        return given().redirects().follow(false).request(verb, concrete).statusCode() == 401;
    }

    private static Optional<String> verb(JavaMethod method) {
        // By name: annotations of annotations are not on the importer's class path.
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType())
                .filter(type -> type.getPackageName().equals("jakarta.ws.rs") && VERBS.contains(type.getSimpleName()))
                .map(JavaClass::getSimpleName)
                .findFirst();
    }

    private static String path(JavaClass resource, JavaMethod method) {
        String path =
                resource.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("")
                        + method.tryGetAnnotationOfType(Path.class)
                                .map(part -> part.value().startsWith("/") ? part.value() : "/" + part.value())
                                .orElse("");
        return path.startsWith("/") ? path : "/" + path;
    }
}
