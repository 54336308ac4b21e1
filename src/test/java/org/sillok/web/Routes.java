package org.sillok.web;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The routes of all resources of the program, for tests that go through every one of them. */
public final class Routes {
    private static final Set<String> VERBS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** A method and a path as the resource spells it, with parameters in braces and without their patterns. */
    public record Route(String verb, String path) implements Comparable<Route> {
        /** The path with identifiers that are well-formed and name nothing. */
        public String concrete() {
            return path.replace("{size}/{file}", "1/alpha.tsr")
                    .replace("{size}", "1")
                    .replaceAll("\\{(level|seq|index)}", "0")
                    .replaceAll("\\{(version|number|file|n|k)}", "1")
                    .replaceAll("\\{tile}", "0/000")
                    .replaceAll("\\{slug}", "not-found")
                    .replaceAll("\\{(id|item)}", id("itm"))
                    .replaceAll("\\{party}", id("pty"))
                    .replaceAll("\\{user}", id("usr"))
                    .replaceAll("\\{source}", id("src"))
                    .replaceAll("\\{opening}", id("opn"))
                    .replaceAll("\\{consent}", id("con"))
                    .replaceAll("\\{agreement}", id("agr"))
                    .replaceAll("\\{request}", id("req"))
                    .replaceAll("\\{\\w+}", id("aaa"));
        }

        /** The same about that source. */
        public String concrete(String source) {
            return new Route(verb, path.replace("{source}", source)).concrete();
        }

        @Override
        public int compareTo(Route other) {
            int byPath = path.compareTo(other.path);
            return byPath != 0 ? byPath : verb.compareTo(other.verb);
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }

        private static String id(String prefix) {
            return prefix + "_" + "a".repeat(26);
        }
    }

    private Routes() {}

    /** Read from the classes once for all tests of one class loader; nobody may change them. */
    public static SortedSet<Route> all() {
        return Read.ROUTES;
    }

    private static final class Read {
        static final SortedSet<Route> ROUTES = Collections.unmodifiableSortedSet(read());
    }

    private static SortedSet<Route> read() {
        SortedSet<Route> routes = new TreeSet<>();
        for (JavaClass resource : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.sillok")) {
            for (JavaMethod method : resource.getMethods()) {
                verb(method).ifPresent(verb -> routes.add(new Route(verb, path(resource, method))));
            }
        }
        return routes;
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
        String rooted = path.startsWith("/") ? path : "/" + path;
        return rooted.replaceAll("\\{(\\w+):[^/]*}", "{$1}");
    }
}
