package daftar.messages;

/** A fact that was appended to a stream and is never changed. Its JSON is a public contract. */
public interface Event {}
