package org.sillok.terms;

/** A place in a JSON document, as a JSON pointer (RFC 6901). The empty pointer is the whole document. */
public record JsonPlace(String pointer) {
    public static final JsonPlace WHOLE = new JsonPlace("");

    /** The member of that name of the object that stands here. */
    public JsonPlace member(String name) {
        return new JsonPlace(pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    /** The element with that number, from 0, of the array that stands here. */
    public JsonPlace element(int index) {
        return new JsonPlace(pointer + "/" + index);
    }

    @Override
    public String toString() {
        return pointer;
    }
}
