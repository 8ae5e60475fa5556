/** Entry of a loading thread: reads, judges and packs the lines of bulk loads, beside the thread that answers checks. */
import { attachFilter, mightContain } from '#checks/filter/filter.ts';
import { serveLoads } from '#records/loads/serve-loads.ts';

serveLoads({
  attach(buffer) {
    const filter = attachFilter(buffer);
    return (hi, lo) => mightContain(filter, hi, lo);
  },
});
