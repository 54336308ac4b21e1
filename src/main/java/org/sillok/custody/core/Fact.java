package org.sillok.custody.core;

import java.time.Instant;
import org.sillok.json.JsonNumber;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.StreamId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;

/** One thing a statement says: a name and a value of the form that the name demands. Prints its name only. */
public record Fact(DisclosureName name, JsonValue value) {
    /** Throws {@link IllegalArgumentException} for a value of another form. */
    public Fact {
        name.field().check(value);
    }

    public static Fact of(Field field, JsonValue value) {
        return new Fact(DisclosureName.of(field), value);
    }

    public static Fact of(Field field, String text) {
        return of(field, new JsonString(text));
    }

    public static Fact of(Field field, long number) {
        return of(field, JsonNumber.of(number));
    }

    public static Fact ofFile(Field field, int file, String text) {
        return new Fact(new DisclosureName(field, file), new JsonString(text));
    }

    public static Fact stream(StreamId stream) {
        return of(Field.STREAM, stream.value());
    }

    public static Fact type(EventType type) {
        return of(Field.TYPE, type.name());
    }

    /** The service's own claim of the time, cut to milliseconds. */
    public static Fact time(Instant time) {
        return of(Field.TIME, Timestamps.format(Timestamps.truncate(time)));
    }

    public static Fact actor(UserId user) {
        return of(Field.ACTOR, user.value());
    }

    /** The actor of what the service does on its own. */
    public static Fact actorService() {
        return of(Field.ACTOR, ValueForm.SERVICE);
    }

    /** The statement is signed by the service alone. */
    public static Fact signedByService() {
        return of(Field.SIGNED_BY, ValueForm.SERVICE);
    }

    public static Fact object(int file, ObjectId object) {
        return ofFile(Field.OBJECT, file, object.value());
    }

    /** A file's SHA-256 or SHA-512, in hexadecimal. */
    public static Fact fileDigest(int file, Digest digest) {
        Field field = digest.algorithm() == Digest.Algorithm.SHA_256 ? Field.SHA256 : Field.SHA512;
        return ofFile(field, file, digest.hex());
    }

    public static Fact length(int file, long length) {
        return new Fact(new DisclosureName(Field.LENGTH, file), JsonNumber.of(length));
    }

    @Override
    public String toString() {
        return "Fact[" + name + "]";
    }
}
