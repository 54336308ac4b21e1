/** The object store's health. */
@NullMarked
package org.sillok.storage.rest;

import org.jspecify.annotations.NullMarked;
