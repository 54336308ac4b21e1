package org.sillok.succession;

import java.util.List;
import org.sillok.bundle.core.Markup;
import org.sillok.evidence.ItemHoldings;
import org.sillok.evidence.core.FileFacts;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.SuccessionId;

/** PREMIS 3 of one item: its files with fixity, and the event by which they came into the package. */
final class ItemPremis {
    private static final String NAMESPACE = "http://www.loc.gov/premis/v3";

    private ItemPremis() {}

    /**
     * Writes it.
     *
     * @param when as a date and time
     */
    static Bytes of(SuccessionId succession, ItemHoldings.Held item, String when) {
        StringBuilder xml = new StringBuilder(2_048)
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<premis xmlns=\"" + NAMESPACE
                        + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" version=\"3.0\">\n")
                .append("<object xsi:type=\"intellectualEntity\">")
                .append(identifier("object", "sillok item", item.id().value()))
                .append("</object>\n");
        file(xml, item.id().value(), item.files());
        xml.append("<event>")
                .append(identifier("event", "sillok event", succession + "/" + item.id()))
                .append(element("eventType", "transfer"))
                .append(element("eventDateTime", when))
                .append("<eventOutcomeInformation>")
                .append(element("eventOutcome", "success"))
                .append("</eventOutcomeInformation><linkingAgentIdentifier>")
                .append(element("linkingAgentIdentifierType", "sillok agent"))
                .append(element("linkingAgentIdentifierValue", "repository"))
                .append(element("linkingAgentRole", "implementer"))
                .append("</linkingAgentIdentifier><linkingObjectIdentifier>")
                .append(element("linkingObjectIdentifierType", "sillok item"))
                .append(element("linkingObjectIdentifierValue", item.id().value()))
                .append("</linkingObjectIdentifier></event>\n<agent>")
                .append(identifier("agent", "sillok agent", "repository"))
                .append(element("agentName", "Sillok"))
                .append(element("agentType", "software"))
                .append("</agent>\n</premis>\n");
        return Bytes.utf8(xml.toString());
    }

    private static void file(StringBuilder xml, String item, List<ItemHoldings.HeldFile> files) {
        for (ItemHoldings.HeldFile file : files) {
            FileFacts facts = file.file().facts();
            xml.append("<object xsi:type=\"file\">")
                    .append(identifier("object", "path in package", ItemFiles.path(item, file)))
                    .append("<objectCharacteristics>")
                    .append(fixity("SHA-256", facts.sha256().hex()))
                    .append(fixity("SHA-512", facts.sha512().hex()))
                    .append(element("size", Long.toString(facts.length())))
                    .append("<format><formatDesignation>")
                    .append(element("formatName", facts.mediaType().value()))
                    .append("</formatDesignation></format></objectCharacteristics>")
                    .append(element("originalName", facts.name().value()))
                    .append("<relationship>")
                    .append(element("relationshipType", "structural"))
                    .append(element("relationshipSubType", "is included in"))
                    .append("<relatedObjectIdentifier>")
                    .append(element("relatedObjectIdentifierType", "sillok item"))
                    .append(element("relatedObjectIdentifierValue", item))
                    .append("</relatedObjectIdentifier></relationship></object>\n");
        }
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
