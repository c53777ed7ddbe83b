import { expect, test } from 'vitest';
import type { Kpis } from '../../src/evaluate/kpis-types.ts';
import type { ConflictRule, Diagnosis, Relaxation } from '../../src/model/diagnosis.ts';
import { diagnosisWords } from '../../src/report/diagnosis-words.ts';

const CONFLICT: readonly ConflictRule[] = [
  { rule: 'balance', rep: 'R1', measure: 'workload', side: 'least' },
  { rule: 'balance', rep: 'R2', measure: 'ca 2026', side: 'most' },
  { rule: 'eligibility', rep: 'R1', column: 'allowed_zones' },
  { rule: 'eligibility', rep: 'R2', column: 'exclusive_zones' },
  { rule: 'eligibility', rep: 'R1', column: 'excluded_accounts' },
  { rule: 'locked', rep: 'R2', accounts: 1200 },
  { rule: 'max_moved' },
];
const RELAXATIONS: readonly Relaxation[] = [
  {
    change: 'tolerance',
    measures: [{ measure: 'workload', from: 0.1, to: 0.125 }],
    objective_change: -1234.4,
  },
  {
    change: 'target',
    targets: [{ rep: 'R2', measure: 'ca 2026', from: 1e6, to: 0.4133 }],
    objective_change: -0.2,
  },
  { change: 'allow', rep: 'R1', column: 'allowed_zones', values: ['22', '29'], objective_change: 12 },
  { change: 'lift', rep: 'R2', values: ['department=29', '22'], stays: true, objective_change: 12 },
  { change: 'lift', rep: 'R2', values: ['29'], stays: false, objective_change: 12 },
  { change: 'allow', rep: 'R1', column: 'excluded_accounts', values: ['C7'], objective_change: 12 },
  { change: 'allow', rep: 'R1', column: 'excluded_accounts', values: ['C7', 'C8'], objective_change: 12 },
  {
    change: 'sla',
    segments: [
      { segment: 'health', from: 60, to: 75 },
      { segment: 'it', from: 7.5, to: 10 },
    ],
    objective_change: 12,
  },
  { change: 'travel', rep: 'R1', from: 45, to: 90, objective_change: 12 },
  { change: 'unlock', rep: 'R2', accounts: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], objective_change: 12 },
  { change: 'max_moved', from: 0.05, to: 0.2, objective_change: 12 },
];

function words(lang: 'fr' | 'en', more: Partial<Diagnosis> = {}) {
  const diagnosis = {
    possible_on_paper: false,
    conflict: CONFLICT,
    minimal: true,
    relaxations: RELAXATIONS,
    ...more,
  };
  const kpis = {
    diagnosis,
    promises: [{ name: 'balance:workload', kept: false }],
    sectors: [
      { rep_id: 'R1', sector_name: 'Inès' },
      { rep_id: 'R2', sector_name: 'R2' },
    ],
    plan: {
      balance: { workload: { tolerance: 0.1 }, 'ca 2026': { tolerance: 0.055 } },
      objective: { unit: 'h/year' },
    },
  };
  return diagnosisWords(kpis as unknown as Kpis, { share: 0.05, of: 'revenue' }, lang);
}

test('in English', () => {
  const { verdict, conflict, relaxations } = words('en') as NonNullable<ReturnType<typeof words>>;
  expect(verdict).toContain(
    'not even zones shared out in proportion and sectors in several pieces: the following contradict each other. Were any',
  );
  expect(conflict).toEqual([
    'R1 (Inès) has at least 90% of its target of workload',
    'R2 has at most 105.5% of its target of ca 2026',
    'R1 (Inès) works nowhere but in its own area (allowed_zones)',
    'nobody else serves what is exclusive to R2 (exclusive_zones)',
    'R1 (Inès) stays away from some accounts (excluded_accounts, excluded_reps)',
    'R2 keeps its 1,200 locked accounts',
    'no more than 5% of revenue changes rep (--max-moved)',
  ]);
  expect(relaxations).toEqual([
    "raise the tolerance of workload from 10% to 12.5%: --measure workload=0.125 --measure 'ca 2026=0.055' (costs 1,234 h/year less than this plan)",
    "agree on another target: R2 0.4133 instead of 1,000,000 (column 'target_ca 2026') (costs as much as this plan)",
    'allow R1 (Inès) in 22|29 as well (column allowed_zones) (costs 12 h/year more than this plan)',
    'lift the exclusivity of R2 in department=29|22 (out of column exclusive_zones, into allowed_zones) (costs 12 h/year more than this plan)',
    'lift the exclusivity of R2 in 29 (out of column exclusive_zones) (costs 12 h/year more than this plan)',
    'let R1 (Inès) serve account C7 (columns excluded_accounts of the rep, excluded_reps of the accounts) (costs 12 h/year more than this plan)',
    'let R1 (Inès) serve accounts C7, C8 (columns excluded_accounts of the rep, excluded_reps of the accounts) (costs 12 h/year more than this plan)',
    'raise the sla of health from 60 to 75 minutes, it from 7.5 to 10 minutes (sla_minutes_by_segment) (costs 12 h/year more than this plan)',
    'let R1 (Inès) travel up to 90 minutes instead of 45 (column max_travel_minutes) (costs 12 h/year more than this plan)',
    'unlock 7 accounts of R2 (column locked): a, b, c, d, e, f, g (costs 12 h/year more than this plan)',
    'let 20% of revenue change rep instead of 5%: --max-moved 0.2:revenue (costs 12 h/year more than this plan)',
  ]);
});

test('in French', () => {
  const { verdict, conflict, relaxations } = words('fr', { minimal: false }) as NonNullable<
    ReturnType<typeof words>
  >;
  expect(verdict).toMatch(/ce qui suit se contredit\.$/);
  expect(conflict).toEqual([
    'R1 (Inès) reçoit au moins 90\u00a0% de son objectif (charge)',
    'R2 reçoit au plus 105,5\u00a0% de son objectif (ca 2026)',
    'R1 (Inès) ne travaille que dans son territoire (allowed_zones)',
    'personne d’autre ne sert ce qui est exclusif à R2 (exclusive_zones)',
    'R1 (Inès) ne sert pas certains comptes (excluded_accounts, excluded_reps)',
    'R2 garde ses 1\u202f200 comptes verrouillés',
    'au plus 5\u00a0% du CA changent de commercial (--max-moved)',
  ]);
  expect(relaxations[0]).toBe(
    "élargir la tolérance (charge de 10\u00a0% à 12,5\u00a0%)\u00a0: --measure workload=0.125 --measure 'ca 2026=0.055' (coûte 1\u202f234 h/an de moins que ce découpage)",
  );
  expect(relaxations.slice(3, 8)).toEqual([
    'lever l’exclusivité de R2 sur department=29|22 (l’ôter de la colonne exclusive_zones, l’ajouter à allowed_zones) (coûte 12 h/an de plus que ce découpage)',
    'lever l’exclusivité de R2 sur 29 (l’ôter de la colonne exclusive_zones) (coûte 12 h/an de plus que ce découpage)',
    'laisser R1 (Inès) servir le compte C7 (colonnes excluded_accounts du commercial, excluded_reps des comptes) (coûte 12 h/an de plus que ce découpage)',
    'laisser R1 (Inès) servir les comptes C7, C8 (colonnes excluded_accounts du commercial, excluded_reps des comptes) (coûte 12 h/an de plus que ce découpage)',
    'porter le délai de health de 60 à 75 minutes, it de 7,5 à 10 minutes (sla_minutes_by_segment) (coûte 12 h/an de plus que ce découpage)',
  ]);
  expect(relaxations[9]).toBe(
    'déverrouiller 7 comptes de R2 (colonne locked)\u00a0: a, b, c, d, e, f, g (coûte 12 h/an de plus que ce découpage)',
  );
  expect(relaxations).toHaveLength(11);
});

test('says when nothing helps, and when nothing is proven', () => {
  const none = words('en', { possible_on_paper: null, conflict: [], relaxations: [] });
  expect(none?.intro).toBe('No single change that was tried is enough.');
  expect(none?.verdict).toContain('was not settled');
  expect(words('en', { possible_on_paper: true })?.verdict).toContain('On paper balance could be kept');
});
