package org.sillok.audit.core;

import java.util.Locale;

/**
 * Where something was found: a kind of thing and which one, as random identifiers, numbers and names of stored objects;
 * never what a person wrote.
 */
public record Place(Kind kind, String ref) {
    /** What a place is. */
    public enum Kind {
        /** A log, by its origin. */
        LOG,
        /** Log entries, as {@code origin/index} or {@code origin/first-last}. */
        ENTRY,
        /** A stored object, by its name. */
        OBJECT,
        /** A stream, by its id. */
        STREAM,
        /** A statement, as {@code stream/seq} or {@code stream/first-last}. */
        STATEMENT,
        /** The keys of a subject. */
        KEYS,
        /** An item, by its id. */
        ITEM,
        /** A revision of an item's metadata, as {@code item/revision}. */
        METADATA,
        /** A version, as {@code item/version}. */
        VERSION,
        /** A file, as {@code item/version/file}. */
        FILE,
        /** An agreement, by its id. */
        AGREEMENT,
        /** A consent, by its id. */
        CONSENT,
        /** A binding of an item, as {@code item/binding}; of no item, by its id. */
        BINDING,
        /** A decision whether a source may be named, as {@code source/number}. */
        NAMING,
        /** A treatment of a version, as {@code item/treatment}. */
        TREATMENT,
        /** A disclosure of a version, as {@code item/version/bundle}. */
        RELEASE,
        /** A source, by its id, or what was said of it later, as {@code source/revision}. */
        SOURCE,
        /** A request for sharing, by its id. */
        REQUEST,
        /** A hold on an item, as {@code item/hold}. */
        HOLD,
        /** A fact, by its id. */
        FACT,
        /** A key of a party, by its id. */
        PARTY_KEY
    }

    public static Place log(String origin) {
        return new Place(Kind.LOG, origin);
    }

    public static Place entry(String origin, long index) {
        return new Place(Kind.ENTRY, origin + "/" + index);
    }

    /** The entries from {@code first} to {@code last}, both included. */
    public static Place entries(String origin, long first, long last) {
        return first == last ? entry(origin, first) : new Place(Kind.ENTRY, origin + "/" + first + "-" + last);
    }

    public static Place object(String name) {
        return new Place(Kind.OBJECT, name);
    }

    public static Place stream(String stream) {
        return new Place(Kind.STREAM, stream);
    }

    public static Place statement(String stream, long seq) {
        return new Place(Kind.STATEMENT, stream + "/" + seq);
    }

    /** The statements from {@code first} to {@code last}, both included. */
    public static Place statements(String stream, long first, long last) {
        return first == last ? statement(stream, first) : new Place(Kind.STATEMENT, stream + "/" + first + "-" + last);
    }

    public static Place keys(String subject) {
        return new Place(Kind.KEYS, subject);
    }

    public static Place item(String item) {
        return new Place(Kind.ITEM, item);
    }

    public static Place metadata(String item, int revision) {
        return new Place(Kind.METADATA, item + "/" + revision);
    }

    public static Place version(String item, int version) {
        return new Place(Kind.VERSION, item + "/" + version);
    }

    public static Place file(String item, int version, int file) {
        return new Place(Kind.FILE, item + "/" + version + "/" + file);
    }

    public static Place agreement(String agreement) {
        return new Place(Kind.AGREEMENT, agreement);
    }

    public static Place consent(String consent) {
        return new Place(Kind.CONSENT, consent);
    }

    public static Place binding(String item, String binding) {
        return new Place(Kind.BINDING, item + "/" + binding);
    }

    /** A binding of which nobody knows the item. */
    public static Place binding(String binding) {
        return new Place(Kind.BINDING, binding);
    }

    public static Place naming(String source, int number) {
        return new Place(Kind.NAMING, source + "/" + number);
    }

    public static Place treatment(String item, String treatment) {
        return new Place(Kind.TREATMENT, item + "/" + treatment);
    }

    /** {@code name} is the version and the bundle. */
    public static Place release(String item, String name) {
        return new Place(Kind.RELEASE, item + "/" + name);
    }

    public static Place source(String source) {
        return new Place(Kind.SOURCE, source);
    }

    public static Place source(String source, int revision) {
        return new Place(Kind.SOURCE, source + "/" + revision);
    }

    public static Place request(String request) {
        return new Place(Kind.REQUEST, request);
    }

    public static Place hold(String item, String hold) {
        return new Place(Kind.HOLD, item + "/" + hold);
    }

    public static Place fact(String fact) {
        return new Place(Kind.FACT, fact);
    }

    public static Place partyKey(String key) {
        return new Place(Kind.PARTY_KEY, key);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + ref;
    }
}
