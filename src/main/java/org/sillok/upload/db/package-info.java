/** How uploads and their segments are stored. */
@NullMarked
package org.sillok.upload.db;

import org.jspecify.annotations.NullMarked;
