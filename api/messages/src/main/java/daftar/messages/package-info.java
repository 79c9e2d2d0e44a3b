/**
 * What Daftar's parts say to each other: commands, events, queries, views and the value types that they are made of. Plain
 * records without a framework; the JSON of the events is a public contract (see {@code daftar.json}).
 */
@NullMarked
package daftar.messages;

import org.jspecify.annotations.NullMarked;
