/**
 * The custody formats: statements, disclosures, heads and receipts, as {@code docs/formats.md} specifies them. Every
 * parser accepts exactly one spelling of a value: it writes what it read and compares. Pure Java; random bytes, times
 * and keys come in as arguments.
 */
@NullMarked
package org.sillok.custody.core;

import org.jspecify.annotations.NullMarked;
