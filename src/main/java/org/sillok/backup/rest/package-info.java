/** Backups over HTTP: asking for one, and how old the last one is. */
@NullMarked
package org.sillok.backup.rest;

import org.jspecify.annotations.NullMarked;
