#!/usr/bin/env bash
# Places the same pods on 5,000 nodes by kube-scheduler's own scheduling cycle in process and by Plimsoll, in turn, and
# prints how many times as much CPU the former takes. Neither side has an API server, a queue or a binding.
#
#   benchmarks/kube-scheduler-cycle.sh BENCHMARKS_JAR CONFORMANCE_PROGRAM
#
# The program is that of e2e/conformance (go build there). kube-scheduler looks at as many nodes as it wants to, a tenth of
# 5,000; in the row "basic, every node" it scores all of them, as Plimsoll always does.
set -euo pipefail

jar=${1:?the benchmarks jar}
program=${2:?the program of e2e/conformance}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
pods=${PODS:-300}

plimsoll() { # workload: CPU microseconds per pod
  "$java" -Xbatch -XX:+UseParallelGC -XX:ParallelGCThreads=1 -Xmx2g -cp "$jar" \
    io.plimsoll.benchmarks.KubernetesWorkloadBenchmark "$1" --micros
}

kube() { # shape, pods before, percentage: CPU microseconds per pod
  "$program" cycle -shape "$1" -before "$2" -pods "$pods" -percentage "$3" |
    sed 's/.*"cpuMicrosPerPod":\([0-9.]*\).*/\1/'
}

printf '%-22s %18s %14s %10s %14s %14s\n' \
  shape 'kube-scheduler us' 'Plimsoll us' times 'its of basic' 'ours of basic'
kube_basic=
our_basic=
row() { # name, workload, shape, pods before, percentage
  local theirs ours
  theirs=$(kube "$3" "$4" "$5")
  ours=$(plimsoll "$2")
  kube_basic=${kube_basic:-$theirs}
  our_basic=${our_basic:-$ours}
  awk -v name="$1" -v t="$theirs" -v o="$ours" -v tb="$kube_basic" -v ob="$our_basic" \
    'BEGIN { printf "%-22s %18.1f %14.2f %10.0f %13.0f%% %13.0f%%\n", name, t, o, t / o, 100 * tb / t, 100 * ob / o }'
}

row basic basic basic 1000 0
row 'basic, every node' basic basic 1000 100
row 'spread, required' 'spread, required' spread 1000 0
row 'required anti-affinity' 'required anti-affinity' anti-affinity 1000 0
row 'required affinity' 'required affinity' affinity 1000 0
row 'node affinity' 'node affinity' node-affinity 1000 0
