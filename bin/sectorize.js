#!/usr/bin/env node
// Older versions of Node stop at the first line of the program with an error that helps nobody.
const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  process.stderr.write(
    `sectorize needs Node 20 or later; this is ${process.version}: install a newer one and try again\n`,
  );
  process.exitCode = 2;
} else {
  const { main } = await import('../dist/cli/main.js');
  await main(process.argv);
}
