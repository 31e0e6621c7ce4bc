/** The service's configuration file. */
@NullMarked
package io.plimsoll.extender.config;

import org.jspecify.annotations.NullMarked;
