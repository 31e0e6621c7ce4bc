/** The extender beside a real kube-scheduler, on a control plane made for the test. */
@NullMarked
package io.plimsoll.e2e;

import org.jspecify.annotations.NullMarked;
