package org.sillok.platform;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** What the interfaces of settings say in their sources, where their comments are: keys, types, defaults and meaning. */
final class SettingSources {
    /** The settings that begin with {@code prefix}, in the order of their source. */
    record Group(String prefix, String says, List<Setting> settings) {}

    /** One setting; {@code without} is what holds if it is not set. */
    record Setting(String key, String type, String without, String says) {}

    private record Source(DocTrees docs, CompilationUnitTree unit, ClassTree type) {
        String says(Tree tree) {
            String text = docs.getDocComment(TreePath.getPath(unit, tree));
            return text == null ? "" : text.strip();
        }
    }

    private final Map<String, Path> files = new HashMap<>();
    private final Map<String, Source> read = new HashMap<>();
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    SettingSources(Path sources) {
        try (Stream<Path> all = Files.walk(sources)) {
            all.filter(file -> file.toString().endsWith(".java")).forEach(file -> files.put(simpleName(file), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All groups, sorted by their prefix. */
    List<Group> groups() {
        return files.values().stream()
                .filter(file -> text(file).contains("\n@ConfigMapping("))
                .map(file -> group(source(simpleName(file)).orElseThrow()))
                .sorted(Comparator.comparing(Group::prefix))
                .toList();
    }

    private Group group(Source source) {
        String prefix = argument(source.type().getModifiers(), "ConfigMapping").orElseThrow();
        List<Setting> settings = new ArrayList<>();
        collect(source, source.type(), prefix, false, settings);
        return new Group(prefix, source.says(source.type()), settings);
    }

    private void collect(Source source, ClassTree type, String prefix, boolean optional, List<Setting> into) {
        for (Tree parent : type.getImplementsClause()) {
            Source inherited = source(parent.toString()).orElseThrow();
            collect(inherited, inherited.type(), prefix, optional, into);
        }
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method && method.getBody() == null) {
                setting(source, type, method, prefix, optional, into);
            }
        }
    }

    private void setting(
            Source source, ClassTree within, MethodTree method, String prefix, boolean optional, List<Setting> into) {
        String key = prefix + "."
                + argument(method.getModifiers(), "WithName")
                        .orElseGet(() -> kebab(method.getName().toString()));
        String says = source.says(method);
        Tree type = method.getReturnType();
        String wrapper = outer(type);
        Tree inner = type instanceof ParameterizedTypeTree many
                ? many.getTypeArguments().get(many.getTypeArguments().size() - 1)
                : type;
        Optional<Source> own = declared(source, within, inner.toString());
        if (own.isPresent() && own.get().type().getKind() == Tree.Kind.INTERFACE) {
            boolean may = optional || wrapper.equals("Optional");
            into.add(new Setting(key + ".*", "", "", says));
            collect(own.get(), own.get().type(), key, may, into);
            return;
        }
        into.add(new Setting(
                wrapper.equals("Map") ? key + ".<name>" : key,
                wrapper.equals("List") || text(type).contains("List<")
                        ? "list of " + words(own, innermost(inner))
                        : words(own, inner.toString()),
                argument(method.getModifiers(), "WithDefault")
                        .map(value -> "`" + value + "`")
                        .orElse(without(wrapper, optional)),
                says));
    }

    private static String without(String wrapper, boolean inOptionalGroup) {
        if (wrapper.startsWith("Optional") || wrapper.equals("Map")) {
            return "none";
        }
        return inOptionalGroup ? "required in this group" : "required";
    }

    private static String words(Optional<Source> own, String type) {
        if (own.isPresent() && own.get().type().getKind() == Tree.Kind.ENUM) {
            return String.join(" or ", constants(own.get().type()));
        }
        return switch (type) {
            case "Duration" -> "duration";
            case "MemorySize" -> "size";
            case "Path" -> "path";
            case "URI" -> "address";
            case "boolean" -> "`true` or `false`";
            case "int", "long", "Integer", "Long", "OptionalInt" -> "number";
            case "String" -> "text";
            default -> throw new IllegalStateException("No word for the type " + type + ": add one here.");
        };
    }

    private static List<String> constants(ClassTree type) {
        return type.getMembers().stream()
                .filter(member -> member instanceof VariableTree field
                        && field.getModifiers().getFlags().contains(Modifier.STATIC)
                        && field.getType()
                                .toString()
                                .equals(type.getSimpleName().toString()))
                .map(member -> "`"
                        + ((VariableTree) member)
                                .getName()
                                .toString()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-') + "`")
                .toList();
    }

    /** A type that is declared in our sources: within this one, or in a file of its own. */
    private Optional<Source> declared(Source source, ClassTree within, String name) {
        int dot = name.indexOf('.');
        if (dot > 0) {
            Source outer = source(name.substring(0, dot)).orElseThrow();
            return declared(outer, outer.type(), name.substring(dot + 1));
        }
        for (ClassTree place : List.of(within, source.type())) {
            for (Tree member : place.getMembers()) {
                if (member instanceof ClassTree nested && nested.getSimpleName().contentEquals(name)) {
                    return Optional.of(new Source(source.docs(), source.unit(), nested));
                }
            }
        }
        return source(name);
    }

    private Optional<Source> source(String name) {
        Path file = files.get(name);
        return file == null ? Optional.empty() : Optional.of(read.computeIfAbsent(name, missing -> parse(file)));
    }

    private Source parse(Path file) {
        try {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    null,
                    null,
                    List.of("-proc:none"),
                    null,
                    compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file));
            CompilationUnitTree unit = task.parse().iterator().next();
            ClassTree type = (ClassTree) unit.getTypeDecls().get(0);
            return new Source(DocTrees.instance(task), unit, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> argument(ModifiersTree modifiers, String annotation) {
        for (AnnotationTree each : modifiers.getAnnotations()) {
            if (each.getAnnotationType().toString().equals(annotation)) {
                ExpressionTree value = each.getArguments().get(0);
                ExpressionTree literal = value instanceof AssignmentTree named ? named.getExpression() : value;
                return Optional.of(String.valueOf(((LiteralTree) literal).getValue()));
            }
        }
        return Optional.empty();
    }

    private static String outer(Tree type) {
        String text = text(type);
        int end = text.indexOf('<');
        return end < 0 ? text : text.substring(0, end);
    }

    private static String innermost(Tree type) {
        String text = text(type);
        return text.substring(text.lastIndexOf('<') + 1).replace(">", "");
    }

    private static String text(Tree type) {
        return type.toString();
    }

    /** {@code keyFile} is written {@code key-file}: by the rules of the library that reads them. */
    static String kebab(String name) {
        return StringUtil.skewer(name);
    }

    private static String simpleName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
