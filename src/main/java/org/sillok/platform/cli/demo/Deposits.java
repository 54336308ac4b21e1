package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** What the first chapters left behind: who deposited what, from whom. */
record Deposits(Setup.Contributor contributor, Map<String, JsonNode> sources, List<Depositor.Deposited> versions) {
    Deposits {
        sources = Map.copyOf(sources);
        versions = List.copyOf(versions);
    }

    /** The item that the manifest calls so. */
    String item(String key) throws DemoFailure {
        return versions.stream()
                .filter(version -> version.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new DemoFailure("sharing.json is about \"" + key + "\", which was not deposited"))
                .item();
    }
}
