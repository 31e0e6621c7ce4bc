#!/usr/bin/env bash
# Unpacks the container image and runs it the way a container would: its own root folder, a user without rights, TLS, nothing
# writable but two folders. Needs root, for chroot, and openssl; no Docker.
#
#   e2e/image/check.sh extender/target/plimsoll-extender.tar
set -euo pipefail
image=$1
user=65532:65532
most=$((150 * 1024 * 1024))
patience=60

work=$(mktemp -d)
root=$work/root
pid=''
cleanup() {
  [[ -z $pid ]] || kill -KILL "$pid" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

fail() { # problem
  printf 'The image (%s) must %s.\n' "$image" "$1" >&2
  [[ ! -s $work/out ]] || sed 's/^/  /' "$work/out" >&2
  exit 1
}

# The one file of the image that is named so.
member() { # name
  tar -xOf "$image" "$1"
}

# All texts of a JSON document, a line each: neither names nor paths of an image have quotes in them.
texts() {
  grep -o '"[^"]*"'  | tr -d '"'
}

mkdir -p "$root"
layers=$(member manifest.json | texts | grep '\.tar\.gz$')
for layer in $layers; do
  member "$layer" | tar --warning=no-unknown-keyword -xzf - -C "$root"
done
unpacked=$(du -sb "$root" | cut -f1)
((unpacked < most)) || fail "unpack to less than $most bytes, not $unpacked"

config=$(member "$(member manifest.json | texts | grep -A1 -x Config | tail -1)")
[[ $config == *"\"User\":\"$user\""* ]] || fail "run as the user $user"
mapfile -t command < <(grep -o '"\(Entrypoint\|Cmd\)":\[[^]]*\]' <<<"$config" | sort -r | texts | grep -v -x -e Entrypoint -e Cmd)
((${#command[@]} > 1)) || fail 'say what it runs'

# What a pod mounts: the configuration, a certificate, and folders that the service may write to.
mkdir -p "$root"/{etc/plimsoll,etc/plimsoll-tls,var/lib/plimsoll,proc}
cat >"$root/etc/plimsoll/extender.yaml" <<'END'
apiVersion: plimsoll.io/v1
kind: ExtenderConfiguration
listen: 127.0.0.1:0
mode: pick-one
recording: {folder: /var/lib/plimsoll/recording}
tls: {certificate: /etc/plimsoll-tls/tls.crt, key: /etc/plimsoll-tls/tls.key}
END
cat >"$root/etc/plimsoll/kubeconfig" <<'END'
apiVersion: v1
kind: Config
current-context: nowhere
contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
clusters: [{name: nowhere, cluster: {server: "http://127.0.0.1:1"}}]
users: [{name: nobody, user: {}}]
END
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=plimsoll \
  -addext subjectAltName=IP:127.0.0.1 -keyout "$root/etc/plimsoll-tls/tls.key" -out "$root/etc/plimsoll-tls/tls.crt" 2>/dev/null
chown "$user" "$root/etc/plimsoll-tls/tls.key" "$root/var/lib/plimsoll"

# A name space of its own for mounts, so that /proc is gone from here again with the process.
unshare --mount --fork --kill-child bash -c '
  mount --bind /proc "$1/proc" && shift
  exec chroot --userspec="$1" "${@:2}"' - "$root" "$user" "$root" "${command[@]}" \
  --kubeconfig /etc/plimsoll/kubeconfig >"$work/out" 2>&1 &
pid=$!

address=''
for ((i = 0; i < patience * 10; i++)); do
  kill -0 "$pid" 2>/dev/null || fail 'go on running'
  address=$(sed -n 's|^listening at \(https://[^,]*\),.*|\1|p' "$work/out")
  [[ -z $address ]] || break
  sleep 0.1
done
[[ -n $address ]] || fail 'listen'

ask() { # path
  curl --silent --show-error --max-time "$patience" --cacert "$root/etc/plimsoll-tls/tls.crt" "$address$1"
}
[[ $(ask /healthz) == ok ]] || fail 'answer /healthz with ok'
[[ $(ask /readyz) == 'not synced yet' ]] || fail 'not be ready without a cluster'
metrics=$(ask /metrics)
[[ $metrics == *$'\nplimsoll_extender_ready 0'* ]] || fail 'say at /metrics that it is not ready'
[[ -s $root/var/lib/plimsoll/recording/segment-00000001.jsonl ]] || fail 'write its recording'
java=$(pgrep -P "$pid" | head -1)
[[ $(stat -c %u "/proc/$java") == "${user%:*}" ]] || fail "run as the user $user"

kill -TERM "$java"
code=0
wait "$pid" || code=$?
pid=''
((code == 0)) || fail "end with 0 when it is asked to, not $code"
[[ -s $root/var/lib/plimsoll/recording/segment-00000001.jsonl.zst ]] || fail 'compress its recording'
printf '%s: %d layers, %d MB as a file, %d MB unpacked; answered as user %s\n' "${image##*/}" "$(wc -w <<<"$layers")" \
  "$(($(stat -c %s "$image") / 1000000))" "$((unpacked / 1000000))" "$user"
