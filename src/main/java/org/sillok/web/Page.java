package org.sillok.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. Without {@code next} it is the last one.
 *
 * @param <T> a line
 */
@JsonInclude(Include.NON_NULL)
public record Page<T>(
        List<T> items,

        @Schema(description = "Send it as the parameter cursor to get the next page; absent on the last one") @Nullable
        String next) {
    public Page {
        items = List.copyOf(items);
    }
}
