package org.sillok.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The PREMIS description: it describes exactly the items and files that are here, with their digests. Read as a stream;
 * document types and entities are refused.
 */
final class PremisCheck {
    private static final String NAMESPACE = "http://www.loc.gov/premis/v3";
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final int LONGEST_TEXT = 1 << 16;
    // What is read here is five deep; extensions within a bundle are not.
    private static final int DEEPEST = 16;

    private final BundleContent content;
    private final String bundle;
    private final Set<String> items;
    private final Set<String> files;
    private final Findings findings;
    private final Deque<String> path = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();

    private String kind = "";
    private String identifierType = "";
    private String identifier = "";
    private String algorithm = "";
    private final Map<String, String> fixity = new HashMap<>();

    private PremisCheck(BundleContent content, String bundle, Set<String> items, Set<String> files, Findings findings) {
        this.content = content;
        this.bundle = bundle;
        this.items = new HashSet<>(items);
        this.files = new HashSet<>(files);
        this.findings = findings;
    }

    static void check(BundleContent content, String bundle, Set<String> items, Set<String> files, Findings findings)
            throws IOException {
        PremisCheck check = new PremisCheck(content, bundle, items, files, findings);
        try (InputStream in = content.open(BundleLayout.PREMIS)) {
            // The JDK's own reader, whatever else is on the class path.
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, false);
            check.read(factory.createXMLStreamReader(in));
        } catch (XMLStreamException | RuntimeException e) {
            check.add("It is not XML of the form that a bundle has.");
            return;
        }
        check.items.stream().sorted().forEach(item -> check.add("It does not describe " + item + "."));
        check.files.stream().sorted().forEach(file -> check.add("It does not describe " + file + "."));
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(xml);
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS -> characters(xml.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("a document type");
                default -> {}
            }
        }
    }

    private void start(XMLStreamReader xml) throws XMLStreamException {
        if (!NAMESPACE.equals(xml.getNamespaceURI())) {
            throw new XMLStreamException("of another namespace");
        }
        text.setLength(0);
        path.addLast(xml.getLocalName());
        if (path.size() > DEEPEST) {
            throw new XMLStreamException("too deep");
        }
        if (at("premis/object")) {
            String type = Objects.requireNonNullElse(xml.getAttributeValue(INSTANCE, "type"), "");
            kind = type.substring(type.indexOf(':') + 1);
            identifierType = "";
            identifier = "";
            fixity.clear();
        }
    }

    private void characters(@Nullable String characters) throws XMLStreamException {
        text.append(characters);
        if (text.length() > LONGEST_TEXT) {
            throw new XMLStreamException("too long");
        }
    }

    private void end() {
        if (at("premis/object/objectIdentifier/objectIdentifierType")) {
            identifierType = text.toString();
        } else if (at("premis/object/objectIdentifier/objectIdentifierValue")) {
            identifier = text.toString();
        } else if (at("premis/object/objectCharacteristics/fixity/messageDigestAlgorithm")) {
            algorithm = text.toString();
        } else if (at("premis/object/objectCharacteristics/fixity/messageDigest")) {
            fixity.put(algorithm, text.toString());
        } else if (at("premis/object")) {
            object();
        }
        path.removeLast();
        text.setLength(0);
    }

    private boolean at(String place) {
        return String.join("/", path).equals(place);
    }

    private void object() {
        if (kind.equals("file")) {
            file();
        } else if (!kind.equals("intellectualEntity")) {
            add("It describes something of another kind: " + kind + ".");
        } else if (identifierType.equals("sillok item")) {
            if (!items.remove(below())) {
                add("It describes " + identifier + ", which is not here or was described before.");
            }
        } else if (!identifier.equals(bundle)) {
            add("It describes " + identifier + ", which is another bundle.");
        }
    }

    private void file() {
        String file = below();
        if (!files.remove(file)) {
            add("It describes " + identifier + ", which is not here or was described before.");
            return;
        }
        FileDigests digests = content.digests(file);
        boolean same = fixity.size() == 2
                && digests.sha256().hex().equals(fixity.get("SHA-256"))
                && digests.sha512().hex().equals(fixity.get("SHA-512"));
        if (!same) {
            add("It has other digests of " + file + ".");
        }
    }

    private String below() {
        return identifier.startsWith(bundle + "/") ? identifier.substring(bundle.length() + 1) : "";
    }

    private void add(String words) {
        findings.add(FindingCode.PREMIS_DIFFERS, BundleLayout.PREMIS, words);
    }
}
