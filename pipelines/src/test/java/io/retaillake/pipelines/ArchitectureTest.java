package io.retaillake.pipelines;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.apache.beam.sdk.coders.Coder;

/** Arrows point one way. */
@AnalyzeClasses(packages = "io.retaillake", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String LAKEHOUSE = "io.retaillake.lakehouse..";
  private static final String TRANSFORMS = "io.retaillake.transforms..";
  private static final String PIPELINES = "io.retaillake.pipelines..";
  private static final String WAREHOUSE = "io.retaillake.bigquery..";
  private static final String DASHBOARD = "io.retaillake.dashboard..";
  private static final String BEAM = "org.apache.beam..";

  @ArchTest
  static final ArchRule theLakehouseKnowsNeitherBeamNorWhatIsAboveIt =
      noClasses()
          .that()
          .resideInAPackage(LAKEHOUSE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(BEAM, TRANSFORMS, PIPELINES);

  @ArchTest
  static final ArchRule theWarehouseKnowsTheLakehouseAlone =
      noClasses()
          .that()
          .resideInAPackage(WAREHOUSE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(BEAM, TRANSFORMS, PIPELINES);

  @ArchTest
  static final ArchRule whatIsBelowDoesNotKnowTheWarehouse =
      noClasses()
          .that()
          .resideInAnyPackage(LAKEHOUSE, TRANSFORMS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(WAREHOUSE);

  @ArchTest
  static final ArchRule theDashboardKnowsTheWarehouseAndTheLakehouseAlone =
      noClasses()
          .that()
          .resideInAPackage(DASHBOARD)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(BEAM, TRANSFORMS, PIPELINES);

  @ArchTest
  static final ArchRule packagesOfTheDashboardHaveNoCycles =
      slices().matching("io.retaillake.dashboard.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule transformsDontKnowWhatAUserRuns =
      noClasses()
          .that()
          .resideInAPackage(TRANSFORMS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(PIPELINES);

  @ArchTest
  static final ArchRule theLakehousesInnerPartsAreItsOwn =
      noClasses()
          .that()
          .resideOutsideOfPackage(LAKEHOUSE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.retaillake.lakehouse.internal..");

  @ArchTest
  static final ArchRule packagesOfTransformsHaveNoCycles =
      slices().matching("io.retaillake.transforms.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfPipelinesHaveNoCycles =
      slices().matching("io.retaillake.pipelines.(*)..").should().beFreeOfCycles();

  /** Savepoints hold coders as Java objects: one that was changed could not be read without it. */
  @ArchTest
  static final ArchRule codersKeepTheirSerialFormWhenTheyChange =
      classes()
          .that()
          .resideInAPackage(TRANSFORMS)
          .and()
          .areAssignableTo(Coder.class)
          .should(
              new ArchCondition<JavaClass>("declare a serialVersionUID") {
                @Override
                public void check(JavaClass coder, ConditionEvents events) {
                  boolean declared = coder.tryGetField("serialVersionUID").isPresent();
                  events.add(new SimpleConditionEvent(coder, declared, coder.getDescription()));
                }
              });
}
