package daftar.domain.knowledge;

import daftar.domain.Sealing;
import daftar.messages.directory.Reference;
import java.time.InstantSource;

/** What articles need from around them, given to every command's handler as one resource. */
public record KnowledgeDesk(Reference reference, ArticleNumbers numbers, Sealing sealing, InstantSource clock) {}
