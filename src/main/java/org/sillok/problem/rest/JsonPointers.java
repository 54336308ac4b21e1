package org.sillok.problem.rest;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.util.List;

/** Jackson's path to a field as a JSON pointer (RFC 6901). */
final class JsonPointers {
    private JsonPointers() {}

    static String of(List<Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (Reference step : path) {
            String name = step.getFieldName();
            pointer.append('/');
            pointer.append(
                    name == null
                            ? Integer.toString(step.getIndex())
                            : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
