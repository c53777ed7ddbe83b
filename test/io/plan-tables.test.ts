import { describe, expect, it } from 'vitest';
import { neutralize } from '../../src/io/csv.ts';
import { bareCells, planTableOfAccounts, planTableOfZones } from '../../src/io/plan-tables.ts';
import { ACCOUNT_COLUMNS, CHANGE_COLUMNS, ZONE_COLUMNS } from '../../src/model/plan-columns.ts';

describe('files of a plan', () => {
  it('are known by their columns: the assigned rep is the incumbent of the next plan', () => {
    const header = ['id', 'Code postal', 'Commercial', ...ACCOUNT_COLUMNS, 'assigned_share'];
    const overlay = [...header, 'key_sector_id', 'key_rep_id', 'key_share', 'own note'];
    expect(planTableOfAccounts(header).implied).toEqual(new Map([['rep_id', 'assigned_rep_id']]));
    expect([...planTableOfAccounts(overlay).own]).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(planTableOfAccounts(CHANGE_COLUMNS).implied.get('rep_id')).toBe('to_rep_id');
    expect(planTableOfZones([...ZONE_COLUMNS, 'potential']).implied.get('id')).toBe('zone_id');
  });

  it('are no others that happen to have some of the columns', () => {
    const some = ['id', 'zone_id', 'incumbent_rep_id', 'moved', 'layer'];
    expect(planTableOfAccounts(some).implied.size).toBe(0);
    expect(planTableOfZones(['zone_id', ...ZONE_COLUMNS]).implied.size).toBe(0);
    // of two revisions the last one counts
    const twice = [...ACCOUNT_COLUMNS.map(name => `${name}_input`), ...ACCOUNT_COLUMNS];
    expect([...planTableOfAccounts(twice).own][0]).toBe(ACCOUNT_COLUMNS.length);
  });
  it('give back the ids that were neutralized, and no apostrophe of a name', () => {
    const cells = ['-R1', '=seg', '@8', "l'Île", "'s-Hertogenbosch", '+33 1 23', '-12,5'];
    expect(bareCells(cells.map(neutralize))).toEqual(cells);
  });
});
