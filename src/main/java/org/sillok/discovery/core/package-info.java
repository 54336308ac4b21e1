/** What is searched for and how texts in any script are compared: pure rules. */
@NullMarked
package org.sillok.discovery.core;

import org.jspecify.annotations.NullMarked;
