package org.sillok.request.rest;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.sillok.kernel.ItemId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.request.core.RequestBody;
import org.sillok.request.core.RequestFault;

/** Reads what was sent to this room's resources; what cannot be read becomes a problem. */
final class Bodies {
    /** A hundred thousand lines take less. */
    private static final int MOST_BYTES = 16 << 20;

    private Bodies() {}

    static RequestBody request(InputStream body, Function<String, Optional<ItemId>> findings) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON, "The body did not arrive.");
        }
        if (bytes.length > MOST_BYTES) {
            throw new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE, "A request may have at most 16 MiB.");
        }
        try {
            return RequestBody.read(bytes, findings);
        } catch (RequestFault e) {
            throw new ProblemException(Refusal.at(code(e.kind()), e.pointer(), String.valueOf(e.getMessage())));
        }
    }

    private static ProblemCode code(RequestFault.Kind kind) {
        return switch (kind) {
            case SYNTAX -> ProblemCode.MALFORMED_JSON;
            case UNKNOWN_FIELD -> ProblemCode.UNKNOWN_FIELD;
            case VALUE -> ProblemCode.INVALID_FIELD;
        };
    }

    static boolean korean(HttpHeaders headers) {
        for (Locale locale : headers.getAcceptableLanguages()) {
            if (locale.getLanguage().equals("ko")) {
                return true;
            }
            if (locale.getLanguage().equals("en")) {
                return false;
            }
        }
        return false;
    }
}
