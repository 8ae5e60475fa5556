// Runs before everything else, on whatever Node there is: so it is plain old JavaScript.
// `npm ci` brings Node 26 as a package, and npm puts it first in the PATH of every script.
const NEEDED = 26;
if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  console.error(
    'Watchword needs Node ' + NEEDED + '; this is Node ' + process.versions.node + ' (' + process.platform + ' ' + process.arch + ').\n' +
      'Run `npm ci` first: it installs Node ' + NEEDED + ' into this folder, for Linux, macOS and Windows.\n' +
      'Then use the scripts (`npm start`, `npm test`) or `npx watchword`. On another platform install Node ' + NEEDED + ' yourself.'
  );
  process.exit(1);
}
