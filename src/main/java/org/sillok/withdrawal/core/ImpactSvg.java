package org.sillok.withdrawal.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.Timestamps;

/**
 * Draws where material went, in five columns from left to right. Well-formed XML without scripts, styles, links or anything
 * from elsewhere; every text is escaped, and characters that hide or turn round what follows are left out.
 */
public final class ImpactSvg {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 40;
    private static final int GAP = 60;
    private static final int STEP = 54;
    private static final int TOP = 64;
    private static final int MARGIN = 16;
    private static final int LONGEST = 24;

    private static final Map<ImpactGraph.Kind, String> COLOURS = Map.of(
            ImpactGraph.Kind.ITEM, "#dceefb",
            ImpactGraph.Kind.DERIVATIVE, "#eaf5fd",
            ImpactGraph.Kind.BUNDLE, "#fdf3d8",
            ImpactGraph.Kind.RECIPIENT, "#f9ddd5",
            ImpactGraph.Kind.ONWARD, "#eee2f3");

    /** The words on it. */
    public record Words(String title, Map<ImpactGraph.Kind, String> columns, String more) {
        public Words {
            columns = Map.copyOf(columns);
        }
    }

    private record Box(int x, int y) {}

    private final StringBuilder out = new StringBuilder();
    private final String language;

    private ImpactSvg(String language) {
        this.language = language;
    }

    /**
     * The picture.
     *
     * @param language the BCP 47 tag of the words, in which names are preferred, too
     * @param more whether the graph is only the beginning
     */
    public static String draw(ImpactGraph graph, Words words, String language, boolean more) {
        return new ImpactSvg(language).write(graph, words, more);
    }

    private String write(ImpactGraph graph, Words words, boolean more) {
        Map<String, Box> places = new HashMap<>();
        Map<ImpactGraph.Kind, Integer> rows = new EnumMap<>(ImpactGraph.Kind.class);
        List<ImpactGraph.Node> nodes = new ArrayList<>(graph.nodes());
        for (ImpactGraph.Node node : nodes) {
            int row = rows.merge(node.kind(), 1, Integer::sum) - 1;
            places.put(node.id(), new Box(x(node.kind()), TOP + row * STEP));
        }
        int longest = rows.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int width = 2 * MARGIN + 5 * WIDTH + 4 * GAP;
        int height = TOP + longest * STEP + (more ? STEP : 0) + MARGIN;
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" xml:lang=\"");
        text(language);
        out.append("\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(height)
                .append("\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height)
                .append("\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#000000\">\n<title>");
        text(words.title());
        out.append("</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        for (ImpactGraph.Kind kind : ImpactGraph.Kind.values()) {
            line(x(kind), 32, 14, words.columns().getOrDefault(kind, kind.name()));
        }
        for (ImpactGraph.Edge edge : graph.edges()) {
            edge(places.get(edge.from()), places.get(edge.to()));
        }
        for (ImpactGraph.Node node : nodes) {
            Box at = places.get(node.id());
            if (at != null) {
                box(node, at);
            }
        }
        if (more) {
            line(MARGIN, TOP + longest * STEP + 20, 12, words.more());
        }
        return out.append("</svg>\n").toString();
    }

    private static int x(ImpactGraph.Kind kind) {
        int column = switch (kind) {
            case ITEM -> 0;
            case DERIVATIVE -> 1;
            case BUNDLE -> 2;
            case RECIPIENT -> 3;
            case ONWARD -> 4;
        };
        return MARGIN + column * (WIDTH + GAP);
    }

    /** What stands on another page has no place here. */
    private void edge(@Nullable Box from, @Nullable Box to) {
        if (from == null || to == null) {
            return;
        }
        boolean within = from.x() == to.x();
        int x1 = from.x() + (within ? 0 : WIDTH);
        int y1 = from.y() + HEIGHT / 2;
        int y2 = to.y() + HEIGHT / 2;
        int bend = within ? x1 - GAP / 2 : (x1 + to.x()) / 2;
        out.append("<path fill=\"none\" stroke=\"#555555\" d=\"M")
                .append(x1)
                .append(' ')
                .append(y1)
                .append('C')
                .append(bend)
                .append(' ')
                .append(y1)
                .append(' ')
                .append(bend)
                .append(' ')
                .append(y2)
                .append(' ')
                .append(to.x())
                .append(' ')
                .append(y2)
                .append("\"/>\n");
    }

    private void box(ImpactGraph.Node node, Box at) {
        out.append("<g><title>");
        text(node.id());
        out.append("</title><rect x=\"")
                .append(at.x())
                .append("\" y=\"")
                .append(at.y())
                .append("\" width=\"")
                .append(WIDTH)
                .append("\" height=\"")
                .append(HEIGHT)
                .append("\" rx=\"4\" stroke=\"#555555\" fill=\"")
                .append(COLOURS.getOrDefault(node.kind(), "#ffffff"))
                .append("\"/>\n");
        line(at.x() + 8, at.y() + 17, 12, shortened(label(node)));
        line(at.x() + 8, at.y() + 33, 10, below(node));
        out.append("</g>\n");
    }

    private void line(int x, int y, int size, String content) {
        out.append("<text x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\" font-size=\"")
                .append(size)
                .append("\">");
        text(content);
        out.append("</text>\n");
    }

    private String label(ImpactGraph.Node node) {
        Multilingual title = node.title();
        String name = node.name();
        if (title != null) {
            return in(title);
        }
        return name == null ? node.id() : name;
    }

    private static String below(ImpactGraph.Node node) {
        String state = node.state();
        Instant time = node.at();
        String at = time == null ? "" : Timestamps.format(time).substring(0, 10);
        return state == null ? (at.isEmpty() ? node.id() : at) : (state + " " + at).strip();
    }

    private String in(Multilingual name) {
        for (Map.Entry<LanguageTag, String> one : name.texts().entrySet()) {
            String tag = one.getKey().value();
            if (tag.equals(language) || tag.startsWith(language + "-")) {
                return one.getValue();
            }
        }
        return name.texts().values().iterator().next();
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private void text(String text) {
        text.codePoints().filter(ImpactSvg::isShown).forEach(character -> {
            switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(character);
            }
        });
    }

    /** Arabic and Indic scripts cannot be written without the joiners. */
    private static boolean isShown(int character) {
        if (character == 0x200C || character == 0x200D) {
            return true;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
