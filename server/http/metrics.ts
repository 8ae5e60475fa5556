/** Figures for Prometheus, on a port of their own. Labels are from closed lists; no figure is about a person. */
import { createServer, type Server } from 'node:http';
import type { Gauge } from 'prom-client';

/** What is looked at when somebody asks. */
export type MetricsSource = { readonly filter: () => { keys: number; capacity: number; falsePositives: number; complete: boolean }; readonly audit: () => { entries: number; well: boolean }; readonly records: () => { rounds: number; mended: number; faults: readonly unknown[] } };

export type Metrics = {
  /** Takes note of an answer. `ms`: from the arrival of the request. */
  observe(operation: string, status: number, ms: number): void;
  close(): Promise<void>;
};

/** Opens `/metrics` on a port of this machine's loopback. */
export async function openMetrics(port: number, source: MetricsSource): Promise<Metrics> {
  // Only where there is such a port are its files loaded.
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await import('prom-client');
  const registers = [new Registry()];
  const [registry] = registers;
  if (registry === undefined) throw new RangeError('no registry');
  collectDefaultMetrics({ register: registry, prefix: 'watchword_' });
  const durations = new Histogram({ name: 'watchword_request_duration_seconds', help: 'Time from the arrival of a request to its answer.', labelNames: ['operation'], buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5], registers });
  const answers = new Counter({ name: 'watchword_answers_total', help: 'Answers, by operation and status.', labelNames: ['operation', 'status'], registers });
  const gauge = (name: string, help: string, value: () => number): void => {
    const made: Gauge = new Gauge({ name: `watchword_${name}`, help, registers, collect: () => made.set(value()) });
  };
  gauge('filter_keys', 'Keys in the filter.', () => source.filter().keys);
  gauge('filter_capacity', 'Keys for which the filter was made.', () => source.filter().capacity);
  gauge('filter_false_positive_share', 'Share of absent keys for which the store is asked in vain.', () => source.filter().falsePositives);
  gauge('filter_complete', '1 while the filter holds every key; 0 while every check asks the store.', () => Number(source.filter().complete));
  gauge('audit_entries', 'Number of the last durable entry of the audit log.', () => source.audit().entries);
  gauge('audit_ok', '1 while the audit log can be written; at 0 nothing is answered.', () => Number(source.audit().well));
  gauge('records_damaged', 'Records that are damaged, or not found by what leads to them, as far as the walk knows.', () => source.records().faults.length);
  gauge('records_mended', 'Records whose index the walk has mended.', () => source.records().mended);
  gauge('records_walked_rounds', 'How often the walk has gone over all records since the start.', () => source.records().rounds);
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await listen(server, port);
  return {
    observe(operation, status, ms) {
      durations.observe({ operation }, ms / 1000);
      answers.inc({ operation, status });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
