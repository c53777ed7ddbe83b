import { describe, expect, test } from 'vitest';
import { IssueLog } from '../../src/io/issues.ts';
import { computePotential, planFormula } from '../../src/io/potential-formula.ts';

const HEADER = ['Beds', 'CA 2026', 'Segment', 'revenue'];

function planned(text: string, header: readonly string[] = HEADER, fields = new Map<string, number>()) {
  const log = new IssueLog();
  const formula = planFormula(text, header, fields, log);
  return { formula, issues: log.issues().map(({ code, found, remedy }) => [code, found, remedy]) };
}

function computed(text: string, columns: Readonly<Record<string, readonly number[]>>) {
  const header = Object.keys(columns);
  const { formula, issues } = planned(text, header);
  if (!formula) throw new Error(JSON.stringify(issues));
  const odd: [number, string][] = [];
  const of = (column: number) => Float64Array.from(columns[header[column] as string] as readonly number[]);
  const rows = Object.values(columns)[0]?.length ?? 0;
  const { potential, used } = computePotential(formula, rows, of, (row, found) => odd.push([row, found]));
  return { potential: [...potential], used, odd };
}

describe('names in a formula', () => {
  test('are columns as the file writes them, then fields, then columns written otherwise', () => {
    const fields = new Map([
      ['potential', 2],
      ['revenue', 1],
    ]);
    const { formula } = planned('beds + [CA 2026] + revenue + potential', HEADER, fields);
    // revenue is the column of that name, though the field is another column
    expect([...(formula?.columnOf ?? [])]).toEqual([
      ['beds', 0],
      ['CA 2026', 1],
      ['revenue', 3],
      ['potential', 2],
    ]);
  });

  test('that are none are errors, each with what was meant or what there is', () => {
    const { formula, issues } = planned('Bads * 2 + turnover_of_everybody');
    expect(formula).toBeNull();
    expect(issues).toEqual([
      ['unknown-column', expect.stringContaining('"Bads" in the formula'), 'did you mean Beds?'],
      [
        ...['unknown-column', expect.stringContaining('"turnover_of_everybody"')],
        'columns: "Beds", "CA 2026", "Segment", "revenue"',
      ],
    ]);
    expect(planned('Beds *').issues).toEqual([['bad-setting', expect.any(String), 'mend potential']]);
  });

  test('no column is written twice: the result is put beside what the file has', () => {
    expect(planned('Beds').formula?.audit).toBe('potential_computed');
    const taken = ['potential_computed', 'potential_computed2'];
    expect(planned('[potential_computed]', taken).formula?.audit).toBe('potential_computed3');
  });
});

test('an empty cell counts as 0, cents are kept, and what is no amount is 0 and told', () => {
  const { potential, used, odd } = computed('a / b * 10', {
    a: [1, Number.NaN, 1, -1, 0, 1e308],
    b: [3, 5, Number.NaN, 3, 0, 1e-3],
  });
  expect(potential).toEqual([3.33, 0, 0, 0, 0, 0]);
  expect(odd).toEqual([
    [2, 'a division by zero, or no number'],
    [3, expect.stringMatching(/^-3\.33\d*, which is negative$/)],
    [4, 'a division by zero, or no number'],
    [5, 'a division by zero, or no number'],
  ]);
  // of the rows that are kept: what the formula took, and how many cells were empty
  const kept = used(Int32Array.of(0, 1, 3));
  expect([...kept.inputs].map(([name, values]) => [name, [...values]])).toEqual([
    ['a', [1, Number.NaN, -1]],
    ['b', [3, 5, 3]],
  ]);
  expect(kept).toMatchObject({ text: 'a / b * 10', column: 'potential_computed' });
  expect(kept.defaults).toEqual([{ input: 'accounts', field: 'a', records: 1, value: '0 (in potential)' }]);
});
