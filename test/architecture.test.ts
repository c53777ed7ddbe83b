import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../src/version.ts';

/** What the linter says about a file of this content at this path, in a copy of the project's configuration. */
function lint(path: string, content: string): string {
  const root = mkdtempSync(join(tmpdir(), 'sectorize-lint-'));
  try {
    const config = JSON.parse(readFileSync('biome.json', 'utf8'));
    writeFileSync(
      join(root, 'biome.json'),
      JSON.stringify({ ...config, vcs: { enabled: false }, $schema: undefined }),
    );
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), content);
    const run = spawnSync(resolve('node_modules/.bin/biome'), ['lint', path], {
      cwd: root,
      encoding: 'utf8',
    });
    return run.stdout + run.stderr;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe('the import rules', () => {
  const violations: [path: string, line: string][] = [
    ['src/model/planted.ts', "export { makeRandom } from '../optimize/random.ts';"],
    ['src/optimize/planted.ts', "export { makeLocator } from '../geo/locate.ts';"],
    ['src/optimize/planted.ts', "export { readFileSync } from 'node:fs';"],
    ['src/evaluate/verify/planted.ts', "export { solve } from '../../optimize/solve.ts';"],
    ['src/geo/planted.ts', "export { openSource } from '../io/source.ts';"],
    ['src/io/planted.ts', "export { makeTravel } from '../geo/travel.ts';"],
    ['src/report/planted.ts', "export { openSource } from '../io/source.ts';"],
    ['src/page/planted.ts', "export { makeDrawing } from '../geo/drawing.ts';"],
    ['src/page/planted.ts', "export { readFileSync } from 'node:fs';"],
    ['src/app/planted.ts', "export { default } from 'markdown-it';"],
    ['src/report/planted.ts', "export { geoPath } from 'd3-geo';"],
    ['src/app/planted.ts', "export { buildProgram } from '../cli/main.ts';"],
    ['src/app/planted.ts', "export { default } from 'chalk';"],
    ['src/cli/planted.ts', "export { solve } from '../optimize/solve.ts';"],
    ['src/cli/planted.ts', "export { parse } from 'csv-parse';"],
    ['src/cli/planted.ts', "export { plot } from '@observablehq/plot';"],
  ];
  it.each(violations)('%s may not: %s', (path, line) => {
    expect(lint(path, `${line}\n`)).toContain('noRestrictedImports');
  });

  it('lets the arrows that point the right way pass', () => {
    const content =
      "export { makeTravel } from '../geo/travel.ts';\nexport { solve } from '../optimize/solve.ts';\n";
    expect(lint('src/app/planted.ts', content)).not.toContain('noRestrictedImports');
  });

  it('keeps clocks out of the pure folders', () => {
    expect(lint('src/optimize/planted.ts', 'export const now = Date.now();\n')).toContain(
      'noRestrictedGlobals',
    );
    expect(lint('src/evaluate/planted.ts', 'export const now = performance.now();\n')).toContain(
      'noRestrictedGlobals',
    );
  });

  it('keeps chance and locale order out of the sources', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(name =>
      name.endsWith('.ts'),
    );
    expect(sources.length).toBeGreaterThan(50);
    const guilty = sources.filter(name =>
      /Math\.random\(|\.localeCompare\(|new Date\(/.test(readFileSync(`src/${name}`, 'utf8')),
    );
    expect(guilty).toEqual([]);
  });

  it('keeps powers out whose last digit depends on the version of Node; those of two are exact', () => {
    const guilty = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts') && !name.startsWith('page') && name !== join('model', 'power.ts'))
      .filter(name =>
        readFileSync(`src/${name}`, 'utf8')
          .split('\n')
          .filter(line => !/^\s*(?:\/\/|\*|\/\*)/.test(line))
          .some(line => /Math\.pow|\w[\])]? \*\* /.test(line.replaceAll(/\b2 \*\* -?\d+/g, ''))),
      );
    expect(guilty).toEqual([]);
  });
});

describe('the network', () => {
  const WAYS =
    /node:(?:https?|http2|net|tls|dns|dgram|inspector)\b|\bfetch\(|\bWebSocket\b|\bEventSource\b|\bXMLHttpRequest\b|sendBeacon|\bundici\b|node:child_process/;

  it('is used in one file, which asks routing servers', () => {
    const code = (name: string) =>
      readFileSync(`src/${name}`, 'utf8')
        .split('\n')
        .filter(line => !/^\s*(?:\/\/|\*|\/\*)/.test(line))
        .join('\n');
    const users = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .filter(name => WAYS.test(code(name)));
    expect(users).toEqual([join('io', 'roads', 'request.ts')]);
  });
});

describe('the version', () => {
  it('is the one of package.json', () => {
    expect(VERSION).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
  });
});
