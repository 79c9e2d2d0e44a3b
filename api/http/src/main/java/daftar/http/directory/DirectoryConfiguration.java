package daftar.http.directory;

import daftar.http.catalogue.CatalogueController;
import daftar.http.sla.SlaController;
import daftar.http.workflow.WorkflowController;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reading the directory and the workflows. Needs a {@link Register} in the context. */
@Configuration(proxyBeanMethods = false)
public class DirectoryConfiguration {

    @Bean
    DirectoryController directoryController(Register register) {
        return new DirectoryController(register);
    }

    @Bean
    PeopleController peopleController(Register register) {
        return new PeopleController(register);
    }

    @Bean
    OrganisationController organisationController(Register register, InstantSource clock) {
        return new OrganisationController(register, clock);
    }

    @Bean
    AnnouncementController announcementController(Register register, InstantSource clock) {
        return new AnnouncementController(register, clock);
    }

    @Bean
    CatalogueController catalogueController(Register register) {
        return new CatalogueController(register);
    }

    @Bean
    SlaController slaController(Register register, InstantSource clock) {
        return new SlaController(register, clock);
    }

    @Bean
    WorkflowController workflowController(Register register) {
        return new WorkflowController(register);
    }
}
