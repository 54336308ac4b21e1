package org.sillok.custody;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.DisclosureName;
import org.sillok.custody.core.Field;
import org.sillok.json.JsonValue;

/** What a statement says, by name. The forms of the values were checked when the disclosures were read. */
public record FactSheet(Map<DisclosureName, JsonValue> values) {
    public FactSheet {
        values = Map.copyOf(values);
    }

    /** Empty if a name is said twice. */
    public static Optional<FactSheet> of(Collection<Disclosure> disclosures) {
        Map<DisclosureName, JsonValue> values = new HashMap<>();
        for (Disclosure disclosure : disclosures) {
            if (values.put(disclosure.name(), disclosure.fact().value()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new FactSheet(values));
    }

    public Optional<JsonValue> value(Field field) {
        return Optional.ofNullable(values.get(DisclosureName.of(field)));
    }

    public Optional<String> text(Field field) {
        return value(field).map(JsonValue::asText);
    }

    public Optional<JsonValue> ofFile(Field field, int file) {
        return Optional.ofNullable(values.get(new DisclosureName(field, file)));
    }

    /** The numbers of the files that anything is said about, in order. */
    public List<Integer> files() {
        TreeSet<Integer> files = new TreeSet<>();
        values.keySet().stream()
                .map(DisclosureName::file)
                .filter(file -> file > 0)
                .forEach(files::add);
        return List.copyOf(files);
    }
}
