package org.sillok.archfixture.custody.core;

import org.sillok.archfixture.net.Exchange;

public record AsksAServer(Exchange exchange) {}
