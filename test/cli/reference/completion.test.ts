// The completion scripts in the shells they are for: asked as the shell asks, and typed with the Tab key.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../../../src/cli/main.ts';
import { completionScript, type Shell } from '../../../src/cli/reference/completion.ts';
import { recordOf } from '../../../src/cli/reference/record.ts';
import { ECHO, have, typed } from './typed.ts';

const root = mkdtempSync(join(tmpdir(), 'sectorize-shell-'));
const work = join(root, 'work');
const script = (shell: Shell) => join(root, `completion.${shell}`);
const env = { HOME: root, ZDOTDIR: root, XDG_CONFIG_HOME: root };

beforeAll(() => {
  mkdirSync(join(work, 'data dir'), { recursive: true });
  for (const name of ['accounts 2027.csv', 'data dir/reps.csv', 'data.csv'])
    writeFileSync(join(work, name), '');
  for (const shell of ['bash', 'zsh', 'fish'] as const)
    writeFileSync(script(shell), completionScript(shell, recordOf(buildProgram())));
  writeFileSync(join(root, 'bashrc'), `PS1='ready> '\nsource '${script('bash')}'\n${ECHO}\n`);
  const start = `autoload -U compinit; compinit -u -d '${root}/dump'; PS1='ready> '; unsetopt beep`;
  writeFileSync(join(root, '.zshrc'), `${start}\nsource '${script('zsh')}'\n${ECHO}\n`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** As `--help` prints them, so that the record is not asked about itself. */
function longOptions(command: Command): string[] {
  const help = command.configureHelp({ helpWidth: 9999 }).helpInformation();
  return [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(match => match[1] as string).sort();
}

/** What is offered for the last word of each line, by the shell itself. */
type Ask = (lines: readonly (readonly string[])[]) => string[][];

const PARAGRAPH = '%%';

function answers(program: string, args: readonly string[]): string[][] {
  const run = spawnSync(program, args, { cwd: work, encoding: 'utf8', env: { ...process.env, ...env } });
  expect(run.stderr).toBe('');
  return run.stdout
    .split(`${PARAGRAPH}\n`)
    .slice(0, -1)
    .map(part => part.split('\n').filter(line => line !== ''));
}

const askBash: Ask = lines => {
  const array = (words: readonly string[]) => words.map(word => `'${word}'`).join(' ');
  const asked = lines.map(words => {
    // readline parts words at "=", as COMP_WORDBREAKS says
    const parts = ['sectorize', ...words].flatMap(word =>
      word.startsWith('--') ? word.split(/(=)/) : [word],
    );
    // after "=" the word is not there yet
    if (parts.at(-1) === '' && parts.at(-2) === '=') parts.pop();
    return `COMP_WORDS=(${array(parts)}); COMP_CWORD=${parts.length - 1}; _sectorize; printf '%s\\n' "\${COMPREPLY[@]}" '${PARAGRAPH}'`;
  });
  return answers('bash', ['--norc', '-c', `source '${script('bash')}'\n${asked.join('\n')}`]);
};

const askFish: Ask = lines => {
  const asked = lines.map(words => `complete -C'sectorize ${words.join(' ')}'; echo '${PARAGRAPH}'`);
  const found = answers('fish', ['--no-config', '-c', `source '${script('fish')}'; ${asked.join('; ')}`]);
  // descriptions come after a tab, and what stands before "=" with the value
  return found.map(part => part.map(line => line.replace(/\t.*/, '').replace(/^--[a-z-]+=(?=.)/, '')));
};

const shells: [Shell, Ask][] = [
  ['bash', askBash],
  ['fish', askFish],
];

describe.each(shells.filter(([shell]) => have(shell)))('%s offers', (_, ask) => {
  const program = buildProgram();

  it('the commands, and every option of each that its help has', () => {
    const names = program.commands.map(command => command.name());
    const [commands, again, ...options] = ask([[''], ['help', ''], ...names.map(name => [name, '--'])]);
    expect(commands?.sort()).toEqual([...names, 'help'].sort());
    expect(again).toEqual(expect.arrayContaining(names));
    names.forEach((name, index) => {
      const found = options[index]?.filter(word => word.startsWith('--')).sort();
      expect(found, name).toEqual(longOptions(program.commands[index] as Command));
    });
  });

  it('the choices of a value, also after "="', () => {
    const [lang, equals, begun, effort, format, inner] = ask([
      ['plan', '--lang', ''],
      ['plan', '--lang='],
      ['size', '--profile', 'excel-'],
      ['plan', '--xlsx', '--effort=n'],
      ['export', ''],
      ['verify', 'plan', '--lang', ''],
    ]);
    expect(lang?.sort()).toEqual(['en', 'fr']);
    expect(equals?.sort()).toEqual(['en', 'fr']);
    expect(begun?.sort()).toEqual(['excel-en', 'excel-fr']);
    expect(effort).toEqual(['normal']);
    expect(format).toEqual(
      expect.arrayContaining(['salesforce', 'dynamics', 'hubspot', 'kml', 'geojson', 'topojson']),
    );
    // verify has no --lang, though there is a "plan" in the line
    expect(inner).not.toContain('fr');
  });

  it('files for files, folders for folders, nothing for a number', () => {
    const [file, folder, plan, number] = ask([
      ['plan', '--accounts', ''],
      ['plan', '--out', ''],
      ['verify', ''],
      ['plan', '--seed', ''],
    ]);
    const named = (words: string[] | undefined) => words?.map(word => word.replace(/\/$/, '')).sort();
    expect(named(file)).toEqual(['accounts 2027.csv', 'data dir', 'data.csv']);
    expect(named(folder)).toEqual(['data dir']);
    expect(named(plan)).toEqual(named(folder));
    expect(number).toEqual([]);
  });
});

const terminal = have('script', 'nothing is typed');

describe.skipIf(!terminal)('the Tab key', () => {
  it('completes in bash: command, option, a file with a space, a choice after "="', async () => {
    const keys = 'sectorize pl\t--acc\tacc\t--lang=f\t--out da\t';
    const got = await typed(`bash --noprofile --rcfile '${root}/bashrc' -i`, keys, { cwd: work, env });
    expect(got).toBe('[plan][--accounts][accounts 2027.csv][--lang=fr][--out][data dir/]');
  });

  it.skipIf(!have('zsh'))('completes in zsh, sourced', async () => {
    const keys = 'sectorize pl\t--acc\tacc\t--lang f\t--out da\t';
    const got = await typed('zsh -i', keys, { cwd: work, env });
    // zsh takes the last slash away again
    expect(got).toBe('[plan][--accounts=accounts 2027.csv][--lang][fr][--out][data dir]');
  });

  it.skipIf(!have('zsh'))('offers every option of each command in zsh, from a folder of fpath', async () => {
    const home = join(root, 'fpath');
    mkdirSync(home);
    copyFileSync(script('zsh'), join(home, '_sectorize'));
    // what is offered is written down where zsh takes it
    const spy = `compadd() {
      local -a hits; builtin compadd -O hits "$@"; local hit
      for hit in $hits; print -r -- "$words[1] $hit" >> '${home}/offered'
      builtin compadd "$@"
    }`;
    const start = `fpath=('${home}' $fpath); autoload -U compinit; compinit -u -d '${home}/dump'`;
    writeFileSync(join(home, '.zshrc'), `${start}\nsetopt no_auto_list\n${ECHO}\n${spy}\nPS1='ready> '\n`);
    const { commands } = buildProgram();
    const lines = commands.map(command => `sectorize ${command.name()} --\t\x15`);
    const keys = `${lines.join('')}sectorize export sa\tverify`;
    const got = await typed('zsh -i', keys, { cwd: work, env: { ...env, ZDOTDIR: home } });
    expect(got).toBe('[export][salesforce][verify]');
    const offered = readFileSync(join(home, 'offered'), 'utf8').split('\n');
    for (const command of commands) {
      const begin = `${command.name()} --`;
      const found = offered.filter(line => line.startsWith(begin)).map(line => line.slice(begin.length - 2));
      expect([...new Set(found.map(word => word.replace(/=$/, '')))].sort(), command.name()).toEqual(
        longOptions(command),
      );
    }
  });
});
