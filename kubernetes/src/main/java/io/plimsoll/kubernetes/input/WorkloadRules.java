package io.plimsoll.kubernetes.input;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What workloads must be. */
final class WorkloadRules {

    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final String INDENTED = "it is indented wrongly.";

    private final Rules rules;

    WorkloadRules(Rules rules) {
        this.rules = rules;
    }

    /** Checks a workload; false when the object is none. */
    boolean check(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            if (rules.given(SPEC, deployment.getSpec(), INDENTED)) {
                var spec = deployment.getSpec();
                replicated(spec.getReplicas(), spec.getSelector(), spec.getTemplate());
            }
        } else if (object instanceof ReplicaSet set) {
            if (rules.given(SPEC, set.getSpec(), INDENTED)) {
                replicated(
                        set.getSpec().getReplicas(),
                        set.getSpec().getSelector(),
                        set.getSpec().getTemplate());
            }
        } else if (object instanceof StatefulSet set) {
            if (rules.given(SPEC, set.getSpec(), INDENTED)) {
                statefulSet(set);
            }
        } else if (object instanceof DaemonSet set) {
            if (rules.given(SPEC, set.getSpec(), INDENTED)) {
                replicated(null, set.getSpec().getSelector(), set.getSpec().getTemplate());
            }
        } else if (object instanceof ReplicationController controller) {
            controller(controller);
        } else if (object instanceof Job job) {
            job(SPEC, job.getSpec());
        } else if (object instanceof CronJob cronJob) {
            cronJob(cronJob);
        } else {
            return false;
        }
        return true;
    }

    private void replicated(
            @Nullable Integer replicas, @Nullable LabelSelector selector, @Nullable PodTemplateSpec template) {
        rules.atLeast(SPEC.field("replicas"), replicas, 0);
        template(SPEC.field("template"), template, List.of("Always"));
        if (!rules.given(SPEC.field("selector"), selector, "matchLabels with the labels of the template were meant.")
                || selector == null) {
            return;
        }
        new SelectorRules(rules).selector(SPEC.field("selector"), selector);
        boolean empty = Rules.map(selector.getMatchLabels()).isEmpty() && Rules.isEmpty(selector.getMatchExpressions());
        if (empty) {
            rules.report()
                    .missing(SPEC.field("selector").field("matchLabels"), "the labels of the template were meant.");
        } else if (!matches(selector, template)) {
            rules.report()
                    .value(
                            SPEC.field("selector"),
                            Rules.map(selector.getMatchLabels()),
                            "match the labels of the template",
                            "only one of both was changed.");
        }
    }

    private static boolean matches(LabelSelector selector, @Nullable PodTemplateSpec template) {
        Map<String, String> labels = template == null || template.getMetadata() == null
                ? Map.of()
                : Rules.map(template.getMetadata().getLabels());
        for (Map.Entry<String, String> wanted :
                Rules.map(selector.getMatchLabels()).entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (LabelSelectorRequirement wanted : Rules.list(selector.getMatchExpressions())) {
            @Nullable String value = labels.get(wanted.getKey());
            boolean listed = value != null && Rules.list(wanted.getValues()).contains(value);
            boolean holds = switch (String.valueOf(wanted.getOperator())) {
                case "In" -> listed;
                case "NotIn" -> !listed;
                case "Exists" -> value != null;
                case "DoesNotExist" -> value == null;
                default -> true;
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private void template(FieldPath path, @Nullable PodTemplateSpec template, List<String> restartPolicies) {
        if (!rules.given(path, template, INDENTED) || template == null) {
            return;
        }
        if (template.getMetadata() != null) {
            rules.labels(
                    path.field("metadata").field("labels"),
                    template.getMetadata().getLabels());
        }
        FieldPath spec = path.field("spec");
        if (rules.given(spec, template.getSpec(), INDENTED)) {
            new PodRules(rules).check(spec, template.getSpec());
            rules.oneOf(spec.field("restartPolicy"), template.getSpec().getRestartPolicy(), restartPolicies);
        }
    }

    private void statefulSet(StatefulSet set) {
        replicated(
                set.getSpec().getReplicas(),
                set.getSpec().getSelector(),
                set.getSpec().getTemplate());
        if (set.getSpec().getOrdinals() != null) {
            rules.atLeast(
                    SPEC.field("ordinals").field("start"),
                    set.getSpec().getOrdinals().getStart(),
                    0);
        }
        int index = 0;
        for (var claim : Rules.list(set.getSpec().getVolumeClaimTemplates())) {
            FieldPath at = SPEC.field("volumeClaimTemplates").item(index++);
            @Nullable
            String name =
                    claim.getMetadata() == null ? null : claim.getMetadata().getName();
            rules.given(at.field("metadata").field("name"), name, INDENTED);
            new ClusterRules(rules).claim(at.field("spec"), claim.getSpec());
        }
    }

    private void controller(ReplicationController controller) {
        if (rules.given(SPEC, controller.getSpec(), INDENTED)) {
            var spec = controller.getSpec();
            LabelSelector selector = new LabelSelectorBuilder()
                    .withMatchLabels(spec.getSelector())
                    .build();
            replicated(spec.getReplicas(), selector, spec.getTemplate());
        }
    }

    private void job(FieldPath path, @Nullable JobSpec spec) {
        if (!rules.given(path, spec, INDENTED) || spec == null) {
            return;
        }
        rules.atLeast(path.field("parallelism"), spec.getParallelism(), 0);
        rules.atLeast(path.field("completions"), spec.getCompletions(), 0);
        rules.atLeast(path.field("backoffLimit"), spec.getBackoffLimit(), 0);
        if (spec.getCompletionMode() != null) {
            rules.oneOf(path.field("completionMode"), spec.getCompletionMode(), List.of("NonIndexed", "Indexed"));
            if (spec.getCompletionMode().equals("Indexed") && spec.getCompletions() == null) {
                rules.report().missing(path.field("completions"), "\"NonIndexed\" was meant as the mode.");
            }
        }
        template(path.field("template"), spec.getTemplate(), List.of("OnFailure", "Never"));
        boolean silent = spec.getTemplate() != null
                && spec.getTemplate().getSpec() != null
                && spec.getTemplate().getSpec().getRestartPolicy() == null;
        if (silent) {
            rules.report()
                    .missing(
                            path.field("template").field("spec").field("restartPolicy"),
                            "\"Never\" was meant: the pods of a job end.");
        }
    }

    private void cronJob(CronJob cronJob) {
        if (!rules.given(SPEC, cronJob.getSpec(), INDENTED)) {
            return;
        }
        rules.given(SPEC.field("schedule"), cronJob.getSpec().getSchedule(), "\"0 * * * *\" was meant: every hour.");
        if (rules.given(SPEC.field("jobTemplate"), cronJob.getSpec().getJobTemplate(), INDENTED)) {
            job(
                    SPEC.field("jobTemplate").field("spec"),
                    cronJob.getSpec().getJobTemplate().getSpec());
        }
    }
}
