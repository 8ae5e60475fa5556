/** `npm start`: builds the pages when they are not fresh, then runs `watchword demo` with whatever stands after `npm start --`. */
import { main } from '../cli/main.ts';
import { buildWeb } from '../web/build/build.ts';

await buildWeb();
await main(['demo', ...process.argv.slice(2)]);
