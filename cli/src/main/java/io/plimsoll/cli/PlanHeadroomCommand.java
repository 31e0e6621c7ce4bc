package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.SchedulingRules;
import io.plimsoll.planner.headroom.Headroom;
import io.plimsoll.planner.headroom.HeadroomAnswer;
import io.plimsoll.planner.headroom.HeadroomView;
import io.plimsoll.planner.headroom.LikePod;
import io.plimsoll.planner.headroom.PodFile;
import io.plimsoll.planner.headroom.PodText;
import io.plimsoll.planner.headroom.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how many more pods fit. */
@Command(
        name = "headroom",
        description = {
            "Say how many more pods fit into a cluster, per zone and in total, what runs out first, and how many would fit if the "
                    + "free space were in one piece.",
            "One template is answered exactly where rules look at single nodes; else as the cluster's scheduler places the pods, "
                    + "with a bound that no placement can beat. Ends with 1 when not one more fits."
        },
        footer = {
            "  plimsoll plan headroom -f examples/plan/cluster.yaml --pod cpu=500m,memory=1Gi",
            "  plimsoll plan headroom -f examples/plan/cluster.yaml --like deployment/web",
            "  plimsoll plan headroom -f examples/plan/cluster.yaml --pod 3xexamples/plan/web.yaml --pod 1xcpu=2,memory=8Gi",
            "  plimsoll plan headroom --trace DIR --arrivals-only --policy fgd --all-classes"
        })
final class PlanHeadroomCommand implements Callable<Integer> {

    private static final Pattern SHARE = Pattern.compile("(\\d{1,9})x(.+)");

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanSource source = new PlanSource();

    @Option(
            names = "--pod",
            paramLabel = "[Nx]POD",
            description =
                    "A template: a file with one pod or workload, or such as cpu=2,memory=4Gi,gpu=1. Several are a mix in "
                            + "fixed proportions: 3xweb.yaml and 1xdb.yaml.")
    private List<String> pods = new ArrayList<>();

    @Option(
            names = "--like",
            paramLabel = "[Nx]NAME",
            description = "As --pod, of pods like those of a workload of the cluster, such as deployment/web.")
    private List<String> like = new ArrayList<>();

    @Option(
            names = "--all-classes",
            description =
                    "Every class of pods that the cluster has, each by itself. This is so when no template is given.")
    private boolean allClasses;

    @Mixin
    private PlanPolicy policy = new PlanPolicy();

    @Mixin
    private PlanOutput output = new PlanOutput();

    @Override
    public Integer call() throws IOException, InputException {
        output.require();
        if (allClasses && !(pods.isEmpty() && like.isEmpty())) {
            throw Failure.usage(
                    "The option --all-classes must come without --pod and --like.",
                    "Maybe it is left over from another question.");
        }
        PlanSource.Input input = source.read(spec, List.of(policy.of(source)), false);
        PlanCluster cluster = input.cluster();
        SchedulingRules rules = input.rules().get(0);
        List<Template> templates = templates(cluster);
        boolean mixed = templates.size() > 1;
        if (templates.isEmpty()) {
            templates = Headroom.classes(cluster, rules, source.seed());
        }
        if (templates.isEmpty()) {
            throw Failure.badInput(
                    "The cluster must have pods whose classes can be asked about.",
                    "Maybe --pod cpu=1,memory=2Gi was meant, or the pods are in another file.");
        }
        HeadroomAnswer answer = Headroom.answer(cluster, rules, templates, mixed, source.seed());
        output.write(spec, new HeadroomView(answer), input.name(), source.paths());
        return answer.anyFits() ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private List<Template> templates(PlanCluster cluster) throws IOException, InputException {
        List<Template> templates = new ArrayList<>();
        try {
            for (String text : pods) {
                String pod = pod(text);
                boolean file = pod.indexOf('=') < 0 || Files.exists(Path.of(pod));
                templates.add(
                        file
                                ? PodFile.read(Path.of(pod), share(text))
                                : Headroom.of(PodText.parse(pod, cluster), share(text)));
            }
            for (String text : like) {
                templates.add(Headroom.like(cluster, LikePod.find(pod(text), cluster), share(text)));
            }
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
        return templates;
    }

    private static String pod(String text) {
        Matcher share = SHARE.matcher(text);
        return share.matches() ? share.group(2) : text;
    }

    private static int share(String text) {
        Matcher share = SHARE.matcher(text);
        int number = share.matches() ? Integer.parseInt(share.group(1)) : 1;
        if (number < 1) {
            throw new IllegalArgumentException(
                    "The share (%d) of pod (%s) must be at least 1.%n".formatted(number, text)
                            + "Maybe the pod should be left out.");
        }
        return number;
    }
}
