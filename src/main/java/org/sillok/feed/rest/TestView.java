package org.sillok.feed.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A test that is under way: the deliveries have an event with this id. */
@Schema(name = "WebhookTest")
public record TestView(String event) {}
