// sectorize sweep: many scenarios → a plan directory each, and the frontier.

import { Command, InvalidArgumentError } from 'commander';
import type { Varied } from '../../io/sweep-scenarios.ts';
import { parseWhole } from '../options.ts';
import { type PlanOptions, planCommand } from './plan.ts';

export interface SweepOptions extends Omit<PlanOptions, 'stdout' | 'writeLp' | 'timeLimit' | 'json' | 'out'> {
  readonly vary?: readonly Varied[];
  readonly scenarios?: string;
  readonly shard?: Shard;
  readonly threads?: number;
  readonly out: string;
}

export interface Shard {
  /** from 1 */
  readonly index: number;
  readonly of: number;
}

const EXAMPLES = `
Plans every scenario as \`sectorize plan\` would with these settings alone, several at a time,
each into a folder of its own, and compares them: frontier.csv, .json, .svg and .html. What is
finished is kept when the same command runs again. The rest of the options is what all scenarios
have in common.
Exit codes: 0 done, 2 bad usage, a plan cannot be written, or no scenario could be planned,
130 interrupted.

Examples:
  sectorize sweep --config sectorize.yaml --vary tolerance=5%,8%,10% --vary stickiness=0,1,5
  sectorize sweep … --vary max_moved=5%:revenue,none --vary headcount=-1,0,+1 --effort fast
  sectorize sweep … --vary "keep_together=none,{department: whole}" --vary without=none,R03
  sectorize sweep … --scenarios scenarios.yaml --out sweep-2027
  sectorize sweep … --scenarios scenarios.yaml --shard 2/4 --out shard-2`;

/** of plan: what is about one plan on one terminal, or would make plans that no other run makes again */
const NOT_OF_A_SWEEP = [
  '--out',
  '--stdout',
  '--write-lp',
  '--time-limit',
  '--json',
  '--quiet',
  '--help',
  '--calibrate',
];

/** `tolerance=5%,10%` */
export function parseVary(text: string, previous: readonly Varied[] = []): Varied[] {
  const equals = text.indexOf('=');
  const key = text.slice(0, Math.max(0, equals)).trim();
  if (key === '' || text.slice(equals + 1).trim() === '')
    throw new InvalidArgumentError(`"${text}" is not KEY=VALUES, for example tolerance=5%,8%,10%.`);
  if (previous.some(other => other.key === key)) throw new InvalidArgumentError(`${key} is given twice.`);
  return [...previous, { key, values: text.slice(equals + 1) }];
}

/** `2/4`: the second of four */
export function parseShard(text: string): Shard {
  const [, index, of] = /^\s*(\d{1,6})\s*\/\s*(\d{1,6})\s*$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (!(shard.index >= 1 && shard.index <= shard.of))
    throw new InvalidArgumentError(`"${text}" is no shard; write 1/4, 2/4, 3/4 or 4/4.`);
  return shard;
}

export function parseThreads(text: string): number {
  const value = parseWhole(text);
  if (value < 1 || value > 1024) throw new InvalidArgumentError(`"${text}" threads; write 1 to 1024.`);
  return value;
}

export function sweepCommand(): Command {
  const command = new Command('sweep')
    .description('plan many scenarios and compare them: balance, travel, disruption')
    .usage('[options]')
    .optionsGroup('Scenarios:')
    .option(
      '--vary <key=values>',
      'values of a key of the configuration, separated by commas; repeatable: every combination\nis a scenario; also tolerance, headcount, without, add, fte, reps',
      parseVary,
    )
    .option('--scenarios <file>', 'YAML with scenarios: and grid: (default: sweep: in the configuration)')
    .option(
      '--shard <i/n>',
      'plan the i-th of every n scenarios only; sectorize merge puts them together',
      parseShard,
    )
    .option('--threads <number>', 'scenarios planned at a time (default: one per processor)', parseThreads);
  for (const option of planCommand().options) {
    if (!NOT_OF_A_SWEEP.includes(option.long ?? '')) command.addOption(option);
  }
  return command
    .optionsGroup('Output:')
    .option('--out <dir>', 'the directory of the sweep', 'sweep')
    .option('--quiet', 'no progress, no table on screen: the files alone')
    .addHelpText('after', EXAMPLES)
    .action(async (options: SweepOptions) => {
      const { runSweepCommand } = await import('../run-sweep.ts');
      process.exitCode = await runSweepCommand(options);
    });
}
