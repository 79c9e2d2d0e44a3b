package daftar.http.write;

import daftar.http.DaftarPosition;
import daftar.http.catalogue.CatalogueCommandController;
import daftar.http.directory.handover.HandOverController;
import daftar.http.letters.LetterTextController;
import daftar.http.letters.NotificationsController;
import daftar.http.openapi.Problems;
import daftar.http.openapi.Schemas;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.http.sla.SlaCommandController;
import daftar.http.sla.SlaController;
import daftar.http.workflow.WorkflowCommandController;
import daftar.http.workflow.WorkflowDefinitions;
import daftar.messages.catalogue.CatalogueCommand.RetireEntry;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.Ordered;

/** Describes every command as an operation of its own, from the tables and shapes that requests are handled by. */
final class CommandDescriptions implements GlobalOpenApiCustomizer, Ordered {

    private static final String JSON = "application/json";
    private static final RecordFields NONE = RecordFields.of(RetireEntry.class, "kind", "code");

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void customise(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(new Components());
        }
        if (api.getPaths() == null) {
            api.setPaths(new Paths());
        }
        Components components = api.getComponents();
        Schemas schemas = new Schemas(components);
        components.addSchemas("TicketAnswer", answer("ticket", "number", "version", "repeated"));
        components.addSchemas("DirectoryAnswer", answer("id", "version"));
        api.addTagsItem(new Tag().name("tickets").description("Who may what: " + TicketAction.PARTIES));
        api.addTagsItem(new Tag().name("directory").description("People, departments, teams, categories, workflows"));
        raise(api, schemas);
        rights(api, schemas);
        costs(api, schemas);
        notifications(api, schemas);
        announcements(api, schemas);
        views(api, schemas);
        bulk(api, schemas);
        workflows(api, schemas);
        catalogue(api, schemas);
        handOver(api, schemas);
        priorities(api, schemas);
        serviceLevels(api, schemas);
        for (TicketAction action : TicketAction.ALL) {
            Operation operation = operation(
                    "tickets",
                    action.name(),
                    action.summary(),
                    "Allowed to " + action.who() + ".",
                    action.fields(),
                    schemas);
            operation.addParametersItem(path("ref", "The ticket's id or number, such as T-1042"));
            respond(operation, "200", "TicketAnswer", false);
            add(api, TicketController.TICKETS + "/{ref}/" + action.name(), operation);
        }
        for (DirectoryOperation directory : DirectoryOperation.ALL) {
            String name = directory.command().getSimpleName();
            Operation operation = operation(
                    "directory",
                    Character.toLowerCase(name.charAt(0)) + name.substring(1),
                    directory.summary(),
                    "Allowed to " + directory.who() + ".",
                    directory.fields(),
                    schemas);
            if (directory.given() != null) {
                operation.addParametersItem(path("id", "The id of the " + directory.given()));
            }
            respond(operation, "200", "DirectoryAnswer", false);
            add(api, DirectoryCommandController.DIRECTORY + directory.path(), operation);
        }
    }

    private static void rights(OpenAPI api, Schemas schemas) {
        Operation operation = operation(
                "directory",
                "setRights",
                "Decide who sees what",
                "Allowed to ADMINISTRATOR. All of it anew: whether the desk sees every ticket or those of its own teams, and"
                        + " which departments are closed to others, with the people who may look in.",
                RightsController.FIELDS,
                schemas);
        respond(operation, "200", "DirectoryAnswer", false);
        add(api, RightsController.RIGHTS, operation);
    }

    private static void costs(OpenAPI api, Schemas schemas) {
        String by = "Allowed to ADMINISTRATOR, MANAGER. All of it anew. ";
        setting(
                api,
                CostController.COSTS + "/currencies",
                operation(
                        "worklog",
                        "setCurrencies",
                        "Say in which currencies costs may be",
                        by + "ISO 4217 codes; none for all.",
                        CostController.CURRENCIES,
                        schemas));
        setting(
                api,
                CostController.COSTS + "/rates",
                operation(
                        "worklog",
                        "setRates",
                        "Say what an hour costs",
                        by
                                + "A person's rate goes before a role's, a role's before anybody's, one for the activity before"
                                + " one for any. What was logged keeps its rate.",
                        CostController.RATES,
                        schemas));
        setting(
                api,
                CostController.COSTS + "/limits",
                operation(
                        "worklog",
                        "setCostLimits",
                        "Say how much somebody may spend on a ticket without asking",
                        by
                                + "A person's limits go before a team's, a team's before a role's, a role's before everybody's;"
                                + " of several the largest of a currency holds, and what is spent in another currency must"
                                + " be asked for.",
                        CostController.LIMITS,
                        schemas));
        setting(
                api,
                CostController.SURVEY_POLICY,
                operation(
                        "worklog",
                        "setSurveyPolicy",
                        "Say whom the surveys ask",
                        by + "A percentage of the closed tickets; nobody twice within the quiet days.",
                        CostController.POLICY,
                        schemas));
    }

    private static void notifications(OpenAPI api, Schemas schemas) {
        api.addTagsItem(
                new Tag().name("notifications").description("What people get from the desk, and how it is worded"));
        String said =
                "All of it anew: the kinds of letters that are otherwise than usual; whether letters are collected;"
                        + " when the person is left alone, in their own zone; by what channel they are reached.";
        Operation mine = operation(
                "notifications",
                "setMyNotifications",
                "Say what one gets",
                said,
                NotificationsController.FIELDS,
                schemas);
        respond(mine, "200", "DirectoryAnswer", false);
        add(api, NotificationsController.MINE, mine);
        Operation of = operation(
                "notifications",
                "setNotifications",
                "Say what a person gets",
                "Allowed to the person, ADMINISTRATOR. " + said,
                NotificationsController.FIELDS,
                schemas);
        of.addParametersItem(path("id", "The person's id"));
        respond(of, "200", "DirectoryAnswer", false);
        add(api, NotificationsController.OF, of);
        String template = LetterTextController.TEMPLATES + "/{kind}/{language}";
        Operation set = operation(
                "notifications",
                "setLetterText",
                "Word a kind of letter",
                "Allowed to ADMINISTRATOR. Mustache with the placeholders that GET names, in subject, text and html; without"
                        + " html it is made from the text.",
                LetterTextController.FIELDS,
                schemas);
        setting(api, template, inTemplate(set));
        Operation reset = operation(
                "notifications",
                "resetLetterText",
                "Word it as it comes with Daftar",
                "Allowed to ADMINISTRATOR.",
                NONE,
                schemas);
        respond(inTemplate(reset), "200", "DirectoryAnswer", false);
        add(api, template + "/reset", reset);
    }

    private static Operation inTemplate(Operation operation) {
        operation.addParametersItem(path("kind", "The kind of letter, such as SOLVED"));
        operation.addParametersItem(path("language", "BCP 47, such as fa"));
        return operation;
    }

    private static void setting(OpenAPI api, String path, Operation operation) {
        respond(operation, "200", "DirectoryAnswer", false);
        api.getPaths().computeIfAbsent(path, p -> new PathItem()).setPut(operation);
    }

    private static void announcements(OpenAPI api, Schemas schemas) {
        api.addTagsItem(new Tag().name("announcements").description("What the desk tells the organisation"));
        announcement(api, schemas, "", "publish", "Publish an announcement", AnnouncementCommandController.PUBLISH);
        announcement(api, schemas, "/{id}/change", "change", "Change all of it", AnnouncementCommandController.CHANGE);
        announcement(
                api, schemas, "/{id}/withdraw", "withdraw", "Show it no more", AnnouncementCommandController.WITHDRAW);
    }

    private static void announcement(
            OpenAPI api, Schemas schemas, String path, String verb, String summary, RecordFields fields) {
        Operation operation = operation(
                "announcements",
                verb + "Announcement",
                summary,
                "Allowed to DISPATCHER, MANAGER, ADMINISTRATOR. title and text by language; departments whom it concerns, each"
                        + " with all below it, none for everybody.",
                fields,
                schemas);
        if (!path.isEmpty()) {
            operation.addParametersItem(path("id", "The id of the announcement"));
        }
        respond(operation, path.isEmpty() ? "201" : "200", "DirectoryAnswer", path.isEmpty());
        add(api, AnnouncementCommandController.ANNOUNCEMENTS + path, operation);
    }

    private static void catalogue(OpenAPI api, Schemas schemas) {
        api.addTagsItem(new Tag()
                .name("catalogue")
                .description("Services, request types with their forms, and what goes with them"));
        CatalogueCommandController.FIELDS.forEach((kind, fields) -> {
            String path = CatalogueCommandController.CATALOGUE + "/" + kind.path();
            String name = fields.type().getSimpleName();
            entry(api, path, "define" + name, "Define a " + kind.title(), fields, schemas);
            entry(api, path + "/{code}/change", "change" + name, "Change a " + kind.title(), fields, schemas);
            entry(api, path + "/{code}/retire", "retire" + name, "Offer a " + kind.title() + " no more", NONE, schemas);
            entry(api, path + "/{code}/restore", "restore" + name, "Offer it again", NONE, schemas);
        });
    }

    private static void serviceLevels(OpenAPI api, Schemas schemas) {
        api.addTagsItem(
                new Tag().name("service levels").description("Business calendars, and what is promised to requesters"));
        String days = " A day is ISO-8601, or of the Persian calendar, such as 1405-01-01.";
        promise(
                api,
                SlaCommandController.CALENDARS,
                "Calendar",
                "business calendar",
                days,
                SlaCommandController.CALENDAR,
                schemas);
        promise(
                api,
                SlaCommandController.SERVICE_LEVELS,
                "ServiceLevels",
                "policy of service levels",
                " Working times are ISO-8601, such as PT4H. Open tickets follow within seconds.",
                SlaCommandController.POLICY,
                schemas);
        Operation trial = operation(
                "service levels",
                "tryServiceLevels",
                "Tell what would be promised",
                "For ADMINISTRATOR, MANAGER, AUDITOR, ANALYST, DISPATCHER and SPECIALIST. Changes nothing.",
                SlaController.TRIAL,
                schemas);
        api.getComponents().addSchemas("Promised", answer("raisedAt", "targets", "points"));
        respond(trial, "200", "Promised", false);
        add(api, SlaCommandController.SERVICE_LEVELS + "/try", trial);
    }

    private static void promise(
            OpenAPI api, String path, String name, String what, String more, RecordFields fields, Schemas schemas) {
        String allowed = "Allowed to ADMINISTRATOR, MANAGER.";
        Operation define =
                operation("service levels", "define" + name, "Define a " + what, allowed + more, fields, schemas);
        respond(define, "201", "DirectoryAnswer", false);
        add(api, path, define);
        Operation change = operation(
                "service levels", "change" + name, "Change a " + what + ", all of it", allowed + more, fields, schemas);
        Operation retire = operation("service levels", "retire" + name, "Retire a " + what, allowed, NONE, schemas);
        Operation restore = operation("service levels", "restore" + name, "Use it again", allowed, NONE, schemas);
        Map<String, Operation> actions = Map.of("change", change, "retire", retire, "restore", restore);
        actions.forEach((action, operation) -> {
            operation.addParametersItem(path("code", "The code of the " + what));
            respond(operation, "200", "DirectoryAnswer", false);
            add(api, path + "/{code}/" + action, operation);
        });
    }

    private static void priorities(OpenAPI api, Schemas schemas) {
        String path = CatalogueCommandController.CATALOGUE + "/priorities";
        Operation operation = operation(
                "catalogue",
                "setPriorities",
                "Say how priorities are decided",
                "Allowed to ADMINISTRATOR, MANAGER. All of it anew: a cell for each pair of impact and urgency; for whom more is"
                        + " done, and by how many steps; by how many steps less outside of a service's hours.",
                CatalogueCommandController.PRIORITIES,
                schemas);
        respond(operation, "200", "DirectoryAnswer", false);
        api.getPaths().computeIfAbsent(path, p -> new PathItem()).setPut(operation);
    }

    private static void entry(
            OpenAPI api, String path, String id, String summary, RecordFields fields, Schemas schemas) {
        boolean defines = !path.contains("{");
        Operation operation =
                operation("catalogue", id, summary, "Allowed to ADMINISTRATOR, MANAGER.", fields, schemas);
        if (!defines) {
            operation.addParametersItem(path("code", "The code of the entry"));
        }
        respond(operation, defines ? "201" : "200", "DirectoryAnswer", false);
        add(api, path, operation);
    }

    private static void views(OpenAPI api, Schemas schemas) {
        String keeps = " filters are the search's own parameters by name, each with its values as texts, such as"
                + " {\"status\": [\"NEW\"], \"overdue\": [\"true\"]}; me stands for whoever looks.";
        Operation define = operation(
                "views",
                "defineView",
                "Keep a search as a view",
                "Allowed to everybody for themselves, to members and leads of a team for the team." + keeps,
                ViewCommandController.DEFINE,
                schemas);
        respond(define, "201", "DirectoryAnswer", true);
        add(api, ViewCommandController.VIEWS, define);
        Operation change = operation(
                "views",
                "changeView",
                "Change a view",
                "Allowed to its owner, and of a team's view to the team's leads. All of it anew, but whose it is."
                        + keeps,
                ViewCommandController.CHANGE,
                schemas);
        Operation retire = operation(
                "views",
                "retireView",
                "Retire a view",
                "Allowed to its owner, and of a team's view to the team's leads. Nobody has it any more; its events stay.",
                ViewCommandController.RETIRE,
                schemas);
        for (Operation one : List.of(change, retire)) {
            one.addParametersItem(path("id", "The view's id"));
            respond(one, "200", "DirectoryAnswer", false);
        }
        add(api, ViewCommandController.VIEWS + "/{id}/change", change);
        add(api, ViewCommandController.VIEWS + "/{id}/retire", retire);
    }

    /** What it does is said by its controller; here what it may hold. */
    private static void handOver(OpenAPI api, Schemas schemas) {
        PathItem item = api.getPaths().get("/api/directory/people/{id}/hand-over");
        if (item == null) {
            return; // a node without the command role
        }
        Operation operation = item.getPost();
        operation.requestBody(new RequestBody()
                .required(true)
                .content(new Content()
                        .addMediaType(JSON, new MediaType().schema(schemas.of(HandOverController.FIELDS)))));
        operation.addParametersItem(header(
                Conditions.IDEMPOTENCY_KEY, "A repeated request does nothing twice, and goes on with what is left."));
        Problems.addForCommand(operation.getResponses());
    }

    private static void bulk(OpenAPI api, Schemas schemas) {
        Operation operation = operation(
                "tickets",
                "bulk",
                "One action on many tickets",
                "Allowed as the action is, for each ticket by itself. body is what the action takes. The tickets are named (up"
                        + " to " + BulkController.MOST
                        + "), or are those of a view or search, with how many were expected."
                        + " Answers with lines of JSON as tickets are done: first how many there are; then of each its version"
                        + " or its problem; last how many are done, refused and left. Needs an Idempotency-Key: the same"
                        + " request again does nothing twice and goes on where the first broke off.",
                BulkController.FIELDS,
                schemas);
        Schema<?> body = api.getComponents().getSchemas().get("BulkRequestBody");
        if (body != null) {
            body.addProperty("body", Schemas.typed("object"));
        }
        ApiResponses responses = new ApiResponses()
                .addApiResponse(
                        "200",
                        new ApiResponse()
                                .description("What came of each ticket")
                                .content(new Content()
                                        .addMediaType(
                                                BulkRuns.MEDIA_TYPE, new MediaType().schema(Schemas.typed("string")))));
        Problems.addForCommand(responses);
        operation.setResponses(responses);
        add(api, BulkController.BULK, operation);
    }

    /** These read bodies in several formats, so only what they may hold is added to what their controller says. */
    private static void workflows(OpenAPI api, Schemas schemas) {
        body(api, "/validate", false, schemas.of(WorkflowDefinitions.FIELDS));
        body(api, "/choose", false, schemas.of(WorkflowCommandController.WISH));
        body(api, "/choices", true, schemas.of(WorkflowCommandController.CHOICES));
        body(api, "/{name}/draft", true, schemas.of(WorkflowDefinitions.FIELDS));
        body(api, "/{name}/publish", false, null);
        body(api, "/{name}/retire", false, null);
    }

    private static void body(OpenAPI api, String path, boolean put, @Nullable Schema<?> schema) {
        PathItem item = api.getPaths().get(WorkflowCommandController.WORKFLOWS + path);
        if (item == null) {
            return; // a node without the command role
        }
        Operation operation = put ? item.getPut() : item.getPost();
        if (schema != null) {
            Content content = new Content().addMediaType(JSON, new MediaType().schema(schema));
            if (schema.get$ref().endsWith("/WorkflowBody")) {
                content.addMediaType(WorkflowDefinitions.YAML, new MediaType().schema(schema));
                content.addMediaType(WorkflowDefinitions.BPMN, new MediaType().schema(Schemas.typed("string")));
            }
            operation.requestBody(new RequestBody().required(true).content(content));
        }
        operation.addParametersItem(header(Conditions.IDEMPOTENCY_KEY, "A repeated request gets the first answer."));
        operation.addParametersItem(header(
                Conditions.IF_MATCH, "The version that you have seen, as its ETag; 412 if it is not the newest."));
        Problems.addForCommand(operation.getResponses());
    }

    private static void raise(OpenAPI api, Schemas schemas) {
        Operation operation = operation(
                "tickets",
                "raise",
                "Raise a ticket",
                "Allowed to everybody for themselves; to DISPATCHER, SPECIALIST, MANAGER, IMPORTER and the requester's"
                        + " SUPERVISOR on behalf of others, also of a caller whom nobody knows"
                        + " yet (caller), who is registered provisionally. The desk may triage, assign, log work, resolve"
                        + " and confirm in the same request.",
                TicketController.RAISE,
                schemas);
        Schema<?> body = api.getComponents().getSchemas().get("RaiseTicketBody");
        if (body != null) {
            body.addProperty(TicketController.CALLER, schemas.of(TicketController.UNKNOWN_CALLER));
        }
        respond(operation, "201", "TicketAnswer", true);
        add(api, TicketController.TICKETS, operation);
    }

    private static Operation operation(
            String tag, String id, String summary, String who, RecordFields fields, Schemas schemas) {
        boolean required = fields.fields().stream().anyMatch(RecordFields.Field::required);
        Operation operation = new Operation()
                .operationId(id)
                .summary(summary)
                .description(who)
                .tags(List.of(tag))
                .requestBody(new RequestBody()
                        .required(required)
                        .content(new Content().addMediaType(JSON, new MediaType().schema(schemas.of(fields)))));
        operation.addParametersItem(header(
                Conditions.IDEMPOTENCY_KEY,
                "1 to 200 visible characters. A repeated request gets the first answer, and nothing is done twice."));
        operation.addParametersItem(header(
                Conditions.IF_MATCH, "The version that you have seen, as its ETag; 412 if it is not the newest."));
        operation.addParametersItem(
                header(DaftarPosition.HEADER, "From an earlier answer; what it knew of is known to this request."));
        operation.addParametersItem(
                header(Conditions.OCCURRED_AT, "Importer only: the business time, an instant in the past."));
        return operation;
    }

    private static void respond(Operation operation, String status, String schema, boolean created) {
        ApiResponse done = new ApiResponse()
                .description("Done; the events are durable")
                .content(new Content().addMediaType(JSON, new MediaType().schema(Schemas.reference(schema))))
                .addHeaderObject(
                        "ETag", new Header().description("The new version").schema(new StringSchema()))
                .addHeaderObject(
                        DaftarPosition.HEADER,
                        new Header()
                                .description("Opaque; send it with a later request")
                                .schema(new StringSchema()));
        if (created) {
            done.addHeaderObject(
                    "Location", new Header().description("The ticket").schema(new StringSchema()));
        }
        ApiResponses responses = new ApiResponses().addApiResponse(status, done);
        Problems.addForCommand(responses);
        operation.setResponses(responses);
    }

    private static void add(OpenAPI api, String path, Operation operation) {
        PathItem item = api.getPaths().computeIfAbsent(path, p -> new PathItem());
        item.setPost(operation);
    }

    private static Schema<?> answer(String... properties) {
        Map<String, String> types = Map.of("version", "integer", "repeated", "boolean");
        Schema<?> schema = Schemas.typed("object");
        for (String property : properties) {
            schema.addProperty(property, Schemas.typed(types.getOrDefault(property, "string")));
        }
        return schema;
    }

    private static Parameter path(String name, String description) {
        return new PathParameter().name(name).description(description).schema(new StringSchema());
    }

    private static Parameter header(String name, String description) {
        return new HeaderParameter()
                .name(name)
                .required(false)
                .description(description)
                .schema(new StringSchema());
    }
}
