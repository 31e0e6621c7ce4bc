/** What is suspicious about the objects of a cluster: what can never work, means nothing, or says too little. */
@NullMarked
package io.plimsoll.kubernetes.lint;

import org.jspecify.annotations.NullMarked;
