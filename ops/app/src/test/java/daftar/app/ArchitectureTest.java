package daftar.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may see whom (design §3), as far as Maven's modules do not give it. */
class ArchitectureTest {

    private static final String[] FRAMEWORKS = {
        "org.springframework..",
        "org.axonframework..",
        "tools.jackson..",
        "com.fasterxml..",
        "io.kurrent..",
        "co.elastic..",
        "jakarta..",
        "reactor.."
    };

    /** Where money is decided, added up and shown. */
    private static final String[] WITH_MONEY = {
        "daftar.messages",
        "daftar.messages.cost..",
        "daftar.messages.ticket..",
        "daftar.domain..",
        "daftar.readmodel..",
        "daftar.reference.."
    };

    private static JavaClasses daftar;

    @BeforeAll
    static void read() {
        daftar = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("daftar");
    }

    @Test
    void messages_are_plain_java() {
        assertThat(usedBy("daftar.json..", FRAMEWORKS))
                .as("the frameworks are found where they are used")
                .isNotEmpty();
        noClasses()
                .that(resideInAPackage("daftar.messages.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(FRAMEWORKS))
                .check(daftar);
        forbid("daftar.messages..", daftarBut("daftar.messages.."));
    }

    @Test
    void json_sees_messages_only() {
        forbid("daftar.json..", daftarBut("daftar.json..", "daftar.messages.."));
    }

    @Test
    void the_domain_sees_messages_only_and_spring_only_where_it_is_configured() {
        forbid("daftar.domain..", daftarBut("daftar.domain..", "daftar.messages.."));
        assertThat(usedBy("daftar.domain..config..", "org.springframework..")).isNotEmpty();
        noClasses()
                .that(resideInAPackage("daftar.domain..").and(not(resideInAPackage("daftar.domain..config.."))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework.."))
                .check(daftar);
    }

    @Test
    void the_event_store_knows_nothing_of_tickets() {
        assertBothThere("daftar.eventstore..", "daftar.messages..");
        forbid("daftar.eventstore..", daftarBut("daftar.eventstore.."));
    }

    @Test
    void reference_sees_messages_only() {
        forbid("daftar.reference..", daftarBut("daftar.reference..", "daftar.messages.."));
    }

    @Test
    void files_see_messages_only() {
        forbid("daftar.files..", daftarBut("daftar.files..", "daftar.messages.."));
    }

    @Test
    void automations_see_messages_and_the_gateways() {
        forbid("daftar.automations..", daftarBut("daftar.automations..", "daftar.messages.."));
    }

    @Test
    void read_models_see_messages_only() {
        forbid("daftar.readmodel..", daftarBut("daftar.readmodel..", "daftar.messages.."));
    }

    @Test
    void projectors_see_read_models_and_messages_only() {
        forbid("daftar.projectors..", daftarBut("daftar.projectors..", "daftar.readmodel..", "daftar.messages.."));
    }

    @Test
    void the_ledger_sees_nothing() {
        assertBothThere("daftar.ledger..", "daftar.messages..");
        forbid("daftar.ledger..", daftarBut("daftar.ledger.."));
    }

    @Test
    void the_ledgers_tree_sees_the_log_and_where_it_is_kept() {
        forbid(
                "daftar.ledgertree..",
                daftarBut(
                        "daftar.ledgertree..",
                        "daftar.ledger..",
                        "daftar.messages..",
                        "daftar.json..",
                        "daftar.eventstore",
                        "daftar.projectors..",
                        "daftar.readmodel.."));
    }

    @Test
    void queries_see_read_models_messages_and_of_the_event_store_its_log() {
        forbid(
                "daftar.query..",
                daftarBut("daftar.query..", "daftar.readmodel..", "daftar.messages..", "daftar.eventstore"));
        Set<String> ofTheLog = Set.of(
                "EventLog",
                "EventLog$Subscription",
                "LogPage",
                "RecordedEvent",
                "EventStoreException",
                "EventStoreUnavailable");
        assertThat(usedBy("daftar.query..", "daftar.eventstore.."))
                .contains("daftar.eventstore.EventLog")
                .allSatisfy(name -> assertThat(name.substring("daftar.eventstore.".length()))
                        .isIn(ofTheLog));
    }

    @Test
    void http_sees_messages_their_json_and_the_gateways() {
        forbid(
                "daftar.http..",
                daftarBut("daftar.http..", "daftar.messages..", "daftar.json..", "daftar.report..", "daftar.words.."));
        // events and sealed texts are not its business
        assertThat(usedBy("daftar.http..", "daftar.json..")).containsExactly("daftar.json.DaftarJson");
    }

    @Test
    void mail_sees_read_models_and_messages_only() {
        forbid(
                "daftar.mail..",
                daftarBut("daftar.mail..", "daftar.readmodel..", "daftar.messages..", "daftar.words.."));
    }

    @Test
    void words_see_messages_only_and_reports_these_two() {
        forbid("daftar.words..", daftarBut("daftar.words..", "daftar.messages.."));
        forbid("daftar.report..", daftarBut("daftar.report..", "daftar.words..", "daftar.messages.."));
    }

    @Test
    void the_embedded_servers_know_nothing_of_daftar() {
        forbid("daftar.embedded..", daftarBut("daftar.embedded.."));
    }

    @Test
    void nobody_sees_the_application() {
        assertBothThere("daftar.app..", "daftar.domain..");
        noClasses()
                .that(resideInAPackage("daftar..").and(not(resideInAPackage("daftar.app.."))))
                .should()
                .dependOnClassesThat(resideInAPackage("daftar.app.."))
                .check(daftar);
    }

    @Test
    void what_may_be_null_says_so_everywhere() {
        List<String> marked = packages().stream()
                .filter(each -> each.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();
        List<String> all = packages().stream().map(JavaPackage::getName).toList();
        assertThat(all).hasSizeGreaterThan(20);
        assertThat(marked).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void money_is_never_a_float() {
        List<JavaClass> withMoney = daftar.stream()
                .filter(resideInAnyPackage(WITH_MONEY)
                        .or(JavaClass.Predicates.simpleName("Sums"))
                        .or(JavaClass.Predicates.simpleNameStartingWith("Worklog"))
                        .or(JavaClass.Predicates.simpleName("WorkViews")))
                // a number of a form, as Elasticsearch compares it; what words weigh in a search
                .filter(each -> !each.getName().matches(".*\\.(FormAnswer|TextQuery|Translations)(\\$.*)?"))
                .toList();
        assertThat(withMoney)
                .extracting(JavaClass::getSimpleName)
                .contains("Money", "CostLine", "Spending", "Cost", "Sums", "WorklogQueries", "WorklogCsv");
        List<String> floats = new ArrayList<>();
        for (JavaClass each : withMoney) {
            each.getFields().stream()
                    .filter(field -> isFloat(field.getRawType()))
                    .forEach(field -> floats.add(field.getFullName()));
            each.getCodeUnits().stream()
                    .filter(unit -> isFloat(unit.getRawReturnType())
                            || unit.getRawParameterTypes().stream().anyMatch(ArchitectureTest::isFloat))
                    .forEach(unit -> floats.add(unit.getFullName()));
            each.getCodeUnitCallsFromSelf().stream()
                    .filter(call -> isFloat(call.getTarget().getRawReturnType())
                            || call.getTarget().getRawParameterTypes().stream().anyMatch(ArchitectureTest::isFloat))
                    .forEach(call -> floats.add(call.getDescription()));
        }
        assertThat(floats).isEmpty();
    }

    private static boolean isFloat(JavaClass type) {
        return type.isEquivalentTo(double.class)
                || type.isEquivalentTo(float.class)
                || type.isEquivalentTo(Double.class)
                || type.isEquivalentTo(Float.class);
    }

    private static Set<JavaPackage> packages() {
        return daftar.stream()
                .filter(each -> !each.getSimpleName().equals("package-info"))
                .map(JavaClass::getPackage)
                .collect(Collectors.toSet());
    }

    private static DescribedPredicate<JavaClass> daftarBut(String... allowed) {
        return resideInAPackage("daftar..").and(not(resideInAnyPackage(allowed)));
    }

    /** A rule about packages that do not exist can never fail; so both sides must be there. */
    private static void forbid(String of, DescribedPredicate<JavaClass> forbidden) {
        assertThat(daftar.stream().filter(resideInAPackage(of))).as(of).isNotEmpty();
        assertThat(daftar.stream().filter(forbidden)).as("not " + of).isNotEmpty();
        noClasses()
                .that(resideInAPackage(of))
                .should()
                .dependOnClassesThat(forbidden)
                .check(daftar);
    }

    private static void assertBothThere(String one, String other) {
        assertThat(daftar.stream().filter(resideInAPackage(one))).as(one).isNotEmpty();
        assertThat(daftar.stream().filter(resideInAPackage(other))).as(other).isNotEmpty();
    }

    /** The classes of these packages that the classes of one package depend on. */
    private static Set<String> usedBy(String of, String... packages) {
        return daftar.stream()
                .filter(resideInAPackage(of))
                .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass())
                .filter(resideInAnyPackage(packages))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
