package org.sillok.bundle.core;

import java.io.IOException;
import java.io.OutputStream;

/** PREMIS 3: the items and their files with fixity, and the event by which they came into this bundle. */
final class Premis {
    private static final String NAMESPACE = "http://www.loc.gov/premis/v3";

    private Premis() {}

    static void write(BundlePlan plan, OutputStream out) throws IOException {
        Text text = new Text(out)
                .add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<premis xmlns=\"" + NAMESPACE
                        + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" version=\"3.0\">\n");
        String bundle = plan.id().value();
        text.add("<object xsi:type=\"intellectualEntity\">"
                + identifier("object", "sillok bundle", bundle)
                + "</object>\n");
        for (PlannedItem item : plan.items()) {
            String name = bundle + "/" + item.name();
            text.add("<object xsi:type=\"intellectualEntity\">" + identifier("object", "sillok item", name));
            property(text, "version", Integer.toString(item.version()));
            property(text, "derivation", item.derivation().orElse("ORIGINAL"));
            text.add(partOf("sillok bundle", bundle) + "</object>\n");
            for (PlannedFile file : item.files()) {
                write(text, bundle, name, item, file);
            }
        }
        text.add("<event>" + identifier("event", "sillok event", bundle + "/export")
                        + element("eventType", "dissemination")
                        + element("eventDateTime", plan.date().toString())
                        + "<eventOutcomeInformation>" + element("eventOutcome", "success")
                        + "</eventOutcomeInformation>"
                        + "<linkingAgentIdentifier>" + element("linkingAgentIdentifierType", "sillok agent")
                        + element("linkingAgentIdentifierValue", "repository")
                        + element("linkingAgentRole", "implementer")
                        + "</linkingAgentIdentifier><linkingObjectIdentifier>"
                        + element("linkingObjectIdentifierType", "sillok bundle")
                        + element("linkingObjectIdentifierValue", bundle)
                        + "</linkingObjectIdentifier></event>\n")
                .add("<agent>" + identifier("agent", "sillok agent", "repository")
                        + element("agentName", "Sillok") + element("agentType", "software")
                        + "</agent>\n</premis>\n")
                .flush();
    }

    private static void property(Text text, String type, String value) throws IOException {
        text.add("<significantProperties>" + element("significantPropertiesType", type)
                + element("significantPropertiesValue", value) + "</significantProperties>");
    }

    private static void write(Text text, String bundle, String item, PlannedItem of, PlannedFile file)
            throws IOException {
        text.add("<object xsi:type=\"file\">"
                + identifier("object", "path in bundle", bundle + "/" + Layout.file(of, file))
                + "<objectCharacteristics>"
                + fixity("SHA-256", file.facts().sha256().hex())
                + fixity("SHA-512", file.facts().sha512().hex())
                + element("size", Long.toString(file.facts().length()))
                + "<format><formatDesignation>"
                + element("formatName", file.mediaType())
                + "</formatDesignation></format></objectCharacteristics>"
                + file.originalName().map(name -> element("originalName", name)).orElse("")
                + partOf("sillok item", item)
                + "</object>\n");
    }

    private static String partOf(String type, String value) {
        return "<relationship>" + element("relationshipType", "structural")
                + element("relationshipSubType", "is included in")
                + "<relatedObjectIdentifier>"
                + element("relatedObjectIdentifierType", type) + element("relatedObjectIdentifierValue", value)
                + "</relatedObjectIdentifier></relationship>";
    }

    private static String identifier(String kind, String type, String value) {
        return "<" + kind + "Identifier>" + element(kind + "IdentifierType", type)
                + element(kind + "IdentifierValue", value) + "</" + kind + "Identifier>";
    }

    private static String fixity(String algorithm, String hex) {
        return "<fixity>" + element("messageDigestAlgorithm", algorithm) + element("messageDigest", hex) + "</fixity>";
    }

    private static String element(String name, String text) {
        return "<" + name + ">" + Markup.text(text) + "</" + name + ">";
    }
}
