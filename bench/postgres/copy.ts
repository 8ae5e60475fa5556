/** `COPY … FROM STDIN`, the fastest way into a table of PostgreSQL. The driver leaves it to whoever needs it. */
import type { Client } from 'pg';

/** What a statement of the driver sees of its connection. */
type Connection = {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
  readonly stream: { readonly writableNeedDrain: boolean; once(event: 'drain', listener: () => void): void };
};

/** Copies lines of text format (tabs between, `\N` for null), a chunk at a time. `what`: table and columns. @throws what the server or the chunks say */
export function copyInto(client: Client, what: string, chunks: Iterable<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    const statement = {
      submit: (connection: Connection) => { connection.query(`COPY ${what} FROM STDIN`); },
      handleCopyInResponse: (connection: Connection) => {
        void sendAll(connection, chunks).catch((error: unknown) => { connection.sendCopyFail(String(error)); });
      },
      handleError: (error: Error) => { failure = error; reject(error); },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => { if (failure === undefined) resolve(); },
    };
    client.query(statement as never);
  });
}

async function sendAll(connection: Connection, chunks: Iterable<string>): Promise<void> {
  for (const chunk of chunks) {
    connection.sendCopyFromChunk(Buffer.from(chunk));
    if (connection.stream.writableNeedDrain) await new Promise<void>((resolve) => connection.stream.once('drain', resolve));
  }
  connection.endCopyFrom();
}
