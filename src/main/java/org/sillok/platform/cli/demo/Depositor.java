package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Deposits items and what was derived from them, one request each, as a contributor. */
final class Depositor {
    private static final Pattern VERSION = Pattern.compile("/versions/([0-9]{1,9})$");

    /** One version that the repository has taken in. {@code answer} is the body of the 201. */
    record Deposited(String key, String item, int version, List<Samples.SampleFile> files, JsonNode answer) {
        Deposited {
            files = List.copyOf(files);
        }

        String path() {
            return "/api/v1/items/" + item + "/versions/" + version;
        }

        /** The log index in the answer, or -1 if the log had not numbered the statement yet. */
        long logIndex() {
            return answer.path("log").path("index").asLong(-1);
        }
    }

    private final ApiClient contributor;
    private final Map<String, JsonNode> sources;
    private final Map<String, Deposited> done = new LinkedHashMap<>();

    Depositor(ApiClient contributor, Map<String, JsonNode> sources) {
        this.contributor = contributor;
        this.sources = Map.copyOf(sources);
    }

    Deposited deposit(Samples.Item item, LongConsumer sent) throws DemoFailure {
        ObjectNode metadata = item.metadata().deepCopy();
        JsonNode source = sources.get(item.source());
        if (source == null) {
            throw new DemoFailure(item.key() + ": there is no source " + item.source());
        }
        metadata.put("source", source.path("id").asText());
        return remember(deposit(contributor, item.key(), metadata, item.files(), sent));
    }

    /** Deposits a paper that is about no source: a form, a mandate. */
    static Deposited paper(ApiClient contributor, Samples.Item paper) throws DemoFailure {
        return deposit(contributor, paper.key(), paper.metadata(), paper.files(), bytes -> {});
    }

    private static Deposited deposit(
            ApiClient contributor, String key, ObjectNode metadata, List<Samples.SampleFile> files, LongConsumer sent)
            throws DemoFailure {
        JsonNode answer = contributor
                .upload("/api/v1/items", body(metadata, files), sent)
                .expect(201)
                .json();
        return new Deposited(key, Json.text(answer, "id", "The answer to a deposit"), 1, files, answer);
    }

    Deposited deposit(Samples.Derivative derivative, LongConsumer sent) throws DemoFailure {
        ObjectNode metadata = derivative.metadata().deepCopy();
        ArrayNode parents = metadata.putArray("parents");
        for (String parent : derivative.parents()) {
            Deposited version = known(parent);
            parents.addObject().put("item", version.item()).put("version", version.version());
        }
        String item = known(derivative.of()).item();
        ApiAnswer answer = contributor
                .upload("/api/v1/items/" + item + "/versions", body(metadata, derivative.files()), sent)
                .expect(201);
        return remember(new Deposited(derivative.key(), item, numberOf(answer), derivative.files(), answer.json()));
    }

    /** The number of a new version: the last segment of its Location. */
    private static int numberOf(ApiAnswer answer) throws DemoFailure {
        String location = answer.headers().firstValue("Location").orElse("");
        Matcher number = VERSION.matcher(location);
        if (!number.find()) {
            throw new DemoFailure("The answer to " + answer.request() + " has no Location of a version");
        }
        return Integer.parseInt(number.group(1));
    }

    private Deposited known(String key) throws DemoFailure {
        Deposited version = done.get(key);
        if (version == null) {
            throw new DemoFailure("\"" + key + "\" has not been deposited");
        }
        return version;
    }

    private Deposited remember(Deposited deposited) {
        done.put(deposited.key(), deposited);
        return deposited;
    }

    private static MultipartBody body(ObjectNode metadata, List<Samples.SampleFile> files) throws DemoFailure {
        MultipartBody body = new MultipartBody("sillok-demo-" + UUID.randomUUID());
        body.json("metadata", Json.write(metadata));
        for (Samples.SampleFile file : files) {
            try {
                body.file("file", file.name(), file.mediaType(), file.path());
            } catch (IOException e) {
                throw new DemoFailure("The sample " + file.path() + " cannot be read", e);
            }
        }
        return body;
    }
}
