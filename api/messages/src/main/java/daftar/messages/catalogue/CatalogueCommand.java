package daftar.messages.catalogue;

import daftar.messages.Command;

/** What is asked of the catalogue. */
public sealed interface CatalogueCommand extends Command {

    /** An entry that there was not yet. */
    record DefineEntry(CatalogueEntry entry) implements CatalogueCommand {
        @Override
        public String stream() {
            return entry.kind().stream(entry.code());
        }
    }

    /** An entry anew, whole. Tickets that were raised by it keep what it said then. */
    record ChangeEntry(CatalogueEntry entry) implements CatalogueCommand {
        @Override
        public String stream() {
            return entry.kind().stream(entry.code());
        }
    }

    /** Offers it no more; what uses it stays. */
    record RetireEntry(EntryKind kind, String code) implements CatalogueCommand {
        @Override
        public String stream() {
            return kind.stream(code);
        }
    }

    /** How priorities are decided from now on; all of it anew. */
    record SetPriorityRules(PriorityRules rules) implements CatalogueCommand {
        @Override
        public String stream() {
            return "catalogue-priorities";
        }
    }

    /** Offers what was retired again. */
    record RestoreEntry(EntryKind kind, String code) implements CatalogueCommand {
        @Override
        public String stream() {
            return kind.stream(code);
        }
    }
}
