package org.sillok.wording.core;

import java.util.HashMap;
import java.util.Map;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.terms.Vocabulary;

/** What the published vocabulary calls its codes. */
final class Labels {
    private static final Map<String, Map<Language, String>> LABELS = read();

    private Labels() {}

    static String of(Enum<?> code, Language language) {
        Map<Language, String> labels = LABELS.get(key(code.getDeclaringClass().getSimpleName(), code.name()));
        if (labels == null) {
            throw new IllegalArgumentException("not in the vocabulary");
        }
        return labels.getOrDefault(language, "");
    }

    private static Map<String, Map<Language, String>> read() {
        Map<String, Map<Language, String>> labels = new HashMap<>();
        for (JsonValue entry : Vocabulary.document().array("lists").values()) {
            JsonObject list = entry.asObject();
            for (JsonValue code : list.array("codes").values()) {
                JsonObject label = code.asObject().object("label");
                labels.put(
                        key(list.text("name"), code.asObject().text("code")),
                        Map.of(Language.EN, label.text("en"), Language.KO, label.text("ko")));
            }
        }
        return Map.copyOf(labels);
    }

    private static String key(String list, String code) {
        return list + "/" + code;
    }
}
