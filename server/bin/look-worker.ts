/** Entry of the thread that looks the records over, beside the thread that answers checks. */
import { setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';
import { serveLooks } from '#records/integrity/integrity.ts';
import { openSqliteReader, type SqliteOptions } from '#store/sqlite.ts';

// On Linux this is for the calling thread alone: when the cores are busy, checks go first.
if (process.platform === 'linux') setPriority(0, 15);
serveLooks(openSqliteReader({ ...(workerData as SqliteOptions), cache: 8 }).read);
