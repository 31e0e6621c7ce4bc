package io.plimsoll.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups what can be done with traces but replaying them. */
@Command(
        name = "trace",
        description = "Generate traces, convert and cut them, and look at them.",
        footer = {
            "  plimsoll trace generate --example > my.json    a description to start from",
            "  plimsoll trace generate my.json --seed 7       a trace of it",
            "  plimsoll trace info --workload my.json --html my.html",
            "  plimsoll trace convert DIR my.plimsoll         a recorded trace in Plimsoll's own format",
            "  plimsoll trace slice my.plimsoll day2.csv --from 1d --to 2d"
        },
        subcommands = {
            TraceGenerateCommand.class,
            TraceConvertCommand.class,
            TraceInfoCommand.class,
            TraceSliceCommand.class
        })
final class TraceCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
