package daftar.domain.savedview;

import daftar.domain.Sealing;
import daftar.messages.directory.Reference;
import daftar.messages.savedview.SavedViews;
import java.time.InstantSource;

/** What saved views need from around them, given to every command's handler as one resource. */
public record ViewDesk(Reference reference, SavedViews views, Sealing sealing, InstantSource clock) {}
