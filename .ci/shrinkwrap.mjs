// Before packing: npm-shrinkwrap.json, the lock without what only building and testing needs, so that whoever installs the
// program from a registry has the very packages it was tested with. (npm installs what a shrinkwrap holds, dev or not.) With `-`
// to standard output.

import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const packages = Object.entries(lock.packages).filter(
  ([, one]) => one.dev !== true && one.devOptional !== true,
);
const { devDependencies: _, ...root } = lock.packages[''];
const kept = { ...Object.fromEntries(packages), '': root };
const target = process.argv[2] === '-' ? 1 : 'npm-shrinkwrap.json';
writeFileSync(target, `${JSON.stringify({ ...lock, packages: kept }, null, 2)}\n`);
