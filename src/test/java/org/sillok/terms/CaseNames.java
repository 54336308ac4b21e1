package org.sillok.terms;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.StateCode;

/** The names in the case files and what stands behind them. The same name is the same identifier everywhere. */
record CaseNames(Map<String, PartyClass> organisations, Map<String, StateCode> states) {
    /** Stands for an umbrella or a version to which something refers and which is not there. */
    static final String MISSING = "one that is not there";

    private static final String EVERY = "every ";

    static CaseNames read(JsonNode base) {
        return CaseBlock.read(
                "organisations and states",
                base,
                block -> new CaseNames(
                        block.blocks("organisations", (name, one) -> {
                            one.text("in Korean");
                            return one.code(PartyClass.class, "class");
                        }),
                        block.blocks("states", (name, one) -> new StateCode(one.text("code")))));
    }

    PartyId party(String name) {
        partyClass(name);
        return new PartyId(id(PartyId.PREFIX, name));
    }

    PartyClass partyClass(String name) {
        return known(organisations, name, "organisation");
    }

    StateCode state(String name) {
        return known(states, name, "state");
    }

    Set<StateCode> states(CaseBlock block, String key) {
        return block.texts(key).stream().map(this::state).collect(Collectors.toSet());
    }

    Set<PartyId> parties(CaseBlock block, String key) {
        return block.texts(key).stream().map(this::party).collect(Collectors.toSet());
    }

    Subject subject(String name) {
        return states.containsKey(name) ? new Subject.OfState(state(name)) : new Subject.OfParty(party(name));
    }

    /** An organisation by its name, or a class of them: {@code every COURT}. */
    Recipient recipient(CaseBlock block, String name) {
        return name.startsWith(EVERY)
                ? new Recipient.All(block.codeOf(PartyClass.class, name.substring(EVERY.length())))
                : new Recipient.One(party(name));
    }

    static InstrumentRef consent(String name) {
        return new InstrumentRef(id("con", name), 1);
    }

    static InstrumentRef agreement(String name) {
        return new InstrumentRef(id("agr", name), 1);
    }

    static SourceId source(String name) {
        return new SourceId(id(SourceId.PREFIX, name));
    }

    static MaterialRef version(String name) {
        return new MaterialRef(new ItemId(id(ItemId.PREFIX, name)), 1);
    }

    static RequestId request(String name) {
        return new RequestId(id(RequestId.PREFIX, name));
    }

    /** All that a reason may mean by that name. */
    Stream<String> places(String name) {
        Stream<String> named = Stream.of(
                consent(name).toString(),
                agreement(name).toString(),
                version(name).toString());
        return organisations.containsKey(name)
                ? Stream.concat(named, Stream.of(party(name).toString()))
                : named;
    }

    private static <T> T known(Map<String, T> known, String name, String what) {
        T value = known.get(name);
        if (value == null) {
            throw new IllegalArgumentException("unknown " + what + " " + name);
        }
        return value;
    }

    private static String id(String prefix, String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return Ids.fresh(prefix, count -> Arrays.copyOf(digest, count));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
