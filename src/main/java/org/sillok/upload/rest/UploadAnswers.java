package org.sillok.upload.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.sillok.upload.Upload;
import org.sillok.upload.Uploads;
import org.sillok.web.DigestFields;

/** Puts what is known of an upload into the headers of an answer. */
@ApplicationScoped
class UploadAnswers {
    static final String UPLOAD_DIGEST = "Upload-Digest";
    static final String UPLOAD_ATTESTATION = "Upload-Attestation";

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Uploads uploads;

    UploadAnswers(Uploads uploads) {
        this.uploads = uploads;
    }

    UploadView.Attestation attestation(Upload upload) {
        return UploadView.Attestation.of(uploads.attest(upload));
    }

    /** Where it is: after bytes have arrived. */
    Response.ResponseBuilder progress(Response.ResponseBuilder answer, Upload upload) {
        return answer.header(TusHeaders.UPLOAD_OFFSET, upload.offset())
                .header(TusHeaders.UPLOAD_EXPIRES, HTTP_DATE.format(upload.expiresAt()))
                .header(UPLOAD_DIGEST, DigestFields.format(upload.sha256()))
                .header(UPLOAD_ATTESTATION, attestation(upload).header());
    }

    /** Everything: for a client that comes back. */
    Response.ResponseBuilder status(Upload upload) {
        Response.ResponseBuilder answer = progress(Response.ok(), upload);
        if (upload.length() == null) {
            answer.header(TusHeaders.UPLOAD_DEFER_LENGTH, 1);
        } else {
            answer.header(TusHeaders.UPLOAD_LENGTH, upload.length());
        }
        header(answer, TusHeaders.UPLOAD_METADATA, upload.metadata().header());
        header(answer, TusHeaders.UPLOAD_CONCAT, upload.concatenation().header());
        return answer;
    }

    private static void header(Response.ResponseBuilder answer, String name, String value) {
        if (!value.isEmpty()) {
            answer.header(name, value);
        }
    }
}
