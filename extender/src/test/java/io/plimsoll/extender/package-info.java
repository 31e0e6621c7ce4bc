@NullMarked
package io.plimsoll.extender;

import org.jspecify.annotations.NullMarked;
