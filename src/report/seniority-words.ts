// The words of the report's section about seniority and presence.

export interface SeniorityWords {
  readonly heading: string;
  readonly note: string;
  readonly period: (from: string, to: string, rampUp: string) => string;
  readonly rep: string;
  readonly fte: string;
  readonly presence: string;
  readonly counts: string;
  readonly level: string;
  readonly productivity: string;
  readonly whole: string;
  readonly hired: (day: string) => string;
  readonly left: (day: string) => string;
  readonly month: (month: string, share: string) => string;
}

export const SENIORITY_WORDS: Readonly<Record<'en' | 'fr', SeniorityWords>> = {
  en: {
    heading: 'Seniority and presence',
    note: 'Reps who are not there the whole period, or who take more or less time for a visit than the standard. The FTE that counts makes the fair share, the targets and the capacity; the productivity in a segment divides the hours of its visits.',
    period: (from, to, rampUp) =>
      `Period: ${from} to ${to}${rampUp === '' ? '' : `; ramp-up of new hires, month by month: ${rampUp}`}.`,
    rep: 'Rep',
    fte: 'FTE',
    presence: 'Presence',
    counts: 'FTE that counts',
    level: 'Level',
    productivity: 'Productivity by segment',
    whole: 'whole period',
    hired: day => `hired ${day}`,
    left: day => `left ${day}`,
    month: (month, share) => `${month}: ${share}`,
  },
  fr: {
    heading: 'Ancienneté et présence',
    note: 'Les commerciaux qui ne sont pas là toute la période, ou qui prennent plus ou moins de temps par visite que le standard. L’ETP qui compte donne la part, les objectifs et la capacité ; la productivité dans un segment divise les heures de ses visites.',
    period: (from, to, rampUp) =>
      `Période : ${from} à ${to}${rampUp === '' ? '' : ` ; montée en charge des recrues, mois par mois : ${rampUp}`}.`,
    rep: 'Commercial',
    fte: 'ETP',
    presence: 'Présence',
    counts: 'ETP qui compte',
    level: 'Niveau',
    productivity: 'Productivité par segment',
    whole: 'toute la période',
    hired: day => `arrivée ${day}`,
    left: day => `départ ${day}`,
    month: (month, share) => `${month} : ${share}`,
  },
};
