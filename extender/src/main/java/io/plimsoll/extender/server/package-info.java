/** The service over HTTP. */
@NullMarked
package io.plimsoll.extender.server;

import org.jspecify.annotations.NullMarked;
