// docs/cli.md, the man page and their like say what the program says now; `npm run docs` writes them again.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { referenceFiles } from '../../docs/build/files.ts';
import { manPage } from '../../docs/build/man-page.ts';
import { buildProgram } from '../../src/cli/main.ts';
import { recordOf } from '../../src/cli/reference/record.ts';

const files = referenceFiles();

it.each([...files.keys()])('%s is what the program writes; if not: npm run docs', path => {
  expect(readFileSync(path, 'utf8')).toBe(files.get(path));
});

it('the package has the man page', () => {
  const { man, files: shipped } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(man).toEqual(['man/sectorize.1']);
  expect(shipped).toContain('man');
});

/** What a reader of `--help` sees of a command: its options and the sentences beside them, without line ends. */
function helpOf(name: string): { options: string[]; sentences: string[] } {
  const command = buildProgram().commands.find(one => one.name() === name);
  const text = command?.configureHelp({ helpWidth: 10_000 }).helpInformation() ?? '';
  const rows = [
    ...text.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)(?: [<[].*?)? {2,}(\S.*?)(?: \((?:default|choices):.*)?$/gm),
  ];
  return { options: rows.map(row => row[1] as string), sentences: rows.map(row => row[2] as string) };
}

const COMMANDS = buildProgram().commands.map(command => command.name());
const plain = (text: string) => text.replace(/\s+/g, ' ');

describe.each(COMMANDS)('%s', name => {
  const { options, sentences } = helpOf(name);

  it('is in docs/cli.md with every option and sentence of its help', () => {
    const section = files
      .get('docs/cli.md')
      ?.split(/^## /m)
      .find(part => part.startsWith(`sectorize ${name}\n`));
    const text = plain((section ?? '').replaceAll('\\', ''));
    expect(options).toContain('--help');
    for (const option of options) expect(text).toContain(`${option}`);
    for (const sentence of sentences) expect(text).toContain(plain(sentence));
  });
});

const mandoc = spawnSync('mandoc', ['-T', 'utf8', '/dev/null']).error === undefined;
const groff = spawnSync('groff', ['--version']).error === undefined;

describe('the man page', () => {
  it.skipIf(!mandoc)('is good for mandoc, and reads as the help does', () => {
    const lint = spawnSync('mandoc', ['-T', 'lint', '-W', 'warning', 'man/sectorize.1'], {
      encoding: 'utf8',
    });
    // a date would be the clock's
    expect(lint.stdout.split('\n').filter(line => line !== '' && !line.includes('missing date'))).toEqual([]);
    const shown = spawnSync('mandoc', ['-T', 'utf8', '-O', 'width=1000', 'man/sectorize.1'], {
      encoding: 'utf8',
    });
    // bold is a letter over itself, italic one over a line
    const text = plain(shown.stdout.replace(/.[\b]/gu, ''));
    for (const name of COMMANDS) {
      const { options, sentences } = helpOf(name);
      for (const line of [...options, ...sentences]) expect(text).toContain(plain(line));
    }
    expect(text).toContain('potential="CA potentiel 2026"');
    expect(text).toContain('~/.config/fish');
  });

  it.skipIf(!groff)('gives groff nothing to warn of', () => {
    const run = spawnSync('groff', ['-man', '-Tutf8', '-ww', 'man/sectorize.1'], { encoding: 'utf8' });
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.skipIf(!mandoc)('keeps text that roff would take for its own', () => {
    const program = recordOf(buildProgram());
    const nasty = `.so /etc/passwd 'quote' "double" back\\slash \\fB ^~\` été…`;
    const page = manPage({
      ...program,
      commands: [],
      examples: [nasty],
      notes: [{ title: null, lines: [nasty] }],
    });
    const shown = spawnSync('mandoc', ['-T', 'utf8', '-O', 'width=200'], { input: page, encoding: 'utf8' });
    expect(shown.stdout.split(nasty)).toHaveLength(3);
  });
});
