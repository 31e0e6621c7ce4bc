package io.plimsoll.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The shape that docs/architecture.md describes, held by the compiled classes of every shipped module. */
final class ArchitectureTest {
    private static final String CORE = "io.plimsoll.core..";

    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.plimsoll");

    @Test
    void modulesShouldOnlyUseTheOnesBelow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.plimsoll..")
                .withOptionalLayers(true)
                .layer("core")
                .definedBy(CORE)
                .layer("kubernetes")
                .definedBy("io.plimsoll.kubernetes..")
                .layer("traces")
                .definedBy("io.plimsoll.traces..")
                .layer("simulator")
                .definedBy("io.plimsoll.simulator..")
                .layer("planner")
                .definedBy("io.plimsoll.planner..")
                .layer("extender")
                .definedBy("io.plimsoll.extender..")
                .layer("cli")
                .definedBy("io.plimsoll.cli..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("extender")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("planner")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("simulator")
                .mayOnlyBeAccessedByLayers("planner", "cli")
                .whereLayer("traces")
                .mayOnlyBeAccessedByLayers("simulator", "planner", "cli")
                .whereLayer("kubernetes")
                .mayOnlyBeAccessedByLayers("traces", "simulator", "planner", "extender", "cli")
                .ensureAllClassesAreContainedInArchitecture()
                .check(SHIPPED);
    }

    @Test
    void packagesShouldNotDependOnEachOtherInACircle() {
        slices().matching("io.plimsoll.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(SHIPPED);
    }

    @Test
    void packagesShouldLieAtMostThreeLevelsBelowTheRoot() {
        noClasses().should().resideInAPackage("io.plimsoll.*.*.*.*..").check(SHIPPED);
    }

    @Test
    void everyPackageShouldBeNullMarked() {
        classes()
                .should()
                .resideInAPackage("io.plimsoll..")
                .andShould(new ResideInANullMarkedPackage())
                .check(SHIPPED);
    }

    /** The core decides; whoever calls it reads files, looks at the clock and starts threads. */
    @Test
    void theCoreShouldKnowNoInputOutputClockThreadOrLog() {
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.io..",
                        "java.nio..",
                        "java.net..",
                        "java.time..",
                        "java.util.concurrent..",
                        "java.util.logging..",
                        "org.slf4j.."))
                .orShould()
                .dependOnClassesThat(describe(
                        "are threads or timers",
                        type -> type.isAssignableTo(Thread.class)
                                || type.isAssignableTo(ThreadLocal.class)
                                || type.getFullName().equals("java.util.Timer")))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .allowEmptyShould(true)
                .check(SHIPPED);
    }

    /** Same inputs, same bytes: what differs between runs, JDKs or machines has no place in a decision. */
    @Test
    void theCoreShouldBeDeterministic() {
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .callMethod(System.class, "identityHashCode", Object.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Math.class, "exp", double.class)
                .orShould()
                .callMethod(Math.class, "log", double.class)
                .orShould()
                .callMethod(Math.class, "pow", double.class, double.class)
                .because("StrictMath gives the same bits everywhere")
                .allowEmptyShould(true)
                .check(SHIPPED);
    }

    /** Objects come from files and are handed on; talking to a cluster is the live service's part. */
    @Test
    void theKubernetesModuleShouldKnowNoNetwork() {
        noClasses()
                .that()
                .resideInAPackage("io.plimsoll.kubernetes..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net..", "io.fabric8.kubernetes.client..")
                        .and(DescribedPredicate.not(belongToAnyOf(URI.class, URISyntaxException.class))))
                .allowEmptyShould(true)
                .check(SHIPPED);
    }

    @Test
    void concreteClassesShouldBeFinal() {
        DescribedPredicate<JavaClass> concrete = describe(
                "are concrete classes",
                type -> !type.isInterface()
                        && !type.isEnum()
                        && !type.isAnonymousClass()
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                        && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !type.getSimpleName().equals("package-info")
                        && type.getSubclasses().isEmpty());
        classes().that(concrete).should().haveModifier(JavaModifier.FINAL).check(SHIPPED);
    }

    private static final class ResideInANullMarkedPackage extends ArchCondition<JavaClass> {
        ResideInANullMarkedPackage() {
            super("reside in a package with @NullMarked");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
            events.add(new SimpleConditionEvent(
                    type,
                    marked,
                    type.getFullName() + (marked ? " has" : " has no") + " @NullMarked package-info.java"));
        }
    }
}
