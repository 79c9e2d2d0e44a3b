package daftar.app.access;

import daftar.messages.Role;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * A name and password that open the door.
 *
 * @param name of the login
 * @param person who that is in the directory
 * @param roles what they may be while the directory does not know them; else it says
 * @param passwordHash bcrypt
 */
record Login(String name, String person, Set<Role> roles, String passwordHash) {

    Login {
        roles = Set.copyOf(roles);
    }

    /**
     * Reads a properties file with a line {@code name=person-id;ROLE,ROLE;bcrypt} per login.
     *
     * @throws IllegalArgumentException naming the login whose line is not of this form; the hash is not repeated
     */
    static List<Login> read(Path file) throws IOException {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        }
        List<Login> logins = new ArrayList<>();
        for (String name : lines.stringPropertyNames()) {
            String[] parts = lines.getProperty(name).split(";");
            if (parts.length != 3 || !parts[0].startsWith("person-") || !parts[2].startsWith("$2")) {
                throw new IllegalArgumentException("The login " + name + " in " + file
                        + " must have the form name=person-id;ROLE,ROLE;bcrypt-hash");
            }
            Set<Role> roles = EnumSet.noneOf(Role.class);
            for (String role : parts[1].split(",")) {
                try {
                    roles.add(Role.valueOf(role.strip()));
                } catch (IllegalArgumentException unknown) {
                    throw new IllegalArgumentException("The login " + name + " in " + file + " has the role \"" + role
                            + "\", which is none of " + List.of(Role.values()));
                }
            }
            logins.add(new Login(name, parts[0], roles, parts[2]));
        }
        return logins;
    }

    @Override
    public String toString() {
        return "Login " + name; // never the hash
    }
}
