package org.sillok.sharing.rest;

import java.util.function.Function;
import org.sillok.kernel.ItemId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.sharing.core.BodyException;
import org.sillok.terms.MaterialRef;

/** Reads what was sent to this room's resources; what cannot be read becomes a problem. */
final class Bodies {
    private Bodies() {}

    static <T> T read(byte[] bytes, Function<byte[], T> reader) {
        try {
            return reader.apply(bytes);
        } catch (BodyException e) {
            throw new ProblemException(Refusal.at(code(e.kind()), e.pointer(), String.valueOf(e.getMessage())));
        }
    }

    /** An identifier of the wrong form names nothing, which is the same as naming what is not there. */
    static ItemId item(String id) {
        try {
            return new ItemId(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Refusal.of(ProblemCode.NOT_FOUND));
        }
    }

    static MaterialRef version(String item, String number) {
        if (!number.matches("[1-9][0-9]{0,8}")) {
            throw new ProblemException(Refusal.of(ProblemCode.NOT_FOUND));
        }
        return new MaterialRef(item(item), Integer.parseInt(number));
    }

    private static ProblemCode code(BodyException.Kind kind) {
        return switch (kind) {
            case SYNTAX -> ProblemCode.MALFORMED_JSON;
            case UNKNOWN_FIELD -> ProblemCode.UNKNOWN_FIELD;
            case VALUE -> ProblemCode.INVALID_FIELD;
        };
    }
}
