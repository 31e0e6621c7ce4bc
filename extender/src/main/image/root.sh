#!/usr/bin/env bash
# Makes what an image needs beside the program: a Java runtime of the modules that it uses, the C library that this is
# linked against, and the files by which a user and names of machines are known. Everything comes from this machine.
#
#   root.sh JAVA_HOME FOLDER
set -euo pipefail
java_home=$1
root=$2

modules=java.base,java.logging,java.management,java.naming,java.xml,jdk.management,jdk.unsupported
# Elliptic curves are in java.base since Java 22.
[[ ! -e $java_home/jmods/jdk.crypto.ec.jmod ]] || modules+=,jdk.crypto.ec

rm -rf "$root"
mkdir -p "$root"/{etc,opt,tmp}
"$java_home/bin/jlink" --add-modules "$modules" --no-header-files --no-man-pages --strip-java-debug-attributes \
  --output "$root/opt/java"
rm -f "$root/opt/java/bin/keytool"

# The runtime's own libraries find each other; the loader stands where programs name it.
find "$root/opt/java" -type f \( -name '*.so' -o -path '*/bin/*' -o -name jspawnhelper \) -exec ldd {} + |
  awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\/.*ld-linux/ { print $1 }' | sort -u |
  while read -r library; do
    [[ $library == "$root"/* ]] || install -D -m 755 "$library" "$root$library"
  done

# The library of zstd, which comes in a jar, asks for threads where they were before the C library had them.
libc=$(find "$root" -name libc.so.6 | head -1)
threads=${libc%/*}/libpthread.so.0
[[ ! -e ${threads#"$root"} ]] || install -D -m 755 "${threads#"$root"}" "$threads"

printf 'root:x:0:0:root:/:\nplimsoll:x:65532:65532:plimsoll:/tmp:\n' >"$root/etc/passwd"
printf 'root:x:0:\nplimsoll:x:65532:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
