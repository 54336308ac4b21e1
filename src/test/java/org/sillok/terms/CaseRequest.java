package org.sillok.terms;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.StateCode;

/** The request as the case files say it. */
record CaseRequest(CaseNames names) {
    /** The words for the places, in requests and in clauses. */
    static final Map<String, Place> PLACES = places();

    Request read(CaseBlock block) {
        String who = block.text("who");
        return new Request(
                id(block),
                block.code(Profile.class, "as"),
                names.party(who),
                names.partyClass(who),
                caseRef(block),
                block.codes(Action.class, "asks to"),
                block.codes(Purpose.class, "for"),
                block.has("proceeding") ? block.code(Proceeding.class, "proceeding") : null,
                stated(block),
                block.codes(Part.class, "parts"),
                undertakings(block),
                block.flag("has a key"),
                receivers(block));
    }

    /** A request that nobody recorded is a preview: it has no identifier. */
    private static @Nullable RequestId id(CaseBlock block) {
        return block.has("preview") && block.flag("preview") ? null : CaseNames.request(CaseClauses.THIS_REQUEST);
    }

    private Set<Receiver> receivers(CaseBlock block) {
        Set<Receiver> receivers = new HashSet<>();
        block.texts("hands on to")
                .forEach(name -> receivers.add(new Receiver(names.party(name), names.partyClass(name))));
        return receivers;
    }

    private static Set<ConditionCode> undertakings(CaseBlock block) {
        Set<ConditionCode> codes = block.codes(ConditionCode.class, "undertakes");
        for (ConditionCode code : codes) {
            if (!code.isUndertaken()) {
                throw block.refuse(code + " is not undertaken by anybody");
            }
        }
        return codes;
    }

    static @Nullable CaseRef caseRef(CaseBlock block) {
        return block.has("case") ? new CaseRef(block.text("case")) : null;
    }

    private Map<Place, Set<StateCode>> stated(CaseBlock block) {
        Map<Place, Set<StateCode>> stated = new EnumMap<>(Place.class);
        PLACES.forEach((words, place) -> {
            if (block.has(words)) {
                stated.put(place, names.states(block, words));
            }
        });
        return stated;
    }

    private static Map<String, Place> places() {
        Map<String, Place> places = new LinkedHashMap<>();
        places.put("seat in", Place.SEAT);
        places.put("stored in", Place.STORAGE);
        places.put("proceeding in", Place.PROCEEDING);
        places.put("onward to", Place.ONWARD);
        return places;
    }
}
