package org.sillok.agreement.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.sillok.agreement.AgreementEdition;
import org.sillok.agreement.Agreements;
import org.sillok.agreement.Flawed;
import org.sillok.agreement.core.AgreementHead;
import org.sillok.agreement.core.Draft;
import org.sillok.agreement.core.DraftReader;
import org.sillok.identity.Caller;
import org.sillok.kernel.AgreementId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.ETags;

/** What the resources of agreements have in common: how a request is read, and how an act is answered. */
final class Asked {
    private Asked() {}

    static Draft draft(byte[] body) {
        DraftReader.Reading reading = DraftReader.read(body);
        if (reading instanceof DraftReader.Reading.Good good) {
            return good.draft();
        }
        throw new ProblemException(Flawed.refusal(((DraftReader.Reading.Flawed) reading).flaws()));
    }

    /** An identifier of the wrong form names nothing, which is the same as naming what is not there. */
    static AgreementId agreement(String id) {
        try {
            return new AgreementId(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Refusal.of(ProblemCode.NOT_FOUND));
        }
    }

    /** The agreement as the caller has seen it: what it sent as If-Match is its present entity tag. */
    static AgreementHead seen(Agreements agreements, Caller caller, String id, HttpHeaders headers) {
        AgreementHead head = agreements.head(caller, id).orThrow();
        ETags.requireMatch(headers, AgreementView.etag(head));
        return head;
    }

    static Response answer(Agreements agreements, Caller caller, AgreementId id) {
        AgreementEdition edition = agreements.shown(caller, id).orThrow();
        return Response.ok(AgreementView.of(edition))
                .header(HttpHeaders.ETAG, AgreementView.etag(edition.agreement()))
                .build();
    }
}
