@NullMarked
package io.plimsoll.core.rule;

import org.jspecify.annotations.NullMarked;
