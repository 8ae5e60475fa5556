/** Entry file of a loading thread in the tests: with the real filter, as the server has it. */
import '../../bin/load-worker.ts';
