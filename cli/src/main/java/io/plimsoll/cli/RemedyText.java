package io.plimsoll.cli;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeSelectorTerm;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.Toleration;
import io.plimsoll.core.remedy.ClusterChange.Cordoned;
import io.plimsoll.core.remedy.ClusterChange.MoreNodes;
import io.plimsoll.core.remedy.ClusterChange.PodAway;
import io.plimsoll.core.remedy.ClusterChange.PodsAway;
import io.plimsoll.core.remedy.ClusterChange.Uncordoned;
import io.plimsoll.core.remedy.PodChange.Devices;
import io.plimsoll.core.remedy.PodChange.MoreSkew;
import io.plimsoll.core.remedy.PodChange.Requested;
import io.plimsoll.core.remedy.PodChange.Tolerated;
import io.plimsoll.core.remedy.PodChange.WithoutAffinity;
import io.plimsoll.core.remedy.PodChange.WithoutAntiAffinity;
import io.plimsoll.core.remedy.PodChange.WithoutHostPort;
import io.plimsoll.core.remedy.PodChange.WithoutNodeLabel;
import io.plimsoll.core.remedy.PodChange.WithoutNodeName;
import io.plimsoll.core.remedy.PodChange.WithoutNodePreference;
import io.plimsoll.core.remedy.PodChange.WithoutPodPreference;
import io.plimsoll.core.remedy.PodChange.WithoutRequirement;
import io.plimsoll.core.remedy.PodChange.WithoutSpread;
import io.plimsoll.core.remedy.PodChange.WithoutToleration;
import io.plimsoll.core.remedy.PodChange.WithoutVolume;
import io.plimsoll.core.remedy.Remedy;
import io.plimsoll.traces.notation.Quantity;
import java.util.ArrayList;
import java.util.List;

/** Changes of pods and clusters in words, each of which goes on after "if it did this". */
final class RemedyText {

    private static final int MOST_NAMES = 5;
    private static final long PERCENT = Remedy.WHOLE / 100;

    private RemedyText() {}

    /** The change, such as {@code request 1500m cpu instead of 2 (25 % less)}. */
    static String of(Remedy change) {
        if (change instanceof Requested requested) {
            return requested(requested);
        }
        if (change instanceof Devices devices) {
            return "request %s instead of %s".formatted(devices(devices.to()), devices(devices.from()));
        }
        if (change instanceof Tolerated tolerated) {
            return "tolerate the taint " + taint(tolerated.taint());
        }
        if (change instanceof MoreSkew more) {
            return "allow a skew of %d over %s instead of %d"
                    .formatted(
                            more.maxSkew(),
                            more.constraint().topologyKey(),
                            more.constraint().maxSkew());
        }
        if (change instanceof MoreNodes more) {
            int count = more.nodes().size();
            return "%s like %s (%s)"
                    .formatted(count == 1 ? "one more node" : count + " more nodes", more.like(), node(more.node()));
        }
        if (change instanceof Uncordoned uncordoned) {
            return "uncordon " + uncordoned.node();
        }
        if (change instanceof Cordoned cordoned) {
            return "cordon " + cordoned.node();
        }
        if (change instanceof PodsAway away) {
            return "take %s off %s".formatted(pods(away.pods()), String.join(", ", away.nodes()));
        }
        return "drop " + dropped(change);
    }

    private static String dropped(Remedy change) {
        if (change instanceof WithoutNodeName pinned) {
            return "nodeName " + pinned.node();
        }
        if (change instanceof WithoutNodeLabel label) {
            return "nodeSelector " + label.key() + "=" + label.value();
        }
        if (change instanceof WithoutRequirement without) {
            return "the required node affinity " + requirement(without.requirement());
        }
        if (change instanceof WithoutNodePreference without) {
            return "the preferred node affinity " + term(without.wish().term());
        }
        if (change instanceof WithoutToleration without) {
            return "the toleration of " + toleration(without.toleration());
        }
        if (change instanceof WithoutHostPort without) {
            return "the host port " + without.port().port() + "/"
                    + without.port().protocol();
        }
        if (change instanceof WithoutVolume without) {
            return "the volume " + volume(without.volume());
        }
        if (change instanceof WithoutSpread without) {
            return "the topology spread constraint over " + without.constraint().topologyKey();
        }
        if (change instanceof WithoutAffinity without) {
            return "the pod affinity " + term(without.term());
        }
        if (change instanceof WithoutAntiAffinity without) {
            return "the pod anti-affinity " + term(without.term());
        }
        if (change instanceof WithoutPodPreference without) {
            return "the preferred pod " + (without.near() ? "affinity " : "anti-affinity ")
                    + term(without.wish().term());
        }
        throw new IllegalStateException(
                "The change (%s) must have words.%nMaybe it is new.".formatted(change.getClass()));
    }

    private static String requested(Requested change) {
        if (change.to() > change.from()) {
            // The least amount is one more than some node has: nobody reads that in bytes.
            return "request more than %s %s".formatted(amount(change.resource(), change.to() - 1), change.resource());
        }
        return "request %s %s instead of %s (%d %% less)"
                .formatted(
                        amount(change.resource(), change.to()),
                        change.resource(),
                        amount(change.resource(), change.from()),
                        Math.max(1, change.sizeMilli() / PERCENT));
    }

    private static String amount(String resource, long amount) {
        return switch (resource) {
            case "cpu" -> Quantity.ofMilli(amount);
            case "memory", "ephemeral-storage" -> Quantity.ofBytes(amount);
            default -> resource.startsWith("hugepages-") ? Quantity.ofBytes(amount) : Long.toString(amount);
        };
    }

    private static String devices(DeviceRequest request) {
        if (request.count() == 0) {
            return "no device";
        }
        String models = request.models().isEmpty() ? "of any model" : "of " + String.join(" or ", request.models());
        return request.isShare()
                ? "%d/1000 of a device %s".formatted(request.milliPerDevice(), models)
                : "%d device%s %s".formatted(request.count(), request.count() == 1 ? "" : "s", models);
    }

    private static String node(NodeSpec node) {
        String amounts = Quantity.ofMilli(node.allocatable().cpuMilli()) + " cpu, "
                + Quantity.ofBytes(node.allocatable().memoryBytes()) + " memory";
        return node.devices().isEmpty()
                ? amounts
                : amounts + ", " + node.devices().size() + " devices";
    }

    private static String pods(List<PodAway> pods) {
        List<String> names = new ArrayList<>();
        for (PodAway pod : pods.subList(0, Math.min(MOST_NAMES, pods.size()))) {
            names.add(pod.namespace() + "/" + pod.name() + " (priority " + pod.priority() + ")");
        }
        String more = pods.size() > MOST_NAMES ? " and " + (pods.size() - MOST_NAMES) + " more pods" : "";
        return String.join(", ", names) + more;
    }

    private static String taint(Taint taint) {
        String value = taint.value().isEmpty() ? "" : "=" + taint.value();
        return taint.key() + value + ":"
                + switch (taint.effect()) {
                    case NO_SCHEDULE -> "NoSchedule";
                    case NO_EXECUTE -> "NoExecute";
                    case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
                };
    }

    private static String toleration(Toleration toleration) {
        if (toleration.key().isEmpty()) {
            return "every taint";
        }
        return toleration.key()
                + (toleration.anyValue() || toleration.value().isEmpty() ? "" : "=" + toleration.value());
    }

    private static String term(NodeSelectorTerm term) {
        List<String> parts = new ArrayList<>();
        term.expressions().forEach(one -> parts.add(requirement(one)));
        term.fields().forEach(one -> parts.add(requirement(one)));
        return String.join(", ", parts);
    }

    private static String term(PodAffinityTerm term) {
        PodSelector pods = term.pods();
        return "over %s to pods with %s".formatted(term.topologyKey(), selector(pods.labels()));
    }

    private static String selector(LabelSelector selector) {
        List<String> parts = new ArrayList<>();
        selector.matchLabels().forEach((key, value) -> parts.add(key + "=" + value));
        selector.requirements().forEach(one -> parts.add(requirement(one)));
        return parts.isEmpty() ? "any labels" : String.join(", ", parts);
    }

    private static String requirement(Requirement requirement) {
        String values = String.join(", ", requirement.values());
        return switch (requirement.operator()) {
            case IN -> requirement.key() + " in (" + values + ")";
            case NOT_IN -> requirement.key() + " not in (" + values + ")";
            case EXISTS -> requirement.key();
            case DOES_NOT_EXIST -> "no " + requirement.key();
            case GREATER_THAN -> requirement.key() + " > " + values;
            case LESS_THAN -> requirement.key() + " < " + values;
        };
    }

    private static String volume(PodVolume volume) {
        if (volume instanceof PodVolume.Claim claim) {
            return "claim " + claim.name();
        }
        if (volume instanceof PodVolume.Ephemeral ephemeral) {
            return "claim " + ephemeral.name();
        }
        return volume instanceof PodVolume.Disk disk ? disk.id() : volume.toString();
    }
}
