/** What the API server and the controllers make of objects: defaults, admission, the pods of workloads, requests. */
@NullMarked
package io.plimsoll.kubernetes.workload;

import org.jspecify.annotations.NullMarked;
