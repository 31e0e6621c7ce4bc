#!/usr/bin/env bash
# Builds etcd, kube-apiserver, kube-scheduler and kubectl from their published Go modules, and the program of ../wire, into the folder given. What
# is there already, of the versions pinned here, is kept: the first build takes about 5 minutes on two cores, a later call none.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "${1:?The folder for the programs must be given.}"
bin=$(cd "$1" && pwd)
kubernetes=1.34.4
pinned=$(cat "$here"/build.sh "$here"/{*,../wire}/go.{mod,sum} "$here"/../wire/main.go | sha256sum)
[[ ! -f $bin/pinned || $(<"$bin/pinned") != "$pinned" ]] || exit 0

version=k8s.io/component-base/version
stamp="-s -w -X $version.gitVersion=v$kubernetes -X $version.gitMajor=1 -X $version.gitMinor=34 -X $version.gitTreeState=clean"
(cd "$here/etcd" && CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o "$bin/etcd" go.etcd.io/etcd/server/v3)
(cd "$here/kube" && go build -ldflags "$stamp" -o "$bin/" k8s.io/kubernetes/cmd/{kube-apiserver,kube-scheduler,kubectl})
(cd "$here/../wire" && go build -ldflags='-s -w' -o "$bin/wire" .)
printf '%s\n' "$pinned" >"$bin/pinned"
