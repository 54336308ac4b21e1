/** How jobs are stored and leased. */
@NullMarked
package org.sillok.jobs.db;

import org.jspecify.annotations.NullMarked;
