/** The file of what was asked: a table a day, hashes and numbers of entries only. */
import { DatabaseSync } from 'node:sqlite';

/** A hash of what a check asked (16 bytes), and the number of its entry in the audit log of this server. */
export type SeenRow = { readonly hash: Uint8Array; readonly entry: number };

/** The file, open. Days are numbers since 1970. */
export type SeenFile = {
  add(day: number, rows: readonly SeenRow[]): void;
  /** Entries under a hash of a day, newest first, at most `limit`. */
  find(day: number, hash: Uint8Array, limit: number): number[];
  days(): number[];
  drop(day: number): void;
  /** Number of the change up to which new records were compared. */
  mark(): number | undefined;
  setMark(change: number): void;
  close(): void;
};

/** Opens it. What a power loss takes from it is asked of the audit log again, or lost: it promises nothing. */
export function openSeen(file: string): SeenFile {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA secure_delete = FAST; CREATE TABLE IF NOT EXISTS mark (one INTEGER PRIMARY KEY CHECK (one = 1), change INTEGER NOT NULL)');
  const known = new Set(days());

  function days(): number[] {
    return db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'day_%'").all().map(({ name }) => Number(String(name).slice(4)));
  }
  function ensure(day: number): string {
    if (!known.has(day)) db.exec(`CREATE TABLE IF NOT EXISTS day_${Math.trunc(day)} (hash BLOB NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (hash, entry)) WITHOUT ROWID`);
    known.add(day);
    return `day_${Math.trunc(day)}`;
  }
  return {
    add(day, rows) {
      const insert = db.prepare(`INSERT OR IGNORE INTO ${ensure(day)} (hash, entry) VALUES (?, ?)`);
      db.exec('BEGIN');
      for (const { hash, entry } of rows) insert.run(hash, entry);
      db.exec('COMMIT');
    },
    find: (day, hash, limit) => (known.has(day) ? db.prepare(`SELECT entry FROM day_${Math.trunc(day)} WHERE hash = ? ORDER BY entry DESC LIMIT ?`).all(hash, limit).map(({ entry }) => Number(entry)) : []),
    days,
    drop(day) {
      db.exec(`DROP TABLE IF EXISTS day_${Math.trunc(day)}`);
      known.delete(day);
    },
    mark() {
      const row = db.prepare('SELECT change FROM mark').get();
      return row === undefined ? undefined : Number(row['change']);
    },
    setMark: (change) => void db.prepare('INSERT INTO mark (one, change) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET change = excluded.change').run(change),
    close: () => db.close(),
  };
}
