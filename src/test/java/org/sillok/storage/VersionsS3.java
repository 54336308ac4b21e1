package org.sillok.storage;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.storage.HostileS3.Answer;
import org.sillok.storage.HostileS3.Asked;

/**
 * A bucket with versions and Object Lock as Ceph 16 has them: conditions are ignored with success reported, and a multipart
 * upload drops the lock that was asked for with it. In memory; it looks for credentials but checks no signature.
 */
final class VersionsS3 implements HostileS3.Honest {
    private static final String LOCK = "x-amz-object-lock-";
    private static final String MODE = LOCK + "mode";
    private static final String UNTIL = LOCK + "retain-until-date";
    private static final String HOLD = LOCK + "legal-hold";
    private static final DateTimeFormatter HTTP = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    /** A version, or a deletion where there are no bytes. */
    private record Version(String id, Instant written, byte @Nullable [] bytes, Map<String, String> headers) {
        boolean isLocked(Instant now) {
            return "ON".equals(headers.get(HOLD))
                    || headers.containsKey(UNTIL)
                            && Instant.parse(headers.get(UNTIL)).isAfter(now);
        }
    }

    private record Upload(String key, Map<String, String> headers, Instant begun, TreeMap<Integer, byte[]> parts) {}

    private final Clock clock;
    // The newest first.
    private final TreeMap<String, List<Version>> objects = new TreeMap<>();
    private final TreeMap<String, Upload> uploads = new TreeMap<>();
    private int page = 1000;
    private Optional<Duration> defaultRetention = Optional.empty();

    VersionsS3(Clock clock) {
        this.clock = clock;
    }

    /** How many names an answer lists at most. */
    void pagesOf(int names) {
        page = names;
    }

    void retainByDefault(Duration length) {
        defaultRetention = Optional.of(length);
    }

    /** The bytes of all versions of an object, the newest first. */
    synchronized List<byte[]> versions(String key) {
        return objects.getOrDefault(key, List.of()).stream()
                .filter(version -> version.bytes() != null)
                .map(Version::bytes)
                .toList();
    }

    synchronized Map<String, String> headers(String key) {
        return objects.get(key).get(0).headers();
    }

    /** The keys that have a version or a deletion. */
    synchronized List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    synchronized void write(String key, byte[] bytes, Map<String, String> headers) {
        add(key, bytes, headers);
    }

    synchronized void remove(String key) {
        objects.remove(key);
    }

    private Version add(String key, byte @Nullable [] bytes, Map<String, String> headers) {
        Map<String, String> kept = new HashMap<>(headers);
        kept.keySet().removeIf(name -> !name.startsWith("x-amz-meta-") && !name.startsWith(LOCK));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (bytes != null && !kept.containsKey(UNTIL)) {
            defaultRetention.ifPresent(length -> {
                kept.put(MODE, "COMPLIANCE");
                kept.put(UNTIL, now.plus(length).truncatedTo(ChronoUnit.SECONDS).toString());
            });
        }
        Version version = new Version(UUID.randomUUID().toString(), now, bytes, kept);
        objects.computeIfAbsent(key, none -> new ArrayList<>()).add(0, version);
        return version;
    }

    @Override
    public synchronized Answer answer(Asked asked) {
        if (!asked.hasHeader("authorization")) {
            return Answer.error(403, "AccessDenied");
        }
        String[] parts = asked.path().split("\\?", 2);
        String[] path = parts[0].substring(1).split("/", 2);
        String key = path.length == 1 ? "" : URLDecoder.decode(path[1], StandardCharsets.UTF_8);
        Map<String, String> query = new HashMap<>();
        for (String pair : parts.length == 1 ? new String[0] : parts[1].split("&")) {
            String[] both = pair.split("=", 2);
            query.put(both[0], both.length == 1 ? "" : URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        if (query.containsKey("uploadId") || query.containsKey("uploads")) {
            return multipart(asked, key, query);
        }
        return key.isEmpty() ? listing(query) : object(asked, key, query);
    }

    private Answer object(Asked asked, String key, Map<String, String> query) {
        List<Version> all = objects.getOrDefault(key, List.of());
        @Nullable String id = query.get("versionId");
        Optional<Version> found = all.stream()
                .filter(version -> id == null || version.id().equals(id))
                .findFirst();
        if (query.containsKey("retention") || query.containsKey("legal-hold")) {
            return found.map(version -> lock(version, new String(asked.body(), StandardCharsets.UTF_8)))
                    .orElse(Answer.error(404, "NoSuchKey"));
        }
        if (asked.is("PUT")) {
            if (asked.hasHeader(UNTIL)
                    && !Instant.parse(asked.headers().get(UNTIL)).isAfter(clock.instant())) {
                return Answer.error(400, "InvalidRetentionPeriod");
            }
            return written(add(key, asked.body(), asked.headers()));
        }
        if (asked.is("DELETE")) {
            return delete(key, id, found);
        }
        if (found.isEmpty() || found.get().bytes() == null) {
            return Answer.error(404, id == null ? "NoSuchKey" : "NoSuchVersion");
        }
        return read(asked, found.get());
    }

    private Answer delete(String key, @Nullable String id, Optional<Version> found) {
        if (id == null) {
            add(key, null, Map.of());
        } else if (found.isPresent()) {
            if (found.get().isLocked(clock.instant())) {
                return Answer.error(403, "AccessDenied");
            }
            objects.get(key).remove(found.get());
            if (objects.get(key).isEmpty()) {
                objects.remove(key);
            }
        }
        return new Answer(204, Map.of(), new byte[0]);
    }

    private Answer lock(Version version, String body) {
        Matcher until =
                Pattern.compile("<RetainUntilDate>(.*?)</RetainUntilDate>").matcher(body);
        if (until.find()) {
            Instant end = Instant.parse(until.group(1)).truncatedTo(ChronoUnit.SECONDS);
            String mode = body.contains("GOVERNANCE") ? "GOVERNANCE" : "COMPLIANCE";
            if (!end.isAfter(clock.instant())) {
                return Answer.error(400, "InvalidRequest");
            }
            String before = version.headers().get(UNTIL);
            boolean weaker = before != null && (end.isBefore(Instant.parse(before)) || mode.equals("GOVERNANCE"));
            if (weaker && Instant.parse(before).isAfter(clock.instant())) {
                return Answer.error(403, "AccessDenied");
            }
            version.headers().put(MODE, mode);
            version.headers().put(UNTIL, end.toString());
        } else {
            version.headers().put(HOLD, body.contains("ON") ? "ON" : "OFF");
        }
        return new Answer(200, Map.of(), new byte[0]);
    }

    private Answer written(Version version) {
        return new Answer(200, Map.of("etag", etag(version), "x-amz-version-id", version.id()), new byte[0]);
    }

    private static String etag(Version version) {
        return "\"" + Integer.toHexString(Arrays.hashCode(version.bytes())) + "\"";
    }

    private Answer read(Asked asked, Version version) {
        Map<String, String> headers = new HashMap<>(version.headers());
        byte[] bytes = version.bytes();
        headers.putAll(written(version).headers());
        headers.put("last-modified", HTTP.format(version.written()));
        headers.put("content-type", "application/octet-stream");
        Matcher range =
                Pattern.compile("bytes=(\\d+)-(\\d*)").matcher(asked.headers().getOrDefault("range", ""));
        if (range.matches()) {
            int from = Integer.parseInt(range.group(1));
            int to = range.group(2).isEmpty()
                    ? bytes.length
                    : Math.min(bytes.length, Integer.parseInt(range.group(2)) + 1);
            if (from >= bytes.length) {
                return Answer.error(416, "InvalidRange");
            }
            headers.put("content-range", "bytes " + from + "-" + (to - 1) + "/" + bytes.length);
            bytes = Arrays.copyOfRange(bytes, from, to);
        }
        headers.put("content-length", String.valueOf(bytes.length));
        return new Answer(range.matches() ? 206 : 200, headers, bytes);
    }

    private Answer multipart(Asked asked, String key, Map<String, String> query) {
        String id = query.getOrDefault("uploadId", "");
        if (query.containsKey("uploads") && asked.is("POST")) {
            Map<String, String> headers = new HashMap<>(asked.headers());
            headers.keySet().removeIf(name -> name.startsWith(LOCK));
            String begun = UUID.randomUUID().toString();
            uploads.put(begun, new Upload(key, headers, clock.instant(), new TreeMap<>()));
            return xml("InitiateMultipartUploadResult", tag("Bucket", "b") + tag("Key", key) + tag("UploadId", begun));
        }
        if (query.containsKey("uploads")) {
            return uploads(query);
        }
        Upload upload = uploads.get(id);
        if (upload == null) {
            return Answer.error(404, "NoSuchUpload");
        }
        if (asked.is("PUT")) {
            upload.parts().put(Integer.parseInt(query.get("partNumber")), asked.body());
            return new Answer(200, Map.of("etag", "\"" + query.get("partNumber") + "\""), new byte[0]);
        }
        if (asked.is("GET")) {
            return xml(
                    "ListPartsResult",
                    tag("Bucket", "b")
                            + tag("Key", key)
                            + tag("Initiator", "")
                            + tag("Owner", "")
                            + tag("StorageClass", "STANDARD")
                            + tag("IsTruncated", "false"));
        }
        uploads.remove(id);
        if (asked.is("DELETE")) {
            return new Answer(204, Map.of(), new byte[0]);
        }
        int length =
                upload.parts().values().stream().mapToInt(part -> part.length).sum();
        java.nio.ByteBuffer whole = java.nio.ByteBuffer.allocate(length);
        upload.parts().values().forEach(whole::put);
        Version version = add(key, whole.array(), upload.headers());
        return xml(
                        "CompleteMultipartUploadResult",
                        tag("Location", "l") + tag("Bucket", "b") + tag("Key", key) + tag("ETag", "e"))
                .with("x-amz-version-id", version.id());
    }

    private Answer uploads(Map<String, String> query) {
        String all = uploads.entrySet().stream()
                .filter(upload -> upload.getValue().key().startsWith(query.getOrDefault("prefix", "")))
                .map(upload -> tag(
                        "Upload",
                        tag("Key", upload.getValue().key())
                                + tag("UploadId", upload.getKey())
                                + tag("Initiated", time(upload.getValue().begun()))))
                .collect(Collectors.joining());
        return xml(
                "ListMultipartUploadsResult",
                tag("Bucket", "b") + tag("MaxUploads", "1000") + tag("IsTruncated", "false") + all);
    }

    private Answer listing(Map<String, String> query) {
        boolean versions = query.containsKey("versions");
        String prefix = query.getOrDefault("prefix", "");
        String after = query.getOrDefault(versions ? "key-marker" : "continuation-token", "");
        Predicate<List<Version>> shown = all -> versions || all.get(0).bytes() != null;
        List<String> keys = objects.tailMap(after, false).keySet().stream()
                .filter(key -> key.startsWith(prefix) && shown.test(objects.get(key)))
                .toList();
        boolean more = keys.size() > page;
        StringBuilder text = new StringBuilder(tag("Name", "b") + tag("IsTruncated", String.valueOf(more)));
        for (String key : keys.subList(0, Math.min(page, keys.size()))) {
            for (Version version :
                    versions ? objects.get(key) : objects.get(key).subList(0, 1)) {
                text.append(tag(
                        !versions ? "Contents" : version.bytes() == null ? "DeleteMarker" : "Version",
                        tag("Key", key)
                                + tag("VersionId", version.id())
                                + tag("LastModified", time(version.written()))));
            }
        }
        if (more) {
            String last = keys.get(page - 1);
            text.append(versions ? tag("NextKeyMarker", last) : tag("NextContinuationToken", last));
        }
        return xml(versions ? "ListVersionsResult" : "ListBucketResult", text.toString());
    }

    private static String time(Instant instant) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    private static String tag(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static Answer xml(String root, String content) {
        String text = "<" + root + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + content + "</" + root + ">";
        return new Answer(200, Map.of("content-type", "application/xml"), text.getBytes(StandardCharsets.UTF_8));
    }
}
