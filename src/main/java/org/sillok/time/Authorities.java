package org.sillok.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.TimeStampRequest;
import org.sillok.crypto.TimeStampRoots;

/** The configured authorities and whom they lead to, checked as a whole when the service starts. */
@ApplicationScoped
public class Authorities {
    private final TimeConfig config;
    private @Nullable Checked checked;

    private record Checked(List<Authority> list, TimeStampRoots roots) {}

    public Authorities(TimeConfig config) {
        this.config = config;
    }

    List<Authority> list() {
        return checked().list();
    }

    List<String> names() {
        return list().stream().map(Authority::name).toList();
    }

    TimeStampRoots roots() {
        return checked().roots();
    }

    @Nullable
    String policy() {
        return config.policy().orElse(null);
    }

    private synchronized Checked checked() {
        Checked known = checked;
        if (known == null) {
            known = check();
            checked = known;
        }
        return known;
    }

    private Checked check() {
        List<Authority> list = config.authorities().entrySet().stream()
                .map(entry -> authority(entry.getKey(), entry.getValue()))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
        if (config.policy().isPresent()
                && !TimeStampRequest.isPolicy(config.policy().get())) {
            throw new TimeConfigException("sillok.time.policy is not an object identifier such as 1.2.3");
        }
        if (list.isEmpty()) {
            return new Checked(list, TimeStampRoots.none());
        }
        Path file = config.roots()
                .orElseThrow(() -> new TimeConfigException(
                        "sillok.time.authorities needs sillok.time.roots: the certificates they lead to, as PEM"));
        try {
            return new Checked(list, TimeStampRoots.ofPem(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new TimeConfigException("sillok.time.roots cannot be read: " + file, e);
        } catch (KeyFormatException e) {
            throw new TimeConfigException("sillok.time.roots is not a PEM file of certificates: " + file, e);
        }
    }

    private static Authority authority(String name, String address) {
        try {
            return new Authority(name, URI.create(address));
        } catch (IllegalArgumentException e) {
            throw new TimeConfigException("sillok.time.authorities." + name + ": " + e.getMessage(), e);
        }
    }
}
