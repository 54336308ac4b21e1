package org.sillok.web;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BoundedPosition;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;

/**
 * The query of a list, read strictly: a parameter that is unknown or given twice is refused, because a misspelt filter
 * would show more than was asked for.
 */
public final class Query {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    private static final String CURSOR = "cursor";
    private static final String LIMIT = "limit";
    private static final String ORDER = "order";

    /** In which order a list is read that can be read in both. */
    private enum Order {
        OLDEST,
        NEWEST
    }

    private final String list;
    private final Map<String, String> parameters;

    private Query(String list, Map<String, String> parameters) {
        this.list = list;
        this.parameters = parameters;
    }

    /**
     * Reads the query of a list.
     *
     * @param list the name that its cursors are bound to, including ids of the path
     * @param filters the parameters it knows besides {@code cursor} and {@code limit}
     */
    public static Query of(String list, UriInfo uri, String... filters) {
        return of(list, uri.getQueryParameters(), filters);
    }

    static Query of(String list, MultivaluedMap<String, String> query, String... filters) {
        Set<String> known = new HashSet<>(Arrays.asList(filters));
        Collections.addAll(known, CURSOR, LIMIT);
        return new Query(list, read(query, known));
    }

    /** The same for a list that has the parameter {@code order}; a cursor goes on in its own direction only. */
    public static Query inOrder(String list, UriInfo uri, String... filters) {
        return inOrder(list, uri.getQueryParameters(), filters);
    }

    static Query inOrder(String list, MultivaluedMap<String, String> query, String... filters) {
        String[] known = Arrays.copyOf(filters, filters.length + 1);
        known[filters.length] = ORDER;
        return of(list + "/" + of(list, query, known).order(), query, known);
    }

    /** Reads the query of something that is not a list: no cursor, no limit. */
    public static Query only(UriInfo uri, String... known) {
        return new Query("", read(uri.getQueryParameters(), Set.of(known)));
    }

    /** Refuses every query parameter, for resources that have none. */
    public static void none(UriInfo uri) {
        read(uri.getQueryParameters(), Set.of());
    }

    private static Map<String, String> read(MultivaluedMap<String, String> query, Set<String> known) {
        Map<String, String> parameters = new TreeMap<>();
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            if (!known.contains(parameter.getKey())) {
                throw new ProblemException(
                        ProblemCode.UNKNOWN_PARAMETER,
                        known.isEmpty()
                                ? "This resource has no parameters."
                                : "The parameters are "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()) + ".");
            }
            if (parameter.getValue().size() != 1) {
                throw invalid(parameter.getKey(), "is given more than once");
            }
            parameters.put(parameter.getKey(), parameter.getValue().get(0));
        }
        return parameters;
    }

    /** A filter as it was sent. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** A filter in the form that {@code parse} reads; what that refuses with an {@link IllegalArgumentException} is a problem. */
    public <T> Optional<T> parsed(String name, Function<String, T> parse) {
        return parsed(name, parse, "is not of the documented form");
    }

    /** A whole number from 0 to 999,999,999,999,999, written without sign or leading zeros. */
    public OptionalLong number(String name) {
        return parsed(name, Query::whole, "is not a whole number")
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** The same, which has to be there. */
    public long requiredNumber(String name) {
        return number(name).orElseThrow(() -> invalid(name, "is missing"));
    }

    private static Long whole(String text) {
        if (!text.matches("0|[1-9][0-9]{0,14}")) {
            throw new IllegalArgumentException("not a number");
        }
        return Long.valueOf(text);
    }

    public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        return parsed(
                name,
                text -> Enum.valueOf(type, text),
                "is not one of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .toList()));
    }

    public Optional<LanguageTag> language(String name) {
        return text(name).map(text -> {
            try {
                return LanguageTag.parse(text);
            } catch (IllegalArgumentException e) {
                throw new ProblemException(
                        ProblemCode.INVALID_LANGUAGE_TAG, "The parameter " + name + " is not a language tag.");
            }
        });
    }

    /** An instant as {@link Timestamps} writes it. */
    public Optional<Instant> instant(String name) {
        return text(name).map(text -> {
            try {
                return Timestamps.parse(text);
            } catch (IllegalArgumentException e) {
                throw new ProblemException(
                        ProblemCode.INVALID_DATE,
                        "The parameter " + name + " is not a time of the form 2026-01-31T12:00:00.000Z.");
            }
        });
    }

    /** Whether the newest come first; the oldest do if nobody said. */
    public boolean newestFirst() {
        return order() == Order.NEWEST;
    }

    private Order order() {
        return constant(ORDER, Order.class).orElse(Order.OLDEST);
    }

    /** How many lines to show: 1 to {@value #MAX_LIMIT}, by default {@value #DEFAULT_LIMIT}. */
    public int limit() {
        return parsed(LIMIT, Query::limit, "is not a number from 1 to " + MAX_LIMIT)
                .orElse(DEFAULT_LIMIT);
    }

    private static Integer limit(String text) {
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MAX_LIMIT) {
            throw new IllegalArgumentException("out of range");
        }
        return Integer.valueOf(text);
    }

    /** Where to go on, or null for the beginning. */
    public @Nullable Position after() {
        return text(CURSOR).map(cursor -> Cursor.decode(binding(), cursor)).orElse(null);
    }

    /** Where to go on in a list whose places have a number, or null for the beginning. */
    public @Nullable BoundedPosition afterBounded() {
        return text(CURSOR)
                .map(cursor -> Cursor.decodeBounded(binding(), cursor))
                .orElse(null);
    }

    /** The page of what was found among lines that were gone through; {@code last} is the last of those, or null at the end. */
    public <T, R> Page<R> foundPage(
            List<T> found, @Nullable BoundedPosition last, Function<? super T, ? extends R> view) {
        return new Page<>(found.stream().<R>map(view).toList(), last == null ? null : Cursor.encode(binding(), last));
    }

    /** The page of {@code lines}; {@code position} tells a line's place in the order of the list. */
    public <T, R> Page<R> page(
            Slice<T> lines, Function<? super T, Position> position, Function<? super T, ? extends R> view) {
        List<T> items = lines.items();
        @Nullable
        String next = lines.more() ? Cursor.encode(binding(), position.apply(items.get(items.size() - 1))) : null;
        return new Page<>(items.stream().<R>map(view).toList(), next);
    }

    /** With which line to go on in a list whose lines are numbered from 0. */
    public long fromNumber() {
        return text(CURSOR)
                .map(cursor -> Cursor.decodeNumber(binding(), cursor))
                .orElse(0L);
    }

    /** The page of {@code lines}; {@code number} tells a line's number. */
    public <T, R> Page<R> numberedPage(
            Slice<T> lines, ToLongFunction<? super T> number, Function<? super T, ? extends R> view) {
        List<T> items = lines.items();
        @Nullable
        String next =
                lines.more() ? Cursor.encode(binding(), number.applyAsLong(items.get(items.size() - 1)) + 1) : null;
        return new Page<>(items.stream().<R>map(view).toList(), next);
    }

    private String binding() {
        StringBuilder text = new StringBuilder(list);
        parameters.forEach((name, value) -> {
            if (!name.equals(CURSOR) && !name.equals(LIMIT)) {
                text.append('\n').append(name).append('=').append(value);
            }
        });
        return text.toString();
    }

    private <T> Optional<T> parsed(String name, Function<String, T> parse, String fault) {
        return text(name).map(text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw invalid(name, fault);
            }
        });
    }

    private static ProblemException invalid(String name, String fault) {
        return new ProblemException(ProblemCode.INVALID_PARAMETER, "The parameter " + name + " " + fault + ".");
    }
}
