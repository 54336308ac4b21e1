package org.sillok.agreement.core;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sillok.kernel.Multilingual;

/** The texts that every agreement has to have, each in one or more languages. */
public record Wording(
        Multilingual title,
        Multilingual intention,
        Multilingual confidentiality,
        Multilingual conditionsForSharing,
        Multilingual conditionalConsent,
        Multilingual procedureForProvision,
        Multilingual handlingByRecipient) {
    /** The texts by the names of their members, in the order in which they are shown. */
    public Map<String, Multilingual> byName() {
        Map<String, Multilingual> texts = new LinkedHashMap<>();
        texts.put("title", title);
        texts.put("intention", intention);
        texts.put("confidentiality", confidentiality);
        texts.put("conditionsForSharing", conditionsForSharing);
        texts.put("conditionalConsent", conditionalConsent);
        texts.put("procedureForProvision", procedureForProvision);
        texts.put("handlingByRecipient", handlingByRecipient);
        return texts;
    }
}
