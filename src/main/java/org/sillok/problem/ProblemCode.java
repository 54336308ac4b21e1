package org.sillok.problem;

import java.util.Locale;
import java.util.Optional;

/**
 * The catalogue of problems (RFC 9457). A constant's name fixes its {@code type} URI for ever: {@code NOT_FOUND} is
 * {@code /problems/not-found}. Constants may be added, never renamed or removed; titles and texts may be reworded.
 */
public enum ProblemCode {
    // The request as such
    BAD_REQUEST(
            400,
            "The request cannot be understood",
            "The request line, a header or a parameter is not of the form that this resource documents.",
            "Correct what the detail names and send the request again."),
    MALFORMED_JSON(
            400,
            "The body is not well-formed JSON",
            "The body is not one JSON value in UTF-8, or an object in it names a member twice.",
            "Check the body with a JSON parser. Numbers, texts and booleans are not converted into each other."),
    UNKNOWN_FIELD(
            400,
            "The body has a field that does not exist",
            "Fields that this version does not know are refused rather than ignored, so that nothing is lost silently.",
            "Remove or correct the field at the pointer given. The OpenAPI document lists every field."),
    INVALID_FIELD(
            400,
            "A field has a value that is not allowed",
            "A required field is missing, or a value is of the wrong type, too long, or not in the documented list.",
            "Correct the field at the pointer given. Values are never repeated in an answer."),
    UNKNOWN_PARAMETER(
            400,
            "The query has a parameter that does not exist",
            "An unknown parameter may be a misspelt filter; ignoring it would answer another question than was asked.",
            "Remove or correct the parameter that the detail names."),
    INVALID_PARAMETER(
            400,
            "A parameter has a value that is not allowed",
            "A query or path parameter is given twice, is out of range, or is not in the documented list.",
            "Correct the parameter that the detail names."),
    INVALID_CURSOR(
            400,
            "The cursor is not valid",
            "A cursor is opaque and belongs to the list and the filters it was issued for.",
            "Start again without a cursor, or pass on exactly the value of \"next\" with the same filters."),
    INVALID_DATE(
            400,
            "A date is not valid",
            "Dates are EDTF (ISO 8601-2), for example 2019-11-02, 2023-11~ or 2014/2016. Times are RFC 3339 in UTC.",
            "Put the date as it was written into \"asWritten\" and its normalised form into \"edtf\"."),
    INVALID_LANGUAGE_TAG(
            400,
            "A language tag is not valid",
            "Languages are BCP 47 tags, for example ko, en, zh-Hant or ko-KP. Use und where the language is unknown.",
            "Correct the tag at the pointer given."),
    INVALID_HEADER(
            400,
            "A header has a value that is not allowed",
            "A header is present but does not follow the form that its specification gives.",
            "Correct or remove the header that the detail names."),

    // Who asks
    UNAUTHENTICATED(
            401,
            "A valid access token is required",
            "The request has no bearer token, or its token is expired, not yet valid, forged, for another audience, or of"
                    + " a user who is disabled.",
            "Get a new token from the issuer of this installation and send it as \"Authorization: Bearer …\"."),
    INSUFFICIENT_USER_AUTHENTICATION(
            401,
            "A stronger or more recent authentication is required",
            "The token is valid, but this act takes a person who has just proved who it is: opening an identity, approving,"
                    + " erasing, and changing who may do what. The attempt is on the custody log.",
            "Let the user sign in again with what the header WWW-Authenticate names (acr_values, max_age; RFC 9470), and send"
                    + " the new token. Programs cannot do this."),
    FORBIDDEN(
            403,
            "Your roles do not allow this",
            "The token is valid but none of its roles permits this act. The attempt is on the custody log.",
            "Ask a custodian of the repository for the role, or use the account of a person who has it."),
    PARTY_INACTIVE(
            403,
            "The organisation is not active",
            "The organisation of the token does not exist here or was deactivated.",
            "Ask a custodian of the repository."),
    NOT_PERMITTED(
            403,
            "What was agreed for this material does not permit it",
            "The material is there, but a consent, an order or a restriction that binds your own organisation too forbids"
                    + " this. The reasons are given by code; the attempt is on the custody log.",
            "A preview of the item shows what holds it back. Only whoever gave the consent or made the order can change it."),

    // What is asked for
    NOT_FOUND(
            404,
            "There is no such thing for you",
            "The address is unknown, or what it names belongs to another organisation. Both look the same on purpose.",
            "Check the identifier and the organisation of the token."),
    BEYOND_THE_LOG(
            404,
            "The log is not that large",
            "No signed checkpoint covers the entry or the size that was asked for: it does not exist, or not yet.",
            "Read /log/checkpoint for the size that is signed. An entry that was just made is covered within a second."),
    METHOD_NOT_ALLOWED(
            405,
            "The method is not allowed here",
            "The resource exists but does not answer this method.",
            "The header Allow lists the methods that it answers."),
    NOT_ACCEPTABLE(
            406,
            "No acceptable form of the answer",
            "The resource cannot answer in any media type of the header Accept.",
            "Accept application/json, or the media type that the OpenAPI document names."),
    CONFLICT(
            409,
            "The state does not allow this",
            "The request is well-formed but contradicts what is recorded, for example a second end of the same thing.",
            "Read the current state and decide again."),
    TOKENS_ISSUED_ELSEWHERE(
            409,
            "Tokens are issued elsewhere",
            "This installation trusts an external OpenID provider and issues no tokens of its own.",
            "Get the token from that provider."),
    RECEIPT_NOT_READY(
            409,
            "The receipt is not ready yet",
            "The statement is recorded and numbered, but no signed checkpoint covers it yet.",
            "Ask again in a second, or send \"Prefer: wait=10\"."),
    ERASED(
            410,
            "It was erased",
            "What it said and contained was destroyed for good, as its owner and a second person decided. That it was here, and who"
                    + " did what with it, stays on record.",
            "Its statements and receipts can still be read and verified. Nobody can bring the content back."),
    PRECONDITION_FAILED(
            412,
            "The thing has changed since you read it",
            "The entity tag of If-Match is not the current one: somebody else has written in between.",
            "Read it again, merge, and send the new entity tag."),
    PRECONDITION_REQUIRED(
            428,
            "If-Match is required",
            "A correction must say which state it corrects, so that no change of somebody else is overwritten unseen.",
            "Send the entity tag of the state you read as If-Match."),
    RANGE_NOT_SATISFIABLE(
            416,
            "The range lies outside the file",
            "None of the requested byte ranges overlaps the file.",
            "The header Content-Range gives the length of the file."),

    // Bodies, files and digests
    LENGTH_REQUIRED(
            411,
            "The length of the body is required",
            "This resource needs the header Content-Length.",
            "Send the header Content-Length."),
    PAYLOAD_TOO_LARGE(
            413,
            "The body is too large",
            "The body is larger than this resource takes. Nothing of it was kept.",
            "Send less. JSON bodies may have 1 MiB; the limit for files is set by the operator."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The media type of the body is not supported",
            "The header Content-Type is missing or names a media type that this resource does not take.",
            "Send application/json, or multipart/form-data where files are deposited."),
    DIGEST_MISMATCH(
            400,
            "The content does not match its digest",
            "What arrived is not what the digest in the request describes: it was altered or cut on the way. Nothing was"
                    + " kept.",
            "Send it again. If it happens again, compute the digest from the file anew."),
    DIGEST_UNSUPPORTED(
            400,
            "No supported digest algorithm",
            "The digest header names no algorithm that is checked here, or is not a valid digest field (RFC 9530).",
            "Use sha-256 or sha-512, for example \"Repr-Digest: sha-256=:…:\"."),
    MALFORMED_MULTIPART(
            400,
            "The body is not well-formed multipart/form-data",
            "A boundary or a part header is missing or wrong, or there is a part that this resource does not take.",
            "Send one part \"metadata\" (application/json) and one or more parts \"file\"."),
    MISSING_METADATA(
            400,
            "The part \"metadata\" is missing",
            "A deposit needs exactly one part \"metadata\" of type application/json.",
            "Add the part."),
    NO_FILE(
            400,
            "There is no file",
            "A deposit needs at least one part \"file\". A file of zero bytes is a file.",
            "Add a part \"file\" with a file name."),
    DUPLICATE_FILE_NAME(
            400,
            "Two files have the same name",
            "Within one version each file name stands for one file.",
            "Rename one of the files, or deposit them as separate items."),
    INVALID_FILE_NAME(
            400,
            "A file name is not allowed",
            "A file name has 1 to 255 bytes of UTF-8 and no slash, backslash or control character, and is not . or ..",
            "Send the bare name of the file without a folder."),
    DEPOSIT_TOO_SLOW(
            408,
            "The deposit took too long",
            "A deposit must be complete within half a day, so that what failed deposits leave behind can be swept safely.",
            "Send fewer or smaller files in one deposit; further files can follow as versions."),
    TRUNCATED_BODY(
            400,
            "The body ended too early",
            "The connection ended before the announced body was complete. Nothing was kept.",
            "Send it again."),

    // Resumable uploads (tus 1.0; it brought the status 460 along)
    TUS_VERSION_UNSUPPORTED(
            412,
            "The version of the protocol is not supported",
            "Uploads speak tus 1.0.0, and each request says so; the header Tus-Resumable is missing or names another version.",
            "Send \"Tus-Resumable: 1.0.0\". The header Tus-Version lists the versions that are spoken here."),
    UPLOAD_OFFSET_CONFLICT(
            409,
            "The upload is at another offset",
            "The bytes do not begin where the upload ends, or another request has gone on with it meanwhile.",
            "Ask with HEAD where the upload is, and go on from there."),
    UPLOAD_IS_FINAL(
            403,
            "The upload was put together from others",
            "A final upload consists of partial ones and takes no bytes of its own.",
            "Begin another upload."),
    UPLOAD_NOT_FINISHED(
            409,
            "The upload is not finished",
            "Only an upload of which every byte has arrived can be deposited or put together with others.",
            "Ask with HEAD where the upload is, and send the rest."),
    UPLOAD_CHECKSUM_UNSUPPORTED(
            400,
            "The checksum's algorithm is not supported",
            "The header Upload-Checksum names an algorithm that is not computed here.",
            "Use sha256, sha512 or sha1; OPTIONS lists them."),
    UPLOAD_CHECKSUM_MISMATCH(
            460,
            "The body does not match its checksum",
            "What arrived is not what the header Upload-Checksum describes. Nothing of this request was kept.",
            "Send it again from the same offset."),
    UPLOAD_DIGEST_MISMATCH(
            460,
            "The upload does not match the digest that was announced",
            "With its last bytes the upload would be another file than was announced when it began. They were not kept.",
            "Compare the digest of what has arrived with the file. If they differ, delete the upload and begin again."),
    TOO_MANY_SEGMENTS(
            413,
            "The upload came in too many pieces",
            "Each request that brings bytes makes at least one segment, and their number is limited, for one upload and for"
                    + " all that are put together or deposited at once.",
            "Send larger pieces: begin again, with as much in each request as the line bears."),
    TOO_MANY_UPLOADS(
            429,
            "Too many uploads at a time",
            "The organisation has as many uploads as the operator allows; finished ones count until they are deposited.",
            "Deposit or delete some. What is left alone expires."),

    // Repetition
    IDEMPOTENCY_KEY_INVALID(
            400,
            "The idempotency key is not valid",
            "The header Idempotency-Key has 1 to 255 visible ASCII characters.",
            "Use a fresh random key, for example a UUID, for each thing to be created."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The idempotency key belongs to another request",
            "A request with this key and another content was accepted before.",
            "Use a fresh key for a new request, or repeat the first one exactly."),

    // Faults of the service
    TOO_MANY_REQUESTS(
            429,
            "Too many requests",
            "The service protects itself from more requests than it can answer.",
            "Wait for the time that the header Retry-After gives."),
    INTERNAL_ERROR(
            500,
            "The service failed",
            "A fault that was not foreseen. What was requested was not done. It is logged under the incident given.",
            "Try again later. If it persists, give the incident id to the operator."),
    DATABASE_UNAVAILABLE(
            503,
            "The database cannot be reached",
            "The request could not be recorded, so it was not carried out.",
            "Try again later; the same Idempotency-Key makes repetition safe."),
    STORAGE_UNAVAILABLE(
            503,
            "The object store cannot be reached",
            "Files cannot be read or written at the moment. Nothing was half stored; of an upload, what had become durable before"
                    + " is kept.",
            "Try again later; the same Idempotency-Key makes repetition safe. Ask an upload where it is before going on."),
    SIGNING_UNAVAILABLE(
            503,
            "The signing key cannot be used",
            "What is recorded must be signed, and the token that holds the key does not answer. Nothing was recorded. An upload"
                    + " may have begun, and bytes of it that had arrived are kept: only the answer could not be signed.",
            "Try again later; the same Idempotency-Key makes repetition safe. Ask an upload where it is before going on."),
    KEYS_UNAVAILABLE(
            503,
            "The key-encryption key cannot be used",
            "Everything that is stored is sealed under keys that one key protects, and that key is missing, wrong or out of"
                    + " reach. Nothing was read or stored.",
            "Try again later; the same Idempotency-Key makes repetition safe. For the operator: /q/health/well and"
                    + " ./sillok doctor name the reason and the way out."),
    ERASER_UNAVAILABLE(
            503,
            "Keys cannot be destroyed now",
            "Keys are destroyed by a database role of its own, and none is configured here, or it cannot be used. Nothing is said"
                    + " to be erased that is not; what was erased before stays erased.",
            "For the operator: set SILLOK_DATABASE_ERASER_USERNAME and its password (deploy/postgres/roles.sql) and start"
                    + " again, or look at the service's log. A confirmed erasure goes on by itself."),
    BACKUP_NOT_CONFIGURED(
            409,
            "The service has nowhere to put a backup",
            "A running service writes backups only into the folder that its operator configured, under a passphrase of the"
                    + " operator's, and one of the two is not set.",
            "For the operator: set SILLOK_BACKUP_DIRECTORY and SILLOK_BACKUP_PASSPHRASE_FILE and start again, or stop the"
                    + " service and run ./sillok backup DIRECTORY --passphrase-file FILE."),
    BACKUP_FAILED(
            503,
            "The backup could not be taken",
            "The folder for backups, the database or the object store could not be used. The backup before is as it was.",
            "For the operator: the service's log has the reason. Then ask again for a backup of the same name, which goes"
                    + " on with what was copied."),
    LOG_REFUSES(
            503,
            "The log may not be released",
            "The database does not contain what this log once signed, for example after a restore. Until that is repaired no"
                    + " checkpoint, proof or receipt is shown: what was published must not be taken back. Deposits go on.",
            "Try again later. For the operator: /q/health/well names the reason and the way out."),
    STORAGE_FULL(
            507,
            "The object store is full",
            "There is no space for the files of this request. Nothing of it was kept, except bytes of an upload that had become"
                    + " durable before.",
            "Tell the operator. What was deposited before is safe. Ask an upload where it is before going on."),

    // Terms in the language of others
    ODRL_REFUSED(
            422,
            "The policy says something that is not known here",
            "Only policies of the profile urn:sillok:odrl:1 are read, and only if every part of them can be said in terms of"
                    + " this repository. Nothing is left out, because what was left out could have been a prohibition.",
            "Correct what stands at the pointer given. /api/v1/vocabularies/odrl and its shapes list what is known."),
    ODRL_NOT_EXPRESSIBLE(
            422,
            "The clauses have no form in ODRL",
            "ODRL has no form for what stands at the pointer given, and nothing is left out.",
            "Correct the clause, or keep it in the form it has."),

    // Requests for sharing
    BASIS_CHANGED(
            409,
            "What was decided has changed",
            "Something that the decisions rest on was changed after it was read: a consent, an agreement, a fact, or the"
                    + " request itself. Nothing was approved. It was decided again, and the new decisions are there to be read.",
            "Read the lines and what is to be signed again. If you still agree, sign the new text."),
    QUERY_FINDS_NOTHING(
            409,
            "The query of the request finds nothing that can be asked for",
            "Nothing that the query describes is shown to your organisation one by one for these purposes. What is only counted by"
                    + " kind and year cannot be named, and so cannot be asked for. Nothing was submitted.",
            "Search with the same question first. Widen it, or name what you know of as items."),
    QUERY_FINDS_TOO_MUCH(
            409,
            "The query of the request finds too much",
            "A request is about what a query finds as a whole. For this one more lines are shown than one search counts, or than one"
                    + " request may be about. Nothing was submitted.",
            "Narrow the query, for example by kind, years or place, and ask in several requests."),

    // Bundles
    NOT_SEALABLE(
            409,
            "The request cannot be sealed",
            "Nothing was sealed. The detail says why: the request was amended or has ended, something of it is still to be"
                    + " answered or approved, nothing of it is granted, or what was approved is not what would be decided now.",
            "Read the request and its lines. If what was decided has changed, those who approve have to approve it again."),
    RECIPIENT_CERTIFICATE(
            409,
            "There is no certificate to encrypt for",
            "The recipient has no confirmed certificate for encryption that is valid now. Nothing leaves unencrypted.",
            "The recipient registers a certificate for encryption, a custodian confirms it, and the sealing is asked for again."),
    BUNDLE_NOT_READY(
            409,
            "The bundle is not ready",
            "It is still being written or recorded, or its sealing failed or was cancelled.",
            "Read the bundle: it says how far it is, or why it failed. Wait, or ask for the sealing again."),
    BUNDLE_VOID(
            409,
            "The bundle may not be handed over any more",
            "It was decided again, and what was approved when it was sealed is not what would be decided now: consent, an"
                    + " agreement, a fact or the request has changed, or the key for which it is encrypted does not count any"
                    + " more. Nothing was sent.",
            "Read the request's lines. What is still permitted can be approved and sealed again."),
    BUNDLE_EXPIRED(
            410,
            "The bundle has expired",
            "It was kept for handing over for a limited time, which has ended. Its bytes are no longer kept.",
            "If the request still holds, ask for the sealing again."),
    UNDERTAKINGS_OPEN(
            409,
            "The undertakings were not accepted",
            "A bundle is handed over once its recipient has accepted what it undertakes.",
            "Read the undertakings of the bundle and accept them. If they changed since you read them, read them again."),
    BUNDLE_CONTENT(
            409,
            "Something that belongs into the bundle is missing or damaged",
            "A stored file could not be read, or is not the one on record. A bundle is whole or it is not made.",
            "Whoever runs the repository looks at the fixity incidents and repairs the file from a copy. Then seal again."),
    SUCCESSION_CONTENT(
            409,
            "Something that belongs into the package is missing or damaged",
            "A stored file could not be read, or is not the one on record. A package is whole or it is not made.",
            "Whoever runs the repository looks at the fixity incidents and repairs the file from a copy. Then write the package"
                    + " again."),
    SUCCESSION_CHANGED(
            409,
            "The holdings have changed since the package was written",
            "Something was deposited, decided, withdrawn or erased since. Nothing is handed over that is not what is on record.",
            "Have the package written again, and let the successor verify and accept that one.");

    private final int status;
    private final String title;
    private final String meaning;
    private final String wayOut;

    ProblemCode(int status, String title, String meaning, String wayOut) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
        this.wayOut = wayOut;
    }

    /** The problem whose {@link #slug} this is. */
    public static Optional<ProblemCode> ofSlug(String slug) {
        for (ProblemCode code : values()) {
            if (code.slug().equals(slug)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A short summary that does not depend on the occurrence. */
    public String title() {
        return title;
    }

    /** What it means, for the page of this problem. */
    public String meaning() {
        return meaning;
    }

    /** What the caller can do about it, for the page of this problem. */
    public String wayOut() {
        return wayOut;
    }

    /** The last segment of the type URI, for example {@code not-found}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The stable type URI, relative to the service: {@code /problems/<slug>}. */
    public String type() {
        return "/problems/" + slug();
    }
}
