/**
 * The rules of kube-scheduler that only pods of Kubernetes ask for, one class each, with its reasons, normalisation and
 * integer rounding (Kubernetes 1.34). Rules that pods of traces share are in {@code io.plimsoll.core.policy}.
 */
@NullMarked
package io.plimsoll.core.rule;

import org.jspecify.annotations.NullMarked;
