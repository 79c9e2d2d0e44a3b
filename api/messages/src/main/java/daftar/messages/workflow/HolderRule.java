package daftar.messages.workflow;

import java.util.List;

/** Who gets a ticket that enters a stage. */
public sealed interface HolderRule {

    /** The requester's supervisor. */
    record Supervisor() implements HolderRule {}

    /** Who manages the requester's department, or the nearest one above that has a manager. */
    record ManagerOfDepartment() implements HolderRule {}

    /** Everybody with this role or post. */
    record HolderOfRole(String role) implements HolderRule {}

    record NamedPerson(String person) implements HolderRule {}

    /** A team's queue. */
    record QueueOfTeam(String team) implements HolderRule {}

    /** The team that owns the ticket's category. */
    record OwnerOfCategory() implements HolderRule {}

    /** Who was chosen at triage; the triage team's queue where nobody was. */
    record ChosenByTriage() implements HolderRule {}

    /** The member of the team, of those who are there, who has the fewest minutes queued. */
    record LeastLoadedOfTeam(String team) implements HolderRule {}

    /** The member of the team, of those who are there, who was given something the longest time ago. */
    record RoundRobinOfTeam(String team) implements HolderRule {}

    /** Who leads the team at this moment. */
    record LeadOnDutyOfTeam(String team) implements HolderRule {}

    /** The specialist who had the ticket before. */
    record WhoHadItBefore() implements HolderRule {}

    record Provider(String vendor) implements HolderRule {}

    record TheRequester() implements HolderRule {}

    record Nobody() implements HolderRule {}

    /** The first of these that finds somebody. */
    record FirstOf(List<HolderRule> rules) implements HolderRule {
        public FirstOf {
            rules = List.copyOf(rules);
        }
    }

    /** Of an approval: whom each of these rules finds, in this order, nobody twice. */
    record EachOf(List<HolderRule> rules) implements HolderRule {
        public EachOf {
            rules = List.copyOf(rules);
        }
    }

    /** How many of those who are asked must approve. */
    enum Quorum {
        /** The first answer decides. */
        ANY,
        /** All are asked at once, and each must approve. */
        ALL,
        /** Each is asked once the one before has approved. */
        IN_SEQUENCE
    }
}
