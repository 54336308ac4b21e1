package org.sillok.feed.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Events, oldest first. The feed has no last page: {@code next} is always there, once anything has happened. */
@Schema(name = "EventPage")
@JsonInclude(Include.NON_NULL)
public record EventPage(
        List<EventView> items,

        @Schema(
                description =
                        "Send it as the parameter cursor to get what comes next, now or later; absent while nothing has ever happened")
        @Nullable
        String next) {
    public EventPage {
        items = List.copyOf(items);
    }
}
