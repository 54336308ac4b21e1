package org.sillok.wording.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.sillok.crypto.Sha2;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.web.Query;
import org.sillok.wording.PageTooLongException;
import org.sillok.wording.PdfPrinter;
import org.sillok.wording.PressesBusyException;
import org.sillok.wording.core.Document;
import org.sillok.wording.core.Html;
import org.sillok.wording.core.Language;

/** Answers with a page in the form that was asked for. */
@ApplicationScoped
class Paper {
    static final String PDF = "application/pdf";
    static final String HTML = "text/html;charset=utf-8";
    static final String LANGUAGE = "language";
    static final String ZONE = "zone";

    private static final MediaType PDF_TYPE = MediaType.valueOf(PDF);
    /** The page's own style sheet, and nothing else. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder()
                    .encodeToString(Sha2.sha256(Html.STYLE.getBytes(StandardCharsets.UTF_8))
                            .toArray())
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final PdfPrinter printer;
    private final Clock clock;

    Paper(PdfPrinter printer, Clock clock) {
        this.printer = printer;
        this.clock = clock;
    }

    /** The language of the parameter, else the first of Accept-Language that is spoken here, else English. */
    static Language language(Query query, HttpHeaders headers) {
        return query.parsed(LANGUAGE, Paper::spoken)
                .orElseGet(() -> headers.getAcceptableLanguages().stream()
                        .map(Locale::toLanguageTag)
                        .map(Language::ofTag)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(Language.EN));
    }

    /** The zone of the parameter, else that of Korea for a page in Korean and UTC for others. */
    static ZoneId zone(Query query, Language language) {
        return query.parsed(ZONE, Paper::known)
                .orElseGet(() -> ZoneId.of(language == Language.KO ? "Asia/Seoul" : "UTC"));
    }

    private static ZoneId known(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new IllegalArgumentException("not a time zone");
        }
        return ZoneId.of(text);
    }

    private static Language spoken(String text) {
        return Arrays.stream(Language.values())
                .filter(language -> language.tag().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a language of the service"));
    }

    /**
     * The answer.
     *
     * @param name what a browser may call the file; names nobody
     */
    Response answer(HttpHeaders headers, Document document, String name) {
        boolean pdf = wantsPdf(headers);
        return Response.ok(pdf ? print(document) : Html.page(document), pdf ? PDF : HTML)
                .header(HttpHeaders.CONTENT_LANGUAGE, document.language().tag())
                .header(HttpHeaders.VARY, "Accept, Accept-Language")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"" + name + "-" + document.language().tag() + (pdf ? ".pdf" : ".html")
                                + "\"")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .build();
    }

    private byte[] print(Document document) {
        try {
            return printer.print(document, clock.instant());
        } catch (PageTooLongException e) {
            throw new ProblemException(
                    ProblemCode.NOT_ACCEPTABLE, "The page is too long to be set as PDF; take it as text/html.");
        } catch (PressesBusyException e) {
            throw new ProblemException(
                    ProblemCode.TOO_MANY_REQUESTS, "Many pages are being set; ask again, or take it as text/html.");
        }
    }

    /** That one of the two is accepted was seen to before; what is accepted comes by preference. */
    private static boolean wantsPdf(HttpHeaders headers) {
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(MediaType.TEXT_HTML_TYPE)) {
                return false;
            }
            if (accepted.isCompatible(PDF_TYPE)) {
                return true;
            }
        }
        return false;
    }
}
