/** The words that lie beside the files of an export, for whoever finds it without Hearth. */
export const EXPORT_GUIDE = `This is everything that Hearth kept for you, in plain files.

notes/          Your notes as markdown. The lines between --- at the top say when each was made and what tags it has.
originals/      The files that you brought in, as they were. Their names are in manifest.json with their checksums.
tables/         All that Hearth knows, one file for each table, one row in a line, as JSON.
manifest.json   What belongs to this export: rows, sizes and SHA-256 checksums. Hearth checks them when you bring it in.

To bring it back into Hearth: Settings, Your data, Take it with you, Bring an export in. Hearth reads the tables and the
originals; changes that you make to files in here are not taken over, and it will refuse an export that was changed.

The tables are those of Hearth's database. Times are milliseconds since 1970 in UTC, bytes are base64, vectors are base64 of
half-precision floating point numbers, little-endian. For PostgreSQL there is a dump of its own in the same place.
`;
