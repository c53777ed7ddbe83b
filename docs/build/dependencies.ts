// docs/dependencies.md: every package the program needs, why, what it brings along and under which licenses.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Why each is here; a package without a reason has no place, and a test says so. */
const REASONS: Readonly<Record<string, string>> = {
  '@expo-google-fonts/inter':
    'the letters of PNG pictures: the machine’s own fonts would give other pictures elsewhere',
  '@observablehq/plot': 'the charts of reports',
  '@resvg/resvg-wasm':
    'PNG from SVG, the same pixels on every machine; loaded for --png and the workbook only',
  '@turf/turf': 'distances, areas and mending of geometries by code that many use; loaded when a map is read',
  chalk: 'colors on a terminal, off where NO_COLOR or a pipe asks for it',
  commander: 'commands, options and help',
  'csv-parse': 'CSV cells in quotes',
  'csv-stringify': 'CSV out',
  'd3-delaunay': 'zones from points: Delaunay triangles and Voronoi cells',
  'd3-geo': 'maps on a plane, for pictures and the page',
  'fastest-levenshtein': '“did you mean”: the nearest name',
  fflate: 'ZIP, for workbooks and packs',
  flatbush: 'the index of boxes that finds the zone of a point',
  highs: 'HiGHS (WebAssembly): masters too hard for the pure solver, and proofs',
  'javascript-lp-solver': 'the linear programs of the balance, in pure JavaScript',
  jsep: 'formulas of the configuration as a tree; nothing is ever evaluated as code',
  linkedom: 'a document for the charts, without a browser',
  'markdown-it': 'the Markdown of reports as HTML, raw HTML off',
  ora: 'the spinner on a terminal',
  polylabel: 'where a sector’s name is written',
  'topojson-client': 'neighbors and outlines from shared borders',
  'topojson-server': 'shared borders from polygons',
  'topojson-simplify': 'simpler borders that still fit one another, for pictures',
  yaml: 'the configuration, with the place of every fault',
};

const DEV_REASONS: Readonly<Record<string, string>> = {
  '@arethetypeswrong/cli': 'are the types of the packed library found by those who import it?',
  '@bcoe/v8-coverage': 'adds up what V8 counted in thousands of processes: the lines that tests reach',
  '@biomejs/biome': 'format, lint and import rules',
  '@stryker-mutator/api':
    'a test runner of our own for it, that tries mutants of the optimizer without vitest',
  '@stryker-mutator/core': 'mutation testing: does a test notice a changed line?',
  '@stryker-mutator/vitest-runner': 'the same, of tests in vitest',
  '@xmldom/xmldom': 'reads the written SVG, KML and workbook back with other code',
  ajv: 'holds the JSON Schema of the configuration against what the reader takes',
  'ast-v8-to-istanbul': 'the same, from counts of the built program to lines and branches of the sources',
  'axe-core': 'accessibility of the written pages',
  culori: 'are sector colors told apart by the color-blind?',
  esbuild: 'bundles the script and style of report.html',
  'fast-check': 'properties and fuzzing, with shrinking',
  'ical.js': 'reads the written calendars back with other code',
  knip: 'dead code and unused packages',
  'playwright-core': 'drives Chromium over the written pages',
  publint: 'is the packed program fit to be published?',
  tsx: 'runs the TypeScript of bench, docs and fixtures',
  typescript: 'the compiler',
  vitest: 'tests',
};

/** Licenses that a package's own file states and its package.json does not, or misspells. */
const STATED: Readonly<Record<string, string>> = {
  arc: 'BSD-2-Clause',
  'splaytree-ts': 'BSD-3-Clause',
};

/** @throws Error when a package has no reason here, no license anywhere, or a reason no package */
export function dependenciesMarkdown(): string {
  const lock = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const packages = new Map(Object.entries(lock.packages));
  const root = packages.get('') as Locked;
  const direct = Object.keys(root.dependencies ?? {}).sort();
  const dev = Object.keys(root.devDependencies ?? {})
    .filter(name => !name.startsWith('@types/'))
    .sort();
  assertSame(direct, Object.keys(REASONS));
  assertSame(dev, Object.keys(DEV_REASONS));
  const shipped = [...packages].filter(([path, one]) => path !== '' && one.dev !== true);
  const scripts = shipped.filter(([, one]) => one.hasInstallScript === true).map(([path]) => nameOf(path));
  if (scripts.length > 0) throw new Error(`${scripts.join(', ')} would run a script when it is installed`);

  const rows = direct.map(name => {
    const brings = reached(packages, `node_modules/${name}`).size - 1;
    const { version, license } = packages.get(`node_modules/${name}`) as Locked;
    return `| ${name} | ${version} | ${license} | ${brings === 0 ? '' : brings} | ${REASONS[name]} |`;
  });
  const licenses = new Map<string, Set<string>>();
  for (const [path, one] of shipped) {
    const name = nameOf(path);
    const license = STATED[name] ?? one.license;
    if (license === undefined)
      throw new Error(`${name} states no license: read its files, and say it in STATED`);
    licenses.set(license, (licenses.get(license) ?? new Set()).add(name));
  }
  const listed = [...licenses]
    .sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1))
    .map(([license, names]) => `| ${license} | ${names.size} | ${[...names].sort().join(', ')} |`);

  return `# Dependencies

Written by \`npm run docs\` from package-lock.json. What the program needs at run time is ${direct.length} packages, and with what these bring
${new Set(shipped.map(([path]) => nameOf(path))).size}; it asks none of them to use the network, and each is imported in one place or folder, so that it can be replaced there. The packed
program installs the very versions it was tested with (\`npm-shrinkwrap.json\`): another version of a package could make another plan.
No package runs a script when it is installed.

| package | version | license | brings along | why |
|---|---|---|---|---|
${rows.join('\n')}

## To build and to test

Not installed with the program (types of packages, \`@types/…\`, left out).

| package | why |
|---|---|
${dev.map(name => `| ${name} | ${DEV_REASONS[name]} |`).join('\n')}

## Licenses

Of everything that is installed with the program. Two packages are read from their own license files, for their package.json
says nothing or misspells it: ${Object.keys(STATED).sort().join(' and ')}. All are free to use, also in companies; MPL-2.0, EPL-1.0 and EDL-1.0 ask that changes to
*their* files stay open, and we change none. Fonts of pictures: Inter, SIL Open Font License. Data of fixtures have licenses
of their own, in each folder's README.

| license | packages | |
|---|---|---|
${listed.join('\n')}
`;
}

/** The packages that one needs, itself included, by their paths in the lock. */
function reached(packages: ReadonlyMap<string, Locked>, from: string): Set<string> {
  const seen = new Set([from]);
  for (const path of seen) {
    for (const name of Object.keys(packages.get(path)?.dependencies ?? {})) {
      const found = resolved(packages, path, name);
      if (found !== null) seen.add(found);
    }
  }
  return seen;
}

/** As Node looks for it: in the package's own folder, then in those around it. */
function resolved(packages: ReadonlyMap<string, Locked>, from: string, name: string): string | null {
  for (let folder = from; ; ) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages.has(path)) return path;
    if (folder === '') return null;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')));
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function assertSame(names: readonly string[], reasons: readonly string[]): void {
  const without = names.filter(name => !reasons.includes(name));
  const gone = reasons.filter(name => !names.includes(name));
  if (without.length > 0) throw new Error(`no reason is given for ${without.join(', ')}`);
  if (gone.length > 0) throw new Error(`a reason is given for ${gone.join(', ')}, which is not there`);
}
