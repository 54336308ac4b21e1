package org.sillok.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Optional;

/**
 * Where a class is: {@code custody.core} is the part {@code core} of the room {@code custody}.
 *
 * @param isValue whether the class is a record, an enum or an interface, and so cannot do anything by itself
 */
record Place(String room, String part, boolean isValue) {
    /** Where {@code type} is under {@code base}; empty for a library's class. */
    static Optional<Place> of(JavaClass type, String base) {
        String packageName = type.getPackageName();
        if (!packageName.startsWith(base + ".")) {
            return Optional.empty();
        }
        String[] parts = packageName.substring(base.length() + 1).split("\\.", 2);
        boolean isValue = type.isRecord() || type.isEnum() || type.isInterface();
        return Optional.of(new Place(parts[0], parts.length == 1 ? "" : parts[1], isValue));
    }

    String name() {
        return part.isEmpty() ? room : room + "." + part;
    }

    boolean isRoot() {
        return part.isEmpty();
    }

    boolean is(String otherPart) {
        return part.equals(otherPart);
    }
}
