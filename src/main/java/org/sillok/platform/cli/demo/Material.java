package org.sillok.platform.cli.demo;

/** An item that can be asked for: what its source said, whose it is, and what it is called on the screen. */
record Material(SharingSet.Consent consent, Office holder, String item, String source, String title) {}
