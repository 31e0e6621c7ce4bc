// wire reads replies of a scheduler extender as kube-scheduler does, into the official Go types, and writes what it read.
//
// Each line of standard input is a JSON object with the verb and the body of a reply as a string. Each line of standard output is the
// same reply, encoded from the Go type. A reply that does not decode, has a field that the type does not have, or has anything behind
// the JSON value ends the program with 1.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	extender "k8s.io/kube-scheduler/extender/v1"
)

type line struct {
	Verb string
	Body string
}

func value(verb string) any {
	switch verb {
	case "filter":
		return &extender.ExtenderFilterResult{}
	case "prioritize":
		return &extender.HostPriorityList{}
	case "preempt":
		return &extender.ExtenderPreemptionResult{}
	case "bind":
		return &extender.ExtenderBindingResult{}
	}
	return nil
}

func again(text []byte) ([]byte, error) {
	var in line
	if err := json.Unmarshal(text, &in); err != nil {
		return nil, err
	}
	into := value(in.Verb)
	if into == nil {
		return nil, fmt.Errorf("the verb %q must be filter, prioritize, preempt or bind", in.Verb)
	}
	decoder := json.NewDecoder(bytes.NewBufferString(in.Body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return nil, fmt.Errorf("%s: %w", in.Body, err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("%s: nothing must stand behind the reply", in.Body)
	}
	return json.Marshal(into)
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		out, err := again(lines.Bytes())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Printf("%s\n", out)
	}
}
