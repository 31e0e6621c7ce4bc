package io.plimsoll.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateFingerprintTest {

    /** All fields of the state. One that is new must be restored by trials and told by the fingerprint. */
    private static final Map<Class<?>, List<String>> FIELDS = Map.ofEntries(
            Map.entry(
                    Cluster.class,
                    List.of(
                            "dimensions",
                            "deviceModels",
                            "nodes",
                            "pods",
                            "labelSets",
                            "podClasses",
                            "topology",
                            "requestMix",
                            "changeLog",
                            "totals",
                            "kinds",
                            "images",
                            "claimUses",
                            "nominations",
                            "budgets",
                            "books",
                            "trial",
                            "trialLog",
                            "trialBegin",
                            "trials")),
            Map.entry(Nominations.class, List.of("nodeOf", "nextOf", "firstOn", "nodes", "count")),
            Map.entry(Budgets.class, List.of("pods", "all", "about", "version", "podsVersion")),
            Map.entry(
                    Kinds.class,
                    List.of(
                            "podClasses",
                            "labelSets",
                            "topology",
                            "selectors",
                            "decided",
                            "objects",
                            "objectsVersion",
                            "newestObjectsVersion")),
            Map.entry(
                    NodeTable.class,
                    List.of(
                            "slotByName",
                            "used",
                            "mayBeFree",
                            "specs",
                            "unschedulable",
                            "stamps",
                            "podCount",
                            "dimensions",
                            "allocatable",
                            "free",
                            "devices",
                            "marks",
                            "usualBeyond")),
            Map.entry(
                    DeviceTable.class,
                    List.of(
                            "width",
                            "rows",
                            "free",
                            "capacity",
                            "model",
                            "count",
                            "models",
                            "freeTotal",
                            "capacityTotal")),
            Map.entry(
                    PodTable.class,
                    List.of(
                            "templates",
                            "names",
                            "rows",
                            "priorities",
                            "starts",
                            "classes",
                            "free",
                            "freeCount",
                            "end",
                            "firstOnNode")),
            Map.entry(
                    Totals.class,
                    List.of(
                            "allocatable",
                            "used",
                            "deviceCapacityMilli",
                            "deviceUsedMilli",
                            "nodes",
                            "emptyNodes",
                            "boundPods")),
            Map.entry(RequestMix.class, List.of("counts", "known", "total", "version", "newestVersion", "next")),
            Map.entry(Topology.class, List.of("nodes", "pods", "labelSets", "keys", "terms", "holders", "holdersOf")),
            // The last two remember what descriptions say, for checks: no state.
            Map.entry(
                    TopologyKey.class,
                    List.of("label", "nodes", "values", "domainOf", "nodesIn", "described", "domainDescribed")),
            Map.entry(
                    DomainCounter.class,
                    List.of(
                            "key",
                            "pods",
                            "counts",
                            "populated",
                            "domainsWith",
                            "populatedDomains",
                            "minimum",
                            "total")),
            Map.entry(ChangeLog.class, List.of("nodes", "end")));

    @Test
    void fingerprintKnowsEveryFieldOfTheState() {
        FIELDS.forEach((type, fields) -> assertThat(Arrays.stream(type.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                        .map(Field::getName))
                .as(type.getSimpleName())
                .containsExactlyInAnyOrderElementsOf(fields));
    }
}
