//go:build tools

// Package etcd names the program whose versions go.mod pins.
package etcd

import _ "go.etcd.io/etcd/server/v3"
