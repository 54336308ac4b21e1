package org.sillok.identities.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Multilingual;

/**
 * Who a source is. Texts are kept exactly as they came, in every script. Neither this nor any part of it shows its content
 * in its text form.
 *
 * @param names the same or other names, each in the language and script of its tag
 * @param birth when the person was born, as far as it is known
 * @param notes free text; null if there is none
 */
public record Identity(
        List<Name> names,
        @Nullable Edtf birth,
        List<Contact> contacts,
        List<Relative> relatives,
        @Nullable String notes) {
    public static final int MAX_ENTRIES = 30;
    public static final int MAX_NAME_LENGTH = 300;
    public static final int MAX_CONTACT_LENGTH = 1000;
    public static final int MAX_NOTES_LENGTH = 20_000;

    private static final String NAMES = "names";
    private static final String BIRTH = "birth";
    private static final String CONTACTS = "contacts";
    private static final String RELATIVES = "relatives";
    private static final String NOTES = "notes";
    private static final String TEXT = "text";
    private static final String LANGUAGE = "language";
    private static final String KIND = "kind";
    private static final String VALUE = "value";
    private static final String NAME = "name";
    private static final String RELATION = "relation";

    /** A name and the language and script in which it is written, for example {@code ko-Hang} or {@code ko-Latn}. */
    public record Name(String text, LanguageTag language) {
        public Name {
            Multilingual.checkText(text, MAX_NAME_LENGTH);
        }

        @Override
        public String toString() {
            return "Name";
        }
    }

    /** A way to reach the person. */
    public record Contact(ContactKind kind, String value) {
        public Contact {
            Multilingual.checkText(value, MAX_CONTACT_LENGTH);
        }

        @Override
        public String toString() {
            return "Contact";
        }
    }

    /** Somebody near to the person: in danger with them, or to be asked after them. */
    public record Relative(
            String name, String relation, @Nullable String contact) {
        public Relative {
            Multilingual.checkText(name, MAX_NAME_LENGTH);
            Multilingual.checkText(relation, MAX_NAME_LENGTH);
            if (contact != null) {
                Multilingual.checkText(contact, MAX_CONTACT_LENGTH);
            }
        }

        @Override
        public String toString() {
            return "Relative";
        }
    }

    /** Throws {@link IllegalArgumentException} for an identity that says nothing, or too much. */
    public Identity {
        names = List.copyOf(names);
        contacts = List.copyOf(contacts);
        relatives = List.copyOf(relatives);
        if (names.size() > MAX_ENTRIES || contacts.size() > MAX_ENTRIES || relatives.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("too many entries");
        }
        if (notes != null) {
            Multilingual.checkText(notes, MAX_NOTES_LENGTH);
        }
        if (names.isEmpty() && contacts.isEmpty() && notes == null) {
            throw new IllegalArgumentException("nothing that tells who somebody is");
        }
    }

    /** The bytes to seal. */
    public byte[] toBytes() {
        JsonObject.Builder json = JsonObject.builder()
                .put(
                        NAMES,
                        array(
                                names,
                                name -> JsonObject.builder()
                                        .put(TEXT, name.text())
                                        .put(LANGUAGE, name.language().value())
                                        .build()))
                .put(
                        CONTACTS,
                        array(
                                contacts,
                                contact -> JsonObject.builder()
                                        .put(KIND, contact.kind().name())
                                        .put(VALUE, contact.value())
                                        .build()))
                .put(RELATIVES, array(relatives, Identity::relative));
        if (birth != null) {
            json.put(BIRTH, birth.toString());
        }
        if (notes != null) {
            json.put(NOTES, notes);
        }
        return CompactJson.write(json.build());
    }

    private static JsonObject relative(Relative relative) {
        JsonObject.Builder json =
                JsonObject.builder().put(NAME, relative.name()).put(RELATION, relative.relation());
        if (relative.contact() != null) {
            json.put(VALUE, relative.contact());
        }
        return json.build();
    }

    private static <T> JsonArray array(List<T> entries, Function<T, JsonObject> json) {
        List<JsonValue> values = new ArrayList<>();
        entries.forEach(entry -> values.add(json.apply(entry)));
        return new JsonArray(values);
    }

    /** Reads what {@link #toBytes} wrote. */
    public static Identity ofBytes(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes).asObject().requireNoOthers(NAMES, BIRTH, CONTACTS, RELATIVES, NOTES);
        return new Identity(
                list(json, NAMES, name -> new Name(name.text(TEXT), new LanguageTag(name.text(LANGUAGE)))),
                json.find(BIRTH).map(JsonValue::asText).map(Edtf::parse).orElse(null),
                list(
                        json,
                        CONTACTS,
                        contact -> new Contact(ContactKind.valueOf(contact.text(KIND)), contact.text(VALUE))),
                list(
                        json,
                        RELATIVES,
                        relative -> new Relative(
                                relative.text(NAME),
                                relative.text(RELATION),
                                relative.find(VALUE).map(JsonValue::asText).orElse(null))),
                json.find(NOTES).map(JsonValue::asText).orElse(null));
    }

    private static <T> List<T> list(JsonObject json, String name, Function<JsonObject, T> entry) {
        return json.array(name).values().stream()
                .map(value -> entry.apply(value.asObject()))
                .toList();
    }

    @Override
    public String toString() {
        return "Identity";
    }
}
