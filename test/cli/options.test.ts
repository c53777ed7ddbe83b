// What the parsers of options refuse, and what they make of it.

import { describe, expect, it } from 'vitest';
import { languageOf } from '../../src/cli/language.ts';
import { buildProgram } from '../../src/cli/main.ts';
import {
  parseCountry,
  parseMap,
  parseMaxMoved,
  parseMeasure,
  parseShare,
  parseWhole,
} from '../../src/cli/options.ts';

describe('parsers', () => {
  it('read shares with a percent sign, a decimal comma, or as a fraction', () => {
    for (const text of ['10%', '10 %', '0.1', '0,1']) expect(parseShare(text)).toBe(0.1);
    for (const text of ['', 'ten', '-5%', '1e-1']) expect(() => parseShare(text)).toThrow('not a share');
  });

  it('refuse a budget of more than everything: 10 for 10 %', () => {
    expect(parseMaxMoved('10%')).toEqual({ share: 0.1, of: 'revenue' });
    expect(parseMaxMoved('100%:accounts')).toEqual({ share: 1, of: 'accounts' });
    expect(() => parseMaxMoved('10:revenue')).toThrow('more than 100 %');
    expect(() => parseMaxMoved('10%:turnover')).toThrow('must be revenue, potential or accounts');
    expect(() => parseMeasure('potential=10')).toThrow('below 100 %');
  });

  it('take countries by their two letters only', () => {
    expect(parseCountry('fr')).toBe('FR');
    for (const text of ['France', '33', '', 'F']) expect(() => parseCountry(text)).toThrow('two-letter');
  });

  it('say what they want', () => {
    for (const text of ['-1', '', ' ']) expect(() => parseWhole(text)).toThrow('0 or more');
    expect(() => parseMap('potential')).toThrow('FIELD=COLUMN');
    expect([...parseMap('potential=CA = 2026')]).toEqual([['potential', 'CA = 2026']]);
  });
});

describe('the language', () => {
  it('is the option, else the environment', () => {
    expect(languageOf(['--lang', 'fr'], { LANG: 'en_US.UTF-8' })).toBe('fr');
    expect(languageOf(['--lang=en'], { LANG: 'fr_FR.UTF-8' })).toBe('en');
    expect(languageOf([], { LANG: 'fr_FR.UTF-8' })).toBe('fr');
    expect(languageOf([], { LC_ALL: 'C', LANG: 'fr_FR.UTF-8' })).toBe('en');
    expect(languageOf([], {})).toBe('en');
  });
});

it('every help ends with examples', () => {
  for (const command of buildProgram().commands) {
    if (command.name() === 'help') continue;
    let text = '';
    command.configureOutput({ writeOut: chunk => (text += chunk) });
    command.outputHelp();
    const lines = text.trimEnd().split('\n');
    const last = lines.at(-1);
    for (const line of lines) expect(line.length, `${command.name()}: ${line}`).toBeLessThanOrEqual(100);
    expect(last, command.name()).toMatch(/^ {2}(?:cat accounts.csv \| )?sectorize /);
  }
});
