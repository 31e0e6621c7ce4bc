package io.plimsoll.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the code that runs once per decision must do without, so that a decision allocates nothing. */
final class HotPathTest {
    private static final String[] HOT = {
        "io.plimsoll.core.state..",
        "io.plimsoll.core.engine..",
        "io.plimsoll.core.policy..",
        "io.plimsoll.core.rule..",
        "io.plimsoll.simulator.engine.."
    };

    /**
     * Classes and methods of the hot packages that run once per profile, new class of pods, described node, check or
     * question, never once per decision. They may box and format; a name here needs that reason.
     */
    private static final Set<String> COLD = Set.of(
            "Checks",
            "ClusterCheck",
            "Dictionary",
            "Explainer",
            "Explanation",
            "FragmentationGradient.arrived",
            "NodeTable.add",
            "Preemption.sentence",
            "TypicalPods");

    /** A call this many lines from where an exception is made belongs to its message. */
    private static final int MESSAGE_LINES = 8;

    /** Not Boolean and Byte: all of their values exist already. */
    private static final Set<String> BOXES = Set.of(
            "java.lang.Character",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double");

    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.plimsoll");

    @Test
    void hotPathsShouldUseNoStreams() {
        noHotClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.stream.."))
                .allowEmptyShould(true)
                .check(SHIPPED);
    }

    @Test
    void hotPathsShouldUseNoOptional() {
        noHotClasses()
                .should()
                .dependOnClassesThat(describe(
                        "are Optional or its kin",
                        type -> type.isEquivalentTo(Optional.class)
                                || type.isEquivalentTo(OptionalInt.class)
                                || type.isEquivalentTo(OptionalLong.class)
                                || type.isEquivalentTo(OptionalDouble.class)))
                .allowEmptyShould(true)
                .check(SHIPPED);
    }

    @Test
    void hotPathsShouldNotFormatStrings() {
        noHotClasses()
                .should()
                .callMethodWhere(describe(
                        "String.format or String.formatted",
                        (JavaMethodCall call) -> call.getTargetOwner().isEquivalentTo(String.class)
                                && call.getName().startsWith("format")
                                && isHot(call)))
                .allowEmptyShould(true)
                .check(SHIPPED);
    }

    /** The compiler turns boxing into a call of {@code valueOf}, so it shows in the class file. */
    @Test
    void hotPathsShouldNotBox() {
        noHotClasses()
                .should()
                .callMethodWhere(describe(
                        "boxing of a primitive value",
                        (JavaMethodCall call) -> call.getName().equals("valueOf")
                                && BOXES.contains(call.getTargetOwner().getFullName())
                                && call.getTarget()
                                        .getRawParameterTypes()
                                        .get(0)
                                        .isPrimitive()
                                && isHot(call)))
                .allowEmptyShould(true)
                .check(SHIPPED);
    }

    private static GivenClassesConjunction noHotClasses() {
        DescribedPredicate<JavaClass> cold = describe("run rarely", type -> COLD.contains(topLevel(type)));
        return noClasses().that().resideInAnyPackage(HOT).and(DescribedPredicate.not(cold));
    }

    private static boolean isHot(JavaMethodCall call) {
        JavaCodeUnit caller = call.getOrigin();
        return !COLD.contains(topLevel(caller.getOwner()) + "." + caller.getName())
                && caller.getCallsFromSelf().stream()
                        .filter(HotPathTest::makesAnException)
                        .noneMatch(made -> Math.abs(made.getLineNumber() - call.getLineNumber()) <= MESSAGE_LINES);
    }

    private static boolean makesAnException(JavaCall<?> call) {
        JavaClass made =
                call instanceof JavaMethodCall method ? method.getTarget().getRawReturnType() : call.getTargetOwner();
        return made.isAssignableTo(Throwable.class);
    }

    private static String topLevel(JavaClass type) {
        String name = type.getFullName().substring(type.getPackageName().length() + 1);
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }
}
