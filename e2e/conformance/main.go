// Conformance answers questions about scheduling by the plugins of kube-scheduler itself, version 1.34: a case as JSON on a
// line of standard input, what every plugin said as JSON on a line of standard output, at once. It ends with its input.
// With the argument "cycle" it times kube-scheduler's scheduling cycle instead.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/klog/v2"
)

func main() {
	klog.SetOutput(io.Discard)
	klog.LogToStderr(false)
	registerMetrics()
	// Preemption is to be done when it says what it does.
	err := utilfeature.DefaultMutableFeatureGate.Set("SchedulerAsyncPreemption=false")
	if err == nil && len(os.Args) > 1 && os.Args[1] == "cycle" {
		err = timeCycles(os.Args[2:], os.Stdout)
	} else if err == nil {
		err = run(os.Stdin, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	questions := json.NewDecoder(bufio.NewReaderSize(in, 1<<20))
	buffered := bufio.NewWriterSize(out, 1<<20)
	answers := json.NewEncoder(buffered)
	for {
		var q question
		if err := questions.Decode(&q); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("reading a case: %w", err)
		}
		if err := answers.Encode(answerQuestion(&q)); err != nil {
			return fmt.Errorf("writing an answer: %w", err)
		}
		if err := buffered.Flush(); err != nil {
			return fmt.Errorf("writing an answer: %w", err)
		}
	}
}
