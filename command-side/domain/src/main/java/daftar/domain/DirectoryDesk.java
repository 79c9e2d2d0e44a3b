package daftar.domain;

import daftar.messages.directory.Reference;
import java.time.InstantSource;

/** What people, teams, categories and workflows need from around them, given to every command's handler as one resource. */
public record DirectoryDesk(Reference reference, Sealing sealing, InstantSource clock) {}
