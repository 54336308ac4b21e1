package org.sillok.verify;

import java.util.List;
import java.util.Optional;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.DisclosureName;
import org.sillok.custody.core.Field;
import org.sillok.json.JsonValue;

/** Looks facts up among disclosures. */
final class Facts {
    private Facts() {}

    static Optional<JsonValue> find(List<Disclosure> disclosures, DisclosureName name) {
        return disclosures.stream()
                .filter(disclosure -> disclosure.name().equals(name))
                .map(disclosure -> disclosure.fact().value())
                .findAny();
    }

    /** The text of a field whose form is text. */
    static Optional<String> text(List<Disclosure> disclosures, Field field) {
        return find(disclosures, DisclosureName.of(field)).map(JsonValue::asText);
    }
}
