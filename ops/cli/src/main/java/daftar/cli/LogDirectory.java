package daftar.cli;

import daftar.cli.LogMapping.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The people, teams and categories that a log names, as requests to the directory. */
final class LogDirectory {

    private LogDirectory() {}

    /** @param path of the API @param what for people to read */
    record Entry(String path, Map<String, Object> body, String what) {}

    /** What must be known before the tickets come; those that others name come first. */
    static List<List<Entry>> of(Collection<List<LogRow>> tickets) {
        Set<String> requesters = new TreeSet<>();
        Set<String> specialists = new TreeSet<>();
        Map<String, Set<String>> teams = new LinkedHashMap<>();
        Map<String, Set<String>> categories = new LinkedHashMap<>();
        for (List<LogRow> rows : tickets) {
            for (LogRow row : rows) {
                String requester = row.get(Column.REQUESTER);
                String assignee = row.get(Column.ASSIGNEE);
                String team = row.get(Column.TEAM);
                String category = row.get(Column.CATEGORY);
                if (requester != null) {
                    requesters.add(requester);
                }
                if (assignee != null) {
                    specialists.add(assignee);
                }
                if (team != null) {
                    Set<String> members = teams.computeIfAbsent(team, t -> new LinkedHashSet<>());
                    if (assignee != null) {
                        members.add(assignee);
                    }
                }
                if (category != null) {
                    Set<String> finer = categories.computeIfAbsent(category, c -> new LinkedHashSet<>());
                    String subcategory = row.get(Column.SUBCATEGORY);
                    if (subcategory != null) {
                        finer.add(subcategory);
                    }
                }
            }
        }
        requesters.removeAll(specialists);
        List<Entry> people = new ArrayList<>();
        requesters.forEach(name -> people.add(person(name, "REQUESTER")));
        specialists.forEach(name -> people.add(person(name, "SPECIALIST")));
        List<Entry> groups = new ArrayList<>();
        teams.forEach((team, members) -> groups.add(new Entry(
                "/api/directory/teams",
                Map.of(
                        "team",
                        Ids.team(team),
                        "name",
                        Map.of("en", team),
                        "members",
                        members.stream().map(Ids::person).toList()),
                team)));
        List<Entry> parents = new ArrayList<>();
        List<Entry> children = new ArrayList<>();
        categories.forEach((category, finer) -> {
            String code = Ids.category(category);
            parents.add(category(code, category, null));
            finer.forEach(sub -> children.add(category(code + "-" + Ids.category(sub), sub, code)));
        });
        return List.of(people, groups, parents, children);
    }

    private static Entry person(String name, String role) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("person", Ids.person(name));
        body.put("name", name);
        body.put("roles", role.equals("REQUESTER") ? List.of(role) : List.of("REQUESTER", role));
        body.put("language", "en");
        body.put("zone", "UTC");
        body.put("provisional", false);
        return new Entry("/api/directory/people", body, name);
    }

    private static Entry category(String code, String name, @org.jspecify.annotations.Nullable String parent) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("category", code);
        body.put("name", Map.of("en", name));
        if (parent != null) {
            body.put("parent", parent);
        }
        return new Entry("/api/directory/categories", body, name);
    }
}
