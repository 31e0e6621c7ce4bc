/** What every port of the service does alike: bodies and certificates. */
@NullMarked
package io.plimsoll.extender.http;

import org.jspecify.annotations.NullMarked;
