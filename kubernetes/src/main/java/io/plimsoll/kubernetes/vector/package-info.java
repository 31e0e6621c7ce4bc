/**
 * Answers of kube-scheduler's own code, recorded case by case, beside the answers of the core: the proof that the rules are
 * the same.
 */
@NullMarked
package io.plimsoll.kubernetes.vector;

import org.jspecify.annotations.NullMarked;
