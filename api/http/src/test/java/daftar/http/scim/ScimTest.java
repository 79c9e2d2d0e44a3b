package daftar.http.scim;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.HttpConfiguration;
import daftar.http.Outages;
import daftar.http.directory.LiveDirectory;
import daftar.http.directory.Register;
import daftar.http.security.Actors;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand.FoundDepartment;
import daftar.messages.directory.DirectoryCommand.RegisterPerson;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SCIM over HTTP, on the directory's own rules, with the requests that identity providers send. */
class ScimTest {

    private static final LiveDirectory DIRECTORY = new LiveDirectory();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String ANNA = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"Anna@Example.org","externalId":"00u1",
             "name":{"givenName":"Anna","familyName":"Kovács"},"emails":[{"value":"x@y"},{"value":"anna@example.org","primary":true}],
             "active":true,"preferredLanguage":"hu","timezone":"Europe/Budapest"}""";

    private static ServletWebServerApplicationContext context;

    private record Answer(int status, JsonNode body, HttpResponse<String> raw) {}

    @BeforeAll
    static void start() {
        context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(App.class)
                .properties(Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "spring.main.banner-mode", "off",
                        "logging.level.root", "warn"))
                .run();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void an_organisation() {
        DIRECTORY.clear();
        founded(new FoundDepartment("department-it", LocalizedText.of("en", "IT"), null, null));
        founded(new RegisterPerson(
                "person-admin",
                Text.of("Admin"),
                null,
                null,
                null,
                null,
                Set.of(Role.ADMINISTRATOR),
                "en",
                "UTC",
                false));
    }

    private static void founded(daftar.messages.Command command) {
        Actor founder = new Actor(Actor.SYSTEM, Set.of(Role.ADMINISTRATOR), "api", null);
        DIRECTORY.send(command, Envelope.of(founder, UUID.randomUUID()));
    }

    @Test
    void a_user_is_created_found_and_kept() {
        Answer created = call("POST", "/Users", ANNA);

        assertThat(created.status()).as(created.raw().body()).isEqualTo(201);
        assertThat(created.raw().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/scim+json");
        String id = created.body().path("id").asString();
        assertThat(created.raw().headers().firstValue("Location")).contains("/scim/v2/Users/" + id);
        assertThat(created.body().path("userName").asString()).isEqualTo("Anna@Example.org");
        assertThat(created.body().at("/name/formatted").asString()).isEqualTo("Anna Kovács");
        assertThat(created.body().at("/emails/0/value").asString()).isEqualTo("anna@example.org");
        assertThat(call("GET", "/Users/" + id, null).body()).isEqualTo(created.body());
        for (String filter : List.of(
                "userName eq \"anna@EXAMPLE.org\"",
                "externalId eq \"00u1\"",
                "userName eq \"anna@example.org\" and active eq true")) {
            assertThat(found(filter)).as(filter).isEqualTo(1);
        }
        assertThat(found("externalId eq \"00U1\"")).isZero();
        assertThat(found("userName eq \"anna@example.org\" and active eq false"))
                .isZero();
        assertThat(DIRECTORY.reference().person(id).roles()).containsExactly(Role.REQUESTER);
    }

    @Test
    void the_same_user_again_is_a_conflict_of_uniqueness() {
        call("POST", "/Users", ANNA);
        Answer again = call("POST", "/Users", ANNA);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("scimType").asString()).isEqualTo("uniqueness");
        assertThat(again.body().path("status").asString()).isEqualTo("409");
        assertThat(again.body().at("/schemas/0").asString()).isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"op":"replace","path":"active","value":false}                                  | /active            | false
            {"op":"Replace","path":"active","value":"False"}                                | /active            | false
            {"op":"replace","value":{"active":false}}                                       | /active            | false
            {"op":"replace","path":"name.formatted","value":"Anna K."}                      | /displayName       | Anna K.
            {"op":"add","path":"emails[type eq \\"work\\"].value","value":"new@x"}          | /emails/0/value    | new@x
            {"op":"remove","path":"emails"}                                                 | /emails/0/value    | ``
            {"op":"remove","path":"externalId"}                                             | /externalId        | ``
            {"op":"replace","path":"userName","value":"ak"}                                 | /userName          | ak
            """)
    void a_patch_changes_what_it_names(String operation, String pointer, String value) {
        String id = call("POST", "/Users", ANNA).body().path("id").asString();
        Answer patched = call("PATCH", "/Users/" + id, patch(operation));

        assertThat(patched.status()).as(patched.raw().body()).isEqualTo(200);
        assertThat(patched.body().at(pointer).asString("")).isEqualTo(value);
        assertThat(patched.body().path("preferredLanguage").asString()).isEqualTo("hu");
        int events = DIRECTORY.happened().size();
        assertThat(call("PATCH", "/Users/" + id, patch(operation)).status()).isEqualTo(200);
        assertThat(DIRECTORY.happened()).hasSize(events);
    }

    @Test
    void a_put_that_changes_nothing_appends_nothing_and_one_that_does_says_what() {
        String id = call("POST", "/Users", ANNA).body().path("id").asString();
        int events = DIRECTORY.happened().size();
        assertThat(call("PUT", "/Users/" + id, ANNA).status()).isEqualTo(200);
        assertThat(DIRECTORY.happened()).hasSize(events);

        String moved = ANNA.substring(0, ANNA.lastIndexOf('}'))
                + ",\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"department\":\"it\",\"manager\":{\"value\":\"person-admin\"}}}";
        Answer put = call("PUT", "/Users/" + id, moved);
        assertThat(put.status()).as(put.raw().body()).isEqualTo(200);
        assertThat(DIRECTORY.happened().subList(events, events + 2)).containsExactly("PersonMoved", "SupervisorSet");
        assertThat(DIRECTORY.reference().person(id).department()).isEqualTo("department-it");
    }

    @Test
    void a_deletion_deactivates_and_the_person_can_come_back() {
        String id = call("POST", "/Users", ANNA).body().path("id").asString();
        assertThat(call("DELETE", "/Users/" + id, null).status()).isEqualTo(204);
        assertThat(call("GET", "/Users/" + id, null).body().path("active").asBoolean())
                .isFalse();
        assertThat(call("PATCH", "/Users/" + id, patch("{\"op\":\"replace\",\"path\":\"active\",\"value\":true}"))
                        .body()
                        .path("active")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_group_is_a_team() {
        String anna = call("POST", "/Users", ANNA).body().path("id").asString();
        Answer created =
                call("POST", "/Groups", "{\"displayName\":\"Network\",\"members\":[{\"value\":\"" + anna + "\"}]}");
        assertThat(created.status()).as(created.raw().body()).isEqualTo(201);
        String id = created.body().path("id").asString();
        assertThat(DIRECTORY.reference().team(id).members()).containsExactly(anna);
        assertThat(call("GET", "/Users/" + anna, null)
                        .body()
                        .at("/groups/0/display")
                        .asString())
                .isEqualTo("Network");
        assertThat(call(
                                "GET",
                                "/Groups?excludedAttributes=members&filter=" + encoded("displayName eq \"network\""),
                                null)
                        .body()
                        .at("/Resources/0")
                        .has("members"))
                .isFalse();

        call(
                "PATCH",
                "/Groups/" + id,
                patch("{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + anna + "\\\"]\"}"));
        assertThat(DIRECTORY.reference().team(id).members()).isEmpty();
        call(
                "PATCH",
                "/Groups/" + id,
                patch("{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + anna + "\"}]}"));
        assertThat(DIRECTORY.reference().team(id).members()).containsExactly(anna);
        call("PUT", "/Groups/" + id, "{\"displayName\":\"Networks\",\"members\":[]}");
        assertThat(DIRECTORY.reference().team(id).members()).isEmpty();
        assertThat(DIRECTORY.reference().team(id).name().in("en")).isEqualTo("Networks");
        assertThat(call("DELETE", "/Groups/" + id, null).status()).isEqualTo(204);
    }

    @Test
    void lists_come_in_pages_that_begin_with_one() {
        for (int i = 0; i < 5; i++) {
            call("POST", "/Users", "{\"userName\":\"u" + i + "\"}");
        }
        Answer page = call("GET", "/Users?startIndex=3&count=2", null);

        assertThat(page.body().path("totalResults").asInt()).isEqualTo(6);
        assertThat(page.body().path("startIndex").asInt()).isEqualTo(3);
        assertThat(page.body().path("itemsPerPage").asInt()).isEqualTo(2);
        assertThat(call("GET", "/Users?count=0", null).body().path("Resources").size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST  | /Users             | {"name":{"formatted":"x"}}                                        | 400 | invalidValue
            POST  | /Users             | {"userName":"x","timezone":"Mars/Base"}                           | 400 | invalidValue
            POST  | /Users             | {"userName":                                                      | 400 | invalidSyntax
            POST  | /Users             | []                                                                | 400 | invalidSyntax
            POST  | /Users             | {"userName":"x","colour":"red"}                                   | 400 | invalidPath
            GET   | /Users?filter=userName+sw+%22a%22 | ``                                                 | 400 | invalidFilter
            GET   | /Users?filter=shoe+eq+%22a%22     | ``                                                 | 400 | invalidFilter
            GET   | /Users?count=x     | ``                                                                | 400 | invalidValue
            GET   | /Users/person-none | ``                                                                | 404 | ``
            PATCH | /Users/person-admin | {"Operations":[{"op":"jump"}]}                                   | 400 | invalidSyntax
            PATCH | /Users/person-admin | {"Operations":[{"op":"replace","path":"active","value":false}]}  | 409 | ``
            PATCH | /Users/person-admin | {"Operations":[{"op":"replace","path":"userName","value":"me"}]} | 403 | ``
            POST  | /Groups            | {"displayName":"G","members":[{"value":"person-none"}]}           | 400 | invalidValue
            """)
    void what_is_wrong_is_said_in_scims_own_words_and_nothing_is_appended(
            String method, String path, String body, int status, String type) {
        int events = DIRECTORY.happened().size();
        Answer answer = call(method, path, body.isEmpty() ? null : body);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.body().path("scimType").asString("")).isEqualTo(type);
        assertThat(answer.body().path("detail").asString("")).isNotBlank();
        assertThat(DIRECTORY.happened()).hasSize(events);
    }

    @Test
    void others_are_refused() {
        Answer answer = call("requester", "GET", "/Users", null);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().path("status").asString()).isEqualTo("403");
        assertThat(call("administrator", "GET", "/Users", null).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/ServiceProviderConfig",
        "/ResourceTypes",
        "/ResourceTypes/User",
        "/Schemas",
        "/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group"
    })
    void it_describes_itself(String path) {
        Answer answer = call("GET", path, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("schemas").size()).isEqualTo(1);
    }

    @Test
    void who_is_not_signed_in_is_told_so_in_scims_own_words() {
        for (String user : List.of("", "nobody")) {
            Answer answer = call(user, "GET", "/Users", null);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.raw().headers().firstValue("Content-Type").orElse(""))
                    .startsWith("application/scim+json");
            assertThat(answer.raw().headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("Basic", "Bearer");
            assertError(answer);
        }
    }

    @Test
    void what_is_not_offered_is_said_and_is_not_there() {
        JsonNode config = call("GET", "/ServiceProviderConfig", null).body();
        assertThat(config.at("/bulk/supported").asBoolean(true)).isFalse();
        assertThat(config.at("/etag/supported").asBoolean(true)).isFalse();
        Answer created = call("POST", "/Users", ANNA);
        assertThat(created.raw().headers().firstValue("ETag")).isEmpty();
        assertThat(created.body().at("/meta/version").isMissingNode()).isTrue();

        Answer bulk = call("POST", "/Bulk", "{}");
        assertThat(bulk.status()).isEqualTo(404);
        assertError(bulk);
        Answer method = call("DELETE", "/Users", null);
        assertThat(method.status()).isEqualTo(405);
        assertError(method);
    }

    private static void assertError(Answer answer) {
        assertThat(answer.body().at("/schemas/0").asString()).isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(answer.body().path("status").asString()).isEqualTo(String.valueOf(answer.status()));
        assertThat(answer.body().path("detail").asString()).isNotEmpty();
    }

    private static int found(String filter) {
        return call("GET", "/Users?filter=" + encoded(filter), null)
                .body()
                .path("totalResults")
                .asInt();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String patch(String operation) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operation + "]}";
    }

    private static Answer call(String method, String path, String body) {
        return call("provisioner", method, path, body);
    }

    private static Answer call(String user, String method, String path, String body) {
        String credentials = Base64.getEncoder().encodeToString((user + ":demo").getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + context.getWebServer().getPort() + "/scim/v2" + path))
                .header(user.isEmpty() ? "Daftar-Nothing" : "Authorization", "Basic " + credentials)
                .header("Content-Type", "application/scim+json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            String text = response.body();
            return new Answer(
                    response.statusCode(), text.isEmpty() ? JSON.missingNode() : JSON.readTree(text), response);
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({HttpConfiguration.class, ScimConfiguration.class})
    static class App {

        @Bean
        Register register() {
            return DIRECTORY;
        }

        @Bean
        Commands commands() {
            return DIRECTORY;
        }

        @Bean
        InstantSource clock() {
            return InstantSource.system();
        }

        @Bean
        Outages outages() {
            return fault -> fault instanceof ConnectException;
        }

        @Bean
        Actors actors() {
            return name -> new Actor("person-" + name, Set.of(Role.valueOf(name.toUpperCase())), "api", null);
        }

        @Bean
        PasswordEncoder passwords() {
            return new BCryptPasswordEncoder(4);
        }

        @Bean
        UserDetailsService users(PasswordEncoder passwords) {
            String demo = passwords.encode("demo");
            return new InMemoryUserDetailsManager(List.of("requester", "provisioner", "administrator").stream()
                    .map(name ->
                            User.withUsername(name).password(demo).roles("USER").build())
                    .toList());
        }
    }
}
