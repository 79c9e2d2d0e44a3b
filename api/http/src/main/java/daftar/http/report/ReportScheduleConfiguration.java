package daftar.http.report;

import daftar.http.directory.Register;
import daftar.http.openapi.CommandBodies;
import daftar.messages.Commands;
import daftar.messages.reportschedule.ReportSchedules;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Schedules of reports over HTTP. */
public final class ReportScheduleConfiguration {

    private ReportScheduleConfiguration() {}

    /** On nodes with the command role; needs {@link LetterService}. */
    @Configuration(proxyBeanMethods = false)
    public static class Keeping {

        @Bean
        ReportScheduleCommandController reportScheduleCommandController(
                Commands commands, LetterService letters, InstantSource clock) {
            return new ReportScheduleCommandController(commands, letters, clock);
        }

        @Bean
        CommandBodies reportScheduleDescriptions() {
            return new CommandBodies(
                    ReportScheduleCommandController.SCHEDULES,
                    Map.of(
                            "", ReportScheduleCommandController.ORDER,
                            "/{id}/change", ReportScheduleCommandController.ORDER,
                            "/{id}/pause", ReportScheduleCommandController.NOTHING,
                            "/{id}/resume", ReportScheduleCommandController.NOTHING,
                            "/{id}/remove", ReportScheduleCommandController.NOTHING));
        }
    }

    /** On nodes with the query role; needs {@link ReportSchedules}. */
    @Configuration(proxyBeanMethods = false)
    public static class Showing {

        @Bean
        ReportScheduleController reportScheduleController(ReportSchedules schedules, Register register) {
            return new ReportScheduleController(schedules, register);
        }
    }
}
