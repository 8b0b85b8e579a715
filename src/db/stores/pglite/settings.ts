/** Four, not sixteen: less to fill and to keep in a store of few megabytes. Decided when a database is made, for good. */
export const INITDB_ARGUMENTS = ['--wal-segsize=4'];

/** Segments of the write-ahead log at which a checkpoint is due: alone, the engine makes none before it is closed. */
export const MAX_LOG_FILES = 20;

/** Added to the engine's own start parameters. */
export const SERVER_PARAMETERS = [
  // A fresh segment is a truncated file: zeros need not be written.
  '-c',
  'wal_init_zero=off',
  '-c',
  'min_wal_size=20MB',
  '-c',
  'max_wal_size=48MB',
];
