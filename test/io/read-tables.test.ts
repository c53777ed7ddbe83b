// What small readers make of texts, in read-tables.txt, for somebody to read when it changes (vitest -u): times, days, towns,
// names of columns and files, addresses of cells. Expectations that have another source than the reader are stated here.

import { Buffer } from 'node:buffer';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createFeatureScanner } from '../../src/io/feature-scanner.ts';
import { InputError, IssueLog, jsonLine } from '../../src/io/issues.ts';
import { assertFits } from '../../src/io/memory.ts';
import { createPairTable } from '../../src/io/roads/pair-table.ts';
import { openSource } from '../../src/io/source.ts';
import type { Issue } from '../../src/model/records.ts';

const words = (text: string) => text.split('|');

it('what small readers make of texts', async () => {
  vi.resetModules();
  const { parseTime, parseHours, parseWeekdays, parseLunch, parseNightPrice } = await import(
    '../../src/io/clock.ts'
  );
  const { parseDayOrMonth, parseMonth, parsePresence } = await import('../../src/io/days.ts');
  const { departmentOf, normalizeTown } = await import('../../src/io/french.ts');
  const { normalizeName, findColumn } = await import('../../src/io/synonyms.ts');
  const { safeNames } = await import('../../src/io/safe-name.ts');
  const { nearest } = await import('../../src/io/nearest.ts');
  const { jsonText, shownNul, wellFormed } = await import('../../src/io/json-cell.ts');
  const { parseList } = await import('../../src/io/reps.ts');
  const { parseShare } = await import('../../src/io/config.ts');
  const { separatorLine, detectDialect } = await import('../../src/io/csv-dialect.ts');
  const { withMark, neutralize, bare, PROFILES } = await import('../../src/io/csv-write.ts');
  const { escapeText, quoteCell } = await import('../../src/io/issues.ts');
  const { isBlank, parseBoolean, decideDecimal, parseNumber, readNumber } = await import(
    '../../src/io/numbers.ts'
  );
  const { dialectOf } = await import('../../src/io/csv-dialect-words.ts');
  const { cellText, escapeXml, FORMULA_LIKE } = await import('../../src/io/xlsx/text.ts');
  const { deprecated } = await import('../../src/io/deprecations.ts');
  const said: string[] = [];
  const table = <T>(name: string, inputs: readonly T[], of: (input: T) => unknown) => {
    const plain = (_: string, part: unknown) =>
      part instanceof Map ? [...part] : part === Number.POSITIVE_INFINITY ? 'Infinity' : part;
    const rows = inputs.map(
      input => `  ${JSON.stringify(input)} → ${JSON.stringify(of(input), plain) ?? 'undefined'}\n`,
    );
    said.push(`${name}\n`, ...rows);
  };
  table(
    'time',
    words('9|9h|9H30|09:05|9.30|9 h 30|24:00|24:01|0|23:59:59|9:5|99|9:60|h9|9h300|-1|'),
    parseTime,
  );
  table(
    'hours',
    words(
      '8|8h|7,5|7.25 h|7h45|7:05|480 min|30 minutes|5 mn|1 minute|2 hours|3 heures|7h60|99|100|7h5|10000 min|9999min|x8|8x|',
    ),
    parseHours,
  );
  table(
    'weekdays',
    words(
      'mon|lun|monday,tuesday|mon-fri|fri-mon|1-5|7|sa su|ma|m|di|tu|th|lundi au vendredi|lundis|mon to wed|mon - wed|mon;wed|mon/wed|mon–wed|8|0|mon-|,|mon-tue-wed|mon,mon|',
    ),
    parseWeekdays,
  );
  table(
    'lunch',
    words(
      '60|60 12:00-14:00|45 min|1h|none|no|aucune|60 12-14|60 14:00-12:00|60 12:00|0|180|181|60 12h30 - 13h30|x|',
    ),
    parseLunch,
  );
  table('night', words('110|110,5|120 min|2 h|0|-1|x|1e9|100 €|'), parseNightPrice);
  table(
    'month',
    words('2027-01|01/2027|1.2027|2027-13|2027-00|2027-1|0000-01|0001-12|13/2027|2027/01|'),
    parseMonth,
  );
  for (const country of ['FR', 'US'])
    table(
      `day, ${country}`,
      words(
        '2027-04-15|15/04/2027|04/15/2027|15.04.2027|15-4-2027|15/04-2027|2027-04|2027-4-5T10:00:00+02:00|2027-04-05 10:00|2027-04-05Z|2028-02-29|2027-02-29|2100-02-29|2000-02-29|2027-04-31|2027-06-30|2027-09-31|2027-11-31|2027-12-31|2027-01-32|2027-01-00|0000-01-01|',
      ),
      text => parseDayOrMonth(text, country),
    );
  table(
    'presence',
    words(
      '2027-03:50%|2027-03..2027-05=0,5|2027-12..2028-02:1|2027-03:1.01|2027-03:1 2027-03:1|2027-05..2027-03:1|2027-01..2036-12:0|2027-01..2037-01:0|x|2027-03|  |2027-03: 50 % ; 2027-04 : 25%',
    ),
    text => {
      const found = parsePresence(text);
      return found && found.size > 4 ? [...found.keys()].filter((_, at) => at % 40 === 0) : found;
    },
  );
  table(
    'department',
    words(
      '75001|2A004|2b033|20000|20100|20190|20200|20600|97100|97400|98800|98000|00100|01000|1000|2A|971001|ABCDE|',
    ),
    departmentOf,
  );
  table(
    'town',
    words(
      "Paris|PARIS 12|Lyon 3ème|Lyon 3EME ARRONDISSEMENT|Marseille 01|Paris 1er|ST-ETIENNE|Ste Foy|STS GEOSMES|HAVRE (LE)|ROCHELLE (LA)|Ulis (Les)|L'HAY (L')|Boulogne S/Mer|Fontenay S/S Bois|Bray S/|Œuilly|Cæsar|Évry Cedex 12|Aix (13)|  a--b  |x cedex|Cedexville|",
    ),
    normalizeTown,
  );
  table('name', words('Code postal|code_postal|CODE-POSTAL|Œuvre|Ægir|é|№ 5|a²|...|ＡＢ|'), normalizeName);
  table('column', words('Nom|nom|n o m| a b |A-B|zz|'), name =>
    findColumn(['Nom', 'a b', 'a_b', 'x'], ['nom', 'ab', 'ab', 'x'], name),
  );
  const ids = [
    'plan',
    'Plan',
    'CON',
    'con.csv',
    'a/b',
    'a\\b',
    '..',
    '.hidden',
    '-x',
    'end.',
    'end ',
    '',
    'é',
    'e\u0301',
    '日本',
    'a:b',
    'a_b',
    'x'.repeat(92),
    'x'.repeat(93),
    'é'.repeat(60),
    'COM¹',
    'COM0',
    'COM10',
    'nul',
    'aux.x',
    'LPT9',
    'clock$',
    '\u202ea',
    'a\0b',
    'ﬁ',
    'fi',
    'ß',
    'SS',
    'plan',
    '1/2',
    '1_2',
  ];
  safeNames(ids).forEach((name, at) => {
    said.push(`${at === 0 ? 'file names\n' : ''}  ${JSON.stringify(ids[at])} → ${name}\n`);
  });
  table('file names with room for 20', ['x'.repeat(80), 'x'.repeat(81)], id => safeNames([id], 20));
  table('nearest', words('potentail|x|ab|abc|POTENTIAL|revenu|zzzzzz|'), word =>
    nearest(word, ['revenue', 'potential', 'ab', 'id', 'abd']),
  );
  table('nearest of equals, and of a long word', ['aa', 'a'.repeat(200), 'a'.repeat(201)], word =>
    nearest(word, ['ac', 'ab', 'a'.repeat(200)])?.slice(0, 3),
  );
  table('JSON', [{ a: 'b' }, ['\ud800', '\0'], 5, null], jsonText);
  const deep: unknown[] = [];
  let inner = deep;
  for (let level = 0; level < 100_000; level++) {
    const next: unknown[] = [];
    inner.push(next);
    inner = next;
  }
  said.push(`JSON too deep → ${JSON.stringify(jsonText(deep))}\n`);
  table('half characters', ['a\ud800b', 'a\0b', 'ok'], text => [wellFormed(text), shownNul(text)]);
  table('list', words('a').concat(['a|b;c', 'a;b,c', 'a, b ,a', '|', ' ', '']), parseList);
  table(
    'share',
    [
      '10%',
      '10 %',
      '0.1',
      '0,1',
      '1',
      '1.1',
      '150%',
      '5',
      'x',
      '%',
      '-1%',
      0,
      1,
      1.1,
      -0.1,
      true,
      null,
      ' 5% ',
    ],
    parseShare,
  );
  table(
    'separator line',
    ['sep=;', 'SEP=,', '"sep=;"', 'sep=;;;;', 'sep=|\r', 'sep=', 'sep=ab', 'xsep=;', 'sep="'],
    separatorLine,
  );
  table(
    'dialect',
    [
      'a,b\n1,2\n',
      'a;b,c\n1;2,5\n2;3,5\n',
      'a\tb;c\n',
      'a\rb;c\r',
      'a',
      'a|b\n1\n',
      'a;b|c\n1;2\n3;4|5\n',
      '"a;b",c\n"1;2",3\n',
      'a;b,c,d\n1;2,3,4\n',
      '\n\na;b\n',
      '"a""b;";c\n1;2',
      '"a;b\n1;2\n',
      'a,b\r\n1,2\r',
    ],
    text => [detectDialect(text, true), detectDialect(text, false)],
  );
  for (const [name, profile] of Object.entries(PROFILES))
    table(`marks in ${name}`, ['1.5|.', '1,5|,', '+1,5|,', '1,234,5|,', '1|,', 'x1,5|,', '-1.5|.'], pair => {
      const [text, mark] = pair.split('|') as [string, '.' | ','];
      return withMark(text, mark, profile);
    });
  table(
    'formulas',
    [
      '=1',
      '+1',
      '-1',
      '@a',
      '\ta',
      '\ra',
      '\na',
      '＝1',
      '＋1',
      '－1',
      '＠1',
      '+33 6',
      '-5 %',
      '-5€',
      '+1e5',
      '-1e1234',
      '-a',
      '',
      "'=1",
      "'1",
      "'-1",
      "''=1",
    ],
    text => [neutralize(text), bare(text), FORMULA_LIKE.test(text)],
  );
  table(
    'escapes',
    [
      'a\tb\nc\rd',
      '\u0000\u001f\u007f\u009f\u00a0',
      '\u200e\u200f\u2027\u2028\u202e\u2065\u2066\u2069\ufeff',
      'é',
    ],
    escapeText,
  );
  table('quotes', ['x'.repeat(60), 'x'.repeat(61), '\n'.repeat(61)], quoteCell);
  table(
    'blank',
    [
      '',
      ' ',
      '-',
      'N/A',
      '0',
      '#N/D',
      ' null ',
      'x',
      '            ',
      '             ',
      '            x',
      'n/a          ',
    ],
    isBlank,
  );
  table('boolean', ['Oui', ' x ', 'NON', '', '2', '1,0', '0,0'], parseBoolean);
  const figures = [
    ...words(
      '12|-12|12.5|12,5|1,234|1.234|-1,234|0,123|0.123|01,234|1234,567|1234.567|12,3456|1 234|1 234,5|1 234.567',
    ),
    ...words(
      "1\u202f234\u00a0567,8|1’234|1'234'567|12 34|1234 567|1 2345|1 23 456|1,234,567|1.234.567|1,23,456|1.234,56|1,234.56",
    ),
    ...words(
      '1.234.567,8|1,234,567.8|12,34.5|1,2.3.4|1.2,3,4|.5|,5|5.|5,|.|,|..|1,,2|€5|5 €|$ 5|5$|£5|EUR 5|5 eur|CHF5|5 USD|5 GBP|5 CAD',
    ),
    ...words(
      '5 %|% 5|5%%|+5|+ 5|- 5|\u22125|\u20125|\u20135|--5|+-5|-+5| --5|-€5|€-5|€ - 5|- € 5|-€-5|5-|5 -|5,5-|-5-|5--|a5-|1e5-|5-5|5- €',
    ),
    ...words(
      '(5)|( 5 )|(-5)|(+5)|((5))|(5|5)|()|(€5)|1e5|1E+5|1e-5|1e|e5|1e1234|1e+|1,5e3|1.5e3|1,234e3|1e5.5|1e1000|-0|0|-0,0|1e-101|1e-99',
    ),
    ...[
      '9'.repeat(15),
      '9'.repeat(16),
      `1.${'1'.repeat(15)}`,
      `1.${'1'.repeat(16)}`,
      '1'.repeat(60),
      '1'.repeat(61),
      '1e308',
      '1e309',
    ],
    ...['', ' ', 'x', '1x', '١', '1\n2', '12\t345', '1 234 567 890'],
  ];
  table('number', figures, text => {
    const { value, evidence, ambiguous } = readNumber(text, '.');
    return [parseNumber(text), parseNumber(text, { decimal: ',' }), value, evidence, ambiguous];
  });
  table(
    'decimal mark',
    [
      [1, 0, 0, 0, ','],
      [0, 1, 5, 0, ';'],
      [1, 1, 2, 1, ','],
      [1, 1, 1, 2, ';'],
      [0, 0, 0, 0, ';'],
      [0, 0, 0, 0, ','],
      [2, 1, 0, 0, ','],
    ] as const,
    ([comma, point, c, p, delimiter]) => decideDecimal({ comma, point }, { comma: c, point: p }, delimiter),
  );
  table(
    'dialects',
    [
      {},
      { profile: 'excel-fr' },
      { profile: 'excel-fr', decimal: '.' },
      { decimal: ',' },
      { profile: 'crm', delimiter: ';', decimal: ',', bom: true },
      { profile: 'excel-fr', bom: false, delimiter: '\t' },
    ] as const,
    given => dialectOf(given as Parameters<typeof dialectOf>[0]),
  );
  const cutAs = (characters: string) => `[${characters}]`;
  table(
    'cells of a workbook',
    ['a', 'a\r\nb\rc', '<&">', '_x0041_', '_X00ff_ _x004_', '\u0000\u000b\ufffe\ud800x', 'a\ud83d\ude00b'],
    text => [cellText(text, cutAs), escapeXml(text)],
  );
  const long = ['x'.repeat(32_767), 'x'.repeat(32_768), `${'x'.repeat(32_759)}\ud83d\ude00${'y'.repeat(20)}`];
  table('long cells of a workbook', [0, 1, 2], at => {
    const text = cellText(`${long[at]}`, cutAs);
    return [text.length, text.slice(-10)];
  });
  table('deprecation', [4, null], line =>
    deprecated({ name: '--old', instead: '--new', since: '0.2', until: '0.4' }, 'f', line),
  );
  await expect(said.join('')).toMatchFileSnapshot('read-tables.txt');
});

describe('findings', () => {
  const issue = (more: Partial<Issue> = {}): Issue => ({
    ...{
      severity: 'warning',
      code: 'c',
      file: 'f',
      line: 1,
      column: null,
      found: 'x',
      expected: 'y',
      remedy: 'z',
    },
    ...more,
  });

  it('are cut at a thousand characters a part, and are the same where nothing is too long', () => {
    const whole = issue({ found: 'x'.repeat(1000) });
    expect(new InputError([whole]).issues[0]).toBe(whole);
    const long = (length: number) => 'x'.repeat(length);
    const cut = `${long(1000)}…`;
    for (const part of ['file', 'column', 'found', 'expected', 'remedy'] as const) {
      const bounded = new InputError([issue({ [part]: long(1001) })]).issues[0] as Issue;
      expect(bounded).toEqual(issue({ [part]: cut }));
    }
    const log = new IssueLog();
    log.add(issue({ column: long(2000), found: long(3000) }));
    expect(log.issues()).toEqual([issue({ column: cut, found: cut })]);
  });

  it('of an error are said up to a thousand', () => {
    const error = new InputError(Array.from({ length: 1500 }, (_, line) => issue({ line })));
    expect(error.name).toBe('InputError');
    expect(error.issues).toHaveLength(1500);
    expect(error.message.split('\n')).toHaveLength(1000);
    expect(error.message.split('\n')[1]).toBe('f:1: warning[c]: found x; expected y; remedy: z');
  });

  it('are sorted by place, code and what was found', () => {
    const log = new IssueLog();
    const order = ['f,2,a', 'f,1,b', 'e,9,a', 'f,1,a', 'f,null,a'];
    for (const key of order) {
      const [file, line, column] = key.split(',') as [string, string, string];
      log.add(issue({ file, line: line === 'null' ? null : Number(line), column }));
    }
    log.add(issue({ code: 'b', column: 'a', found: '2' }));
    log.add(issue({ code: 'b', column: 'a', found: '10' }));
    expect(
      log.issues().map(({ file, line, column, code, found }) => [file, line, column, code, found].join()),
    ).toEqual([
      ...['e,9,a,c,x', 'f,,a,c,x', 'f,1,a,b,10', 'f,1,a,b,2', 'f,1,a,c,x', 'f,1,b,c,x', 'f,2,a,c,x'],
    ]);
    expect([log.count('error'), log.hasErrors(), log.count('warning')]).toEqual([0, false, 7]);
  });

  it('as JSON keep on one line what a terminal would obey', () => {
    const text = 'a\u0007\u009b\u202e\u2028\ufeff"é';
    expect(jsonLine({ text })).toBe('{"text":"a\\u0007\\u009b\\u202e\\u2028\\ufeff\\"é"}');
    expect(JSON.parse(jsonLine({ text }))).toEqual({ text });
  });
});

describe('what would not fit', () => {
  const said = (count: number, most?: number) => {
    try {
      assertFits(count, 1000, 'things', 'f', 'less', most, 2e9);
    } catch (error) {
      const { code, found, expected, remedy } = (error as InputError).issues[0] as Issue;
      return [code, found, expected, remedy].join('; ');
    }
    return 'fits';
  };

  it('is refused beyond 85 % of the heap, or what there may be at most, whichever is less', () => {
    expect(said(1_700_000)).toBe('fits');
    expect(said(1_700_001)).toBe(
      'too-large; more than 1.7 million things; at most 1.7 million in the 2.0 GB of memory that Node has; less; or give Node more memory: NODE_OPTIONS=--max-old-space-size=8192',
    );
    expect(said(1_000_000, 1_000_000)).toBe('fits');
    expect(said(1_000_001, 1_000_000)).toBe('too-large; more than 1 million things; at most 1 million; less');
    expect(said(1_700_001, 1_800_000)).toContain('that Node has');
  });
});

describe('a scanner of features', () => {
  const scan = (blocks: readonly string[], longest?: number) => {
    const scanner = createFeatureScanner('f', {
      code: 'c',
      remedy: 'r',
      ...(longest === undefined ? {} : { longest }),
    });
    const found: (string | null)[] = [];
    try {
      for (const block of blocks) for (const element of scanner.push(block)) found.push(element);
      scanner.end();
    } catch (error) {
      const { code, line, found: what, expected, remedy } = (error as InputError).issues[0] as Issue;
      return [...found, `${code} ${line} ${what} ${expected} ${remedy}`];
    }
    return [...found, `started ${scanner.started()}, crs ${scanner.crs()}`];
  };

  it.each<[string, readonly string[], readonly (string | null)[], number?]>([
    ['text before it', ['\n x'], ['c 2 text that is no JSON object a GeoJSON object r']],
    [
      'a number behind a feature',
      ['{"a":1}\n5'],
      ['{"a":1}', 'c 2 text that is no JSON object a GeoJSON object r'],
    ],
    ['text in quotes at the top', ['"a"'], ['c 1 text that is no JSON object a GeoJSON object r']],
    [
      'a huge object',
      ['{"a":"', 'x'.repeat(20)],
      ['c 1 a huge object without features a FeatureCollection r'],
      20,
    ],
    [
      'an object that is just not huge',
      ['{"a":"xxxxxxxxxxx', 'xx"}'],
      ['{"a":"xxxxxxxxxxxxx"}', 'started true, crs '],
      20,
    ],
    [
      'a long feature in a collection',
      ['{"features":[{"a":"', 'x'.repeat(20)],
      ['c 1 a feature of more than 0 million characters features of a size that one program can hold r'],
      20,
    ],
    [
      'a comma in a text',
      ['{"features":[{"a":"},{"},[1],2,"x",{"b":"\\"}"}]}'],
      ['{"a":"},{"}', null, null, null, '{"b":"\\"}"}', 'started true, crs '],
    ],
    [
      'entries one after the other',
      ['[{"a":1},', ' [2,[3]], {"b":[{}]} ]'],
      ['{"a":1}', null, '{"b":[{}]}', 'started true, crs '],
    ],
    ['a mark before it', ['\ufeff{"a":1}'], ['{"a":1}', 'started true, crs ']],
    [
      'a grid before and behind',
      ['{"crs":{"x":{}},"features":[{}],"crs":{"y":1}}'],
      ['{}', 'started true, crs {"x":{}}'],
    ],
    ['a grid behind', ['{"features":[],"crs":{"y"', ':1},"z":{"crs":{}}}'], ['started true, crs {"y":1}']],
    [
      'features of an inner object',
      ['{"a":{"features":[1]},"b":2}'],
      ['{"a":{"features":[1]},"b":2}', 'started true, crs '],
    ],
    ['nothing', ['  \n'], ['c 2 no feature a FeatureCollection r']],
    ['an empty list', ['[]'], ['c 1 no feature a FeatureCollection r']],
    ['an empty collection', ['{"features":[]}'], ['started true, crs ']],
    [
      'the end in a text',
      ['{"a":"\\'],
      ['c 1 the end of the file inside a value the rest of the document r'],
    ],
    [
      'the end in a list',
      ['[{}\n'],
      ['{}', 'c 2 the end of the file inside a value the rest of the document r'],
    ],
    ['an escape between blocks', ['{"a":"\\', '""}'], ['{"a":"\\""}', 'started true, crs ']],
    ['a bracket too many', ['{}\n]'], ['{}', 'c 2 a closing bracket too many valid JSON r']],
  ])('%s', (_, blocks, wanted, longest) => {
    expect(scan(blocks, longest)).toEqual(wanted);
    // as well when every character comes by itself, but for limits of length
    if (longest === undefined) expect(scan([...blocks.join('')])).toEqual(wanted);
  });
});

it('a table of pairs keeps every pair when it grows, and distances only where there are some', () => {
  const table = createPairTable();
  const pairs = Array.from({ length: 1500 }, (_, i) => [i % 40, (i * 7) % 1999] as const);
  const numbers = new Map<string, number>();
  for (const [a, b] of pairs) {
    const known = numbers.get(`${a},${b}`);
    const entry = table.add(a, b);
    if (known === undefined) {
      expect(entry).toBe(numbers.size);
      expect(table.minutes(entry)).toBeNaN();
      numbers.set(`${a},${b}`, entry);
      table.set(entry, a + b, entry < 700 ? Number.NaN : a - b);
    } else expect(entry).toBe(known);
    expect(table.size).toBe(numbers.size);
  }
  for (const [key, entry] of numbers) {
    const [a, b] = key.split(',').map(Number) as [number, number];
    expect([table.find(a, b), table.from(entry), table.to(entry), table.minutes(entry)]).toEqual([
      entry,
      a,
      b,
      a + b,
    ]);
    expect(table.km(entry)).toBe(entry < 700 ? Number.NaN : a - b);
  }
  expect(table.find(3, 5000)).toBe(-1);
  expect(table.find(5000, 3)).toBe(-1);
});

describe('files that cannot be opened', () => {
  it('are named with what is wrong and what is near', async () => {
    const root = mkdtempSync(join(tmpdir(), 'sectorize-open-'));
    mkdirSync(join(root, 'folder'));
    writeFileSync(join(root, 'accounts.csv'), Buffer.from('id\n'));
    writeFileSync(join(root, 'empty.csv'), '');
    const said: string[] = [];
    for (const name of [
      'acounts.csv',
      'nothing like it',
      'no/accounts.csv',
      'accounts.csv/x',
      'folder',
      'empty.csv',
      'x'.repeat(300),
    ]) {
      const error = await openSource(join(root, name)).then(
        () => null,
        (reason: unknown) => reason,
      );
      const { code, file, found, expected, remedy } = (error as InputError).issues[0] as Issue;
      said.push(
        [code, file, found, expected, remedy]
          .join('; ')
          .replaceAll(root, 'ROOT')
          .replaceAll('x'.repeat(300), 'xxx'),
      );
    }
    rmSync(root, { recursive: true });
    for (const path of ['', 'a\0b']) {
      const error = await openSource(path).then(
        () => null,
        (reason: unknown) => reason,
      );
      const { code, file, found, expected, remedy } = (error as InputError).issues[0] as Issue;
      said.push([code, JSON.stringify(file), found, expected, remedy].join('; '));
    }
    expect(said).toEqual([
      'unreadable-file; ROOT/acounts.csv; no such file; a file that exists; did you mean ROOT/accounts.csv?',
      'unreadable-file; ROOT/nothing like it; no such file; a file that exists; check the name and the folder',
      'unreadable-file; ROOT/no/accounts.csv; no such file; a file that exists; check the name and the folder',
      'unreadable-file; ROOT/accounts.csv/x; no such file; a file that exists; check the name and the folder',
      'unreadable-file; ROOT/folder; a folder; a CSV or GeoJSON file; name a file inside ROOT/folder',
      'empty-file; ROOT/empty.csv; an empty file; a header line and rows; export the file again',
      'unreadable-file; ROOT/xxx; a file that cannot be read: a name that is too long (ENAMETOOLONG); a readable file; check the disk and the name',
      'unreadable-file; "\\"\\""; no file name; a file name, or - for standard input; ',
      'unreadable-file; "a\\u0000b"; no file name; a file name, or - for standard input; ',
    ]);
  });
});
