package org.sillok.withdrawal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.terms.MaterialRef;
import org.sillok.withdrawal.core.ImpactGraph.Edge;
import org.sillok.withdrawal.core.ImpactGraph.Kind;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class ImpactTest {
    private static final ItemId ORIGINAL = new ItemId("itm_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final ItemId COPY = new ItemId("itm_baaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final BundleId FIRST = new BundleId("bdl_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final BundleId SECOND = new BundleId("bdl_baaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final PartyId COURT = new PartyId("pty_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final PartyId OTHER = new PartyId("pty_baaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final OnwardId PASSED = new OnwardId("onw_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final OnwardId AGAIN = new OnwardId("onw_baaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final Instant WHEN = Instant.parse("2026-03-01T10:15:00Z");
    private static final Map<Kind, String> COLUMNS =
            Stream.of(Kind.values()).collect(Collectors.toMap(kind -> kind, kind -> "column " + kind));

    @Test
    void materialGoesFromItemsToThoseWhoHaveItLast() {
        ImpactGraph graph = graph(null, "Somebody");
        assertThat(graph.nodes())
                .extracting(ImpactGraph.Node::kind)
                .containsExactly(
                        Kind.ITEM, Kind.DERIVATIVE, Kind.BUNDLE, Kind.BUNDLE, Kind.RECIPIENT, Kind.ONWARD, Kind.ONWARD);
        assertThat(graph.edges())
                .containsExactly(
                        new Edge(ORIGINAL.value(), COPY.value(), null),
                        new Edge(ORIGINAL.value(), FIRST.value(), 1),
                        new Edge(COPY.value(), FIRST.value(), 2),
                        new Edge(COPY.value(), SECOND.value(), 2),
                        new Edge(FIRST.value(), COURT.value(), null),
                        new Edge(SECOND.value(), COURT.value(), null),
                        new Edge(COURT.value(), PASSED.value(), null),
                        new Edge(COURT.value(), AGAIN.value(), null));
        assertThat(graph.nodes(Kind.RECIPIENT)).hasSize(1);
        Set<String> ids = graph.nodes().stream().map(ImpactGraph.Node::id).collect(Collectors.toSet());
        assertThat(graph.edges()).allMatch(edge -> ids.contains(edge.from()) && ids.contains(edge.to()));
    }

    @Test
    void aReportAboutABundleThatIsNotThereIsLeftOut() {
        ImpactGraph graph = ImpactGraph.of(
                List.of(new ImpactGraph.Item(ORIGINAL, false, List.of())),
                Map.of(),
                List.of(),
                List.of(new ImpactGraph.Onward(PASSED, FIRST, OTHER, null, WHEN)),
                item -> null,
                party -> null);
        assertThat(graph.nodes()).hasSize(1);
        assertThat(graph.edges()).isEmpty();
    }

    @Test
    void thePictureIsWellFormedWhateverAnythingIsCalled() throws Exception {
        for (String name : List.of(
                "<script>alert(1)</script>",
                "\"/><a href='javascript:x'>&amp;",
                "]]><!--",
                "a\u202Egnp.exe\u0000\u0008\uFFFE",
                "شهادة\u200Cاختبار",
                "조서 \uD83D\uDE00".repeat(40),
                "\uD83D")) {
            Document picture = drawn(graph(name, name), "ko", false);
            assertThat(elements(picture)).containsOnly("svg", "title", "rect", "text", "path", "g");
            assertThat(attributes(picture))
                    .doesNotContain("href", "onload", "style", "src")
                    .noneMatch(attribute -> attribute.startsWith("on"));
            String shown = picture.getDocumentElement().getTextContent();
            assertThat(shown.codePoints().filter(one -> Character.getType(one) == Character.FORMAT))
                    .allMatch(one -> one == 0x200C || one == 0x200D);
        }
    }

    @Test
    void thePictureNamesWhatHasANameAndSaysThatThereIsMore() throws Exception {
        String named = drawn(graph("Interview", "A newspaper"), "en", true)
                .getDocumentElement()
                .getTextContent();
        assertThat(named)
                .contains("Where it went", "column BUNDLE", "Interview", "A newspaper", "READY 2026-03-01", "and more");
        String silent =
                drawn(graph(null, null), "en", false).getDocumentElement().getTextContent();
        assertThat(silent).contains(ORIGINAL.value()).doesNotContain("Interview", "and more");
    }

    @Test
    void anEmptyGraphIsAPictureToo() throws Exception {
        assertThat(elements(drawn(new ImpactGraph(List.of(), List.of()), "en", false)))
                .contains("svg");
    }

    @Test
    void namesAreInTheLanguageOfThePictureIfTheyCanBe() throws Exception {
        Multilingual title = Multilingual.of(Map.of("en", "Interview", "ko", "면담"), 100);
        ImpactGraph graph = ImpactGraph.of(
                List.of(new ImpactGraph.Item(ORIGINAL, false, List.of())),
                Map.of(),
                List.of(),
                List.of(),
                item -> title,
                party -> null);
        assertThat(drawn(graph, "ko", false).getDocumentElement().getTextContent())
                .contains("면담");
        assertThat(drawn(graph, "en", false).getDocumentElement().getTextContent())
                .contains("Interview");
    }

    private static ImpactGraph graph(@Nullable String title, @Nullable String name) {
        return ImpactGraph.of(
                List.of(
                        new ImpactGraph.Item(ORIGINAL, false, List.of()),
                        new ImpactGraph.Item(COPY, true, List.of(ORIGINAL, ORIGINAL))),
                Map.of(
                        FIRST, Set.of(new MaterialRef(ORIGINAL, 1), new MaterialRef(COPY, 2)),
                        SECOND, Set.of(new MaterialRef(COPY, 2))),
                List.of(
                        new ImpactGraph.Bundle(FIRST, COURT, "READY", WHEN),
                        new ImpactGraph.Bundle(SECOND, COURT, "EXPIRED", null)),
                List.of(
                        new ImpactGraph.Onward(PASSED, FIRST, null, name, WHEN),
                        new ImpactGraph.Onward(AGAIN, SECOND, OTHER, null, WHEN)),
                item -> title == null || title.isBlank() ? null : called(title),
                party -> null);
    }

    /** Titles on record have no control characters; names in reports neither. The picture trusts nobody. */
    private static Multilingual called(String title) {
        try {
            return Multilingual.of(Map.of("en", title), 1_000);
        } catch (IllegalArgumentException e) {
            return Multilingual.of(Map.of("en", "x"), 1_000);
        }
    }

    private static Document drawn(ImpactGraph graph, String language, boolean more) throws Exception {
        String svg = ImpactSvg.draw(graph, new ImpactSvg.Words("Where it went", COLUMNS, "and more"), language, more);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> elements(Document document) {
        List<String> names = new ArrayList<>();
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            names.add(all.item(i).getLocalName());
        }
        return names;
    }

    private static List<String> attributes(Document document) {
        List<String> names = new ArrayList<>();
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            for (int j = 0; j < all.item(i).getAttributes().getLength(); j++) {
                names.add(all.item(i).getAttributes().item(j).getNodeName());
            }
        }
        return names;
    }
}
