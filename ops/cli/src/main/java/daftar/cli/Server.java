package daftar.cli;

import java.net.URI;
import picocli.CommandLine.Option;

/** Where the Daftar is and who calls. */
final class Server {

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            description = "The Daftar's address (default: ${DEFAULT-VALUE}).")
    URI url;

    @Option(names = "--user", required = true, description = "name:password of who calls.")
    String user;

    ApiClient client() {
        return new ApiClient(url, user);
    }
}
