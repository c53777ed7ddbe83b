// What a number in the accounts may be, and what happens when it is not.

export interface NumberRule {
  readonly field: string;
  readonly min: number;
  readonly max: number;
  /** the number shapes the plan: a row with a wrong one is rejected; otherwise it is left blank with a warning */
  readonly shapes: boolean;
  /** `min` itself is too little */
  readonly above?: true;
}

const rule = (field: string, min: number, max: number, shapes = false): NumberRule => ({
  field,
  min,
  max,
  shapes,
});

export const NUMBER_RULES: readonly NumberRule[] = [
  rule('potential', 0, 1e12, true),
  // credit notes make it negative
  rule('revenue', -1e12, 1e12),
  rule('visits_per_year', 0, 1000, true),
  rule('visit_minutes', 0, 1440, true),
  { ...rule('sla_minutes', 0, 10_000, true), above: true },
  rule('sites', 0, 1e6),
  rule('leads', 0, 1e9),
  rule('opportunities', 0, 1e9),
  rule('conversion_days', 0, 36_500),
  rule('solicitations', 0, 1e9),
  rule('responses', 0, 1e9),
  rule('nps', -100, 100),
  rule('visits_done', 0, 10_000),
];

/** a column asked for as a measure: sums of it are balanced, so it must be there and not negative */
export const measureRule = (field: string): NumberRule => rule(field, 0, 1e15, true);

/** a column in a formula: any sign, as credit notes have */
export const formulaRule = (column: number): NumberRule => rule(`formula:${column}`, -1e15, 1e15, true);

export function breaks(rule: NumberRule, value: number): boolean {
  return value < rule.min || value > rule.max || (rule.above === true && value <= rule.min);
}

/** What a rule takes. @param tooLarge say where it ends even if nobody comes near that */
export function describeRule(rule: NumberRule, tooLarge = false): string {
  const low = rule.above ? `more than ${rule.min}` : `at least ${rule.min}`;
  if (rule.max >= 1e12 && rule.min >= 0 && !tooLarge) return `a number of ${low}`;
  return rule.above ? `a number of ${low}, at most ${rule.max}` : `a number from ${rule.min} to ${rule.max}`;
}
