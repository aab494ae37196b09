// The engine as queries get it: one database to read, and no way to files, extensions or settings from inside it.
import { DuckDBInstance } from '@duckdb/node-api';

export const openLocked = (database: string, { threads, memoryLimit }: { threads: number; memoryLimit: string }) =>
  DuckDBInstance.create(database, {
    access_mode: 'READ_ONLY',
    threads: String(threads),
    memory_limit: memoryLimit,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    // A temporary folder would become a folder that may be read and written: better a clean "out of memory".
    temp_directory: '',
    // The order matters: from the first of these on, and then from the second, nothing can be set any more.
    enable_external_access: 'false',
    lock_configuration: 'true',
  });
