// What a promise says of itself, in English (`detail` of kpis.json) and in French (`detail_fr`): the report quotes it.

export interface InBoth {
  readonly en: string;
  readonly fr: string;
}

/** no-break space, as French typography has it before % : ; */
const NB = '\u00a0';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
/** in French nothing is singular too */
const pluriel = (count: number, un: string, des: string) => `${count} ${count < 2 ? un : des}`;

export const PROMISE_WORDS = {
  zonesOnce: (zones: number): InBoth => ({
    en: `${plural(zones, 'zone', 'zones')}, each in one sector`,
    fr: `${pluriel(zones, 'zone', 'zones')}, chacune dans un secteur`,
  }),
  zonesAstray: ({ en, fr }: InBoth): InBoth => ({
    en: `${en} without a sector`,
    fr: `sans secteur${NB}: ${fr}`,
  }),
  accountsOnce: (accounts: number, rejected: number): InBoth => ({
    en: `${plural(accounts, 'account', 'accounts')}, each with the rep of its zone or, when locked, its own; ${rejected} rejected`,
    fr: `${pluriel(accounts, 'compte', 'comptes')}, chacun avec le commercial de sa zone ou, s’il est verrouillé, avec le sien${NB}; ${pluriel(rejected, 'ligne rejetée', 'lignes rejetées')}`,
  }),
  accountsAstray: ({ en, fr }: InBoth): InBoth => ({
    en: `${en} without a rep, or not with the rep of their zone`,
    fr: `sans commercial, ou pas avec celui de leur zone${NB}: ${fr}`,
  }),
  pieces: (sector: string, pieces: number): InBoth => ({
    en: `${sector} (${pieces} pieces)`,
    fr: `${sector} (${pieces} morceaux)`,
  }),
  onePiece: (bridges: number): InBoth => ({
    en: `every sector in one piece${bridges > 0 ? `, over ${plural(bridges, 'bridge', 'bridges')}` : ''}`,
    fr: `chaque secteur d’un seul tenant${bridges > 0 ? `, par ${pluriel(bridges, 'pont', 'ponts')}` : ''}`,
  }),
  overrides: (count: number): InBoth => ({
    en: `${plural(count, 'decision', 'decisions')} by hand, all followed`,
    fr: `${pluriel(count, 'retouche', 'retouches')}, toutes suivies`,
  }),
  otherwise: (what: 'zone' | 'account', id: string, rep: string, to: string | null): InBoth => ({
    en: `${what} ${id} was to go to ${rep}, and ${to === null ? 'is not placed' : `is with ${to}`}`,
    fr: `${what === 'zone' ? 'la zone' : 'le compte'} ${id} devait aller à ${rep}, et ${to === null ? `n’est pas placé${what === 'zone' ? 'e' : ''}` : `est à ${to}`}`,
  }),
  morePieces: ({ en, fr }: InBoth): InBoth => ({
    en: `in more pieces than the map requires: ${en}`,
    fr: `en plus de morceaux que la carte n’en impose${NB}: ${fr}`,
  }),
  closest: (deviation: number, sector: string, tolerance: number): InBoth => ({
    en: `largest deviation ${signed(deviation)} (${sector}), tolerance ${share(tolerance)}`,
    fr: `plus grand écart ${french(signed(deviation))} (${sector}), tolérance ${french(share(tolerance))}`,
  }),
  noTargets: { en: 'no sector has a target', fr: 'aucun secteur n’a d’objectif' } satisfies InBoth,
  noGroupTargets: { en: 'no group has a target', fr: 'aucun groupe n’a d’objectif' } satisfies InBoth,
  groupsInOnePiece: (level: string): InBoth => ({
    en: `every group of level ${level} in one piece`,
    fr: `chaque groupe du niveau ${level} d’un seul tenant`,
  }),
  outside: (sector: string, deviation: number | null): InBoth => ({
    en: `${sector} (${deviation === null ? 'no target' : signed(deviation)})`,
    fr: `${sector} (${deviation === null ? 'sans objectif' : french(signed(deviation))})`,
  }),
  beyond:
    (tolerance: number) =>
    ({ en, fr }: InBoth): InBoth => ({
      en: `beyond the tolerance of ${share(tolerance)}: ${en}`,
      fr: `au-delà de la tolérance de ${french(share(tolerance))}${NB}: ${fr}`,
    }),
  withinLimit: (of: 'zones' | 'accounts', least: number, most: number): InBoth => ({
    en: `from ${least} to ${most} ${of} in a sector`,
    fr: `de ${least} à ${most} ${of === 'zones' ? 'zones' : 'comptes'} par secteur`,
  }),
  /** null: no limit on that side */
  beyondLimit:
    (of: 'zones' | 'accounts', min: number | null, max: number | null) =>
    ({ en, fr }: InBoth): InBoth => {
      const [one, un] = of === 'zones' ? ['zone', 'zone'] : ['account', 'compte'];
      const counted = (count: number) => ({
        en: plural(count, one, of),
        fr: pluriel(count, un, `${un}s`),
      });
      if (max === null) {
        const least = counted(min ?? 0);
        return { en: `fewer than ${least.en}: ${en}`, fr: `moins de ${least.fr}${NB}: ${fr}` };
      }
      const most = counted(max);
      if (min === null) return { en: `more than ${most.en}: ${en}`, fr: `plus de ${most.fr}${NB}: ${fr}` };
      return {
        en: `not from ${min} to ${most.en}: ${en}`,
        fr: `pas de ${min} à ${most.fr}${NB}: ${fr}`,
      };
    },
  whole: (areas: number, column: string, tooLarge: readonly string[]): InBoth => ({
    en: `${plural(areas, 'area', 'areas')} of ${column}, each with one rep${tooLarge.length > 0 ? `; too large to be whole: ${tooLarge.join(', ')}` : ''}`,
    fr: `${pluriel(areas, 'territoire', 'territoires')} de ${column}, chacun avec un commercial${tooLarge.length > 0 ? `${NB}; trop grands pour rester entiers${NB}: ${tooLarge.join(', ')}` : ''}`,
  }),
  cut:
    (column: string) =>
    ({ en, fr }: InBoth): InBoth => ({
      en: `${column} cut: ${en}`,
      fr: `${column} coupés${NB}: ${fr}`,
    }),
  mayNot: (what: 'zone' | 'account', id: string, rep: string, rule: string): InBoth => ({
    en: `${what} ${id} with ${rep} (${rule})`,
    fr: `${what === 'zone' ? 'zone' : 'compte'} ${id} avec ${rep} (${rule})`,
  }),
  eligible: (zones: number, accounts: number | null): InBoth => ({
    en: `${plural(zones, 'zone', 'zones')}${accounts === null ? '' : ` and ${plural(accounts, 'account', 'accounts')}`} with reps who may serve them`,
    fr: `${pluriel(zones, 'zone', 'zones')}${accounts === null ? '' : ` et ${pluriel(accounts, 'compte', 'comptes')}`} avec des commerciaux autorisés`,
  }),
  unlocked: (account: string, to: string, unknown: boolean, now: string | null): InBoth => ({
    en: `account ${account} is locked to ${to}${unknown ? ', who is not among the reps' : ''}, and is with ${now ?? 'nobody'}`,
    fr: `le compte ${account} est verrouillé sur ${to}${unknown ? ', absent du fichier des commerciaux' : ''}, et va à ${now ?? 'personne'}`,
  }),
  locks: (locked: number): InBoth =>
    locked === 0
      ? { en: 'no account is locked', fr: 'aucun compte n’est verrouillé' }
      : {
          en: `${plural(locked, 'locked account with its rep', 'locked accounts with their reps')}`,
          fr: `${pluriel(locked, 'compte verrouillé, avec son commercial', 'comptes verrouillés, avec leurs commerciaux')}`,
        },
  moved: (part: number, of: keyof typeof MOVED, allowed: number): InBoth => ({
    en: `${share(part)} of ${of} ${of === 'accounts' ? 'change' : 'changes'} rep, ${share(allowed)} allowed`,
    fr: `${french(share(part))} ${MOVED[of]} changent de commercial, ${french(share(allowed))} permis`,
  }),
  spent: (resource: keyof typeof RESOURCE, used: number | null, most: number): InBoth => {
    const [en, fr] = RESOURCE[resource];
    const of = used === null ? ['n/a', 'n/d'] : [whole(used), french(whole(used))];
    return {
      en: `${of[0]} ${en} used, at most ${whole(most)}`,
      fr: `${of[1]} ${fr} employés, ${french(whole(most))} au plus`,
    };
  },
  groups: (groups: number): InBoth => ({
    en: `${plural(groups, 'group', 'groups')} of several sites, each with one rep`,
    fr: `${pluriel(groups, 'groupe', 'groupes')} de plusieurs sites, chacun avec un seul commercial`,
  }),
  apart: (group: string, reps: number): InBoth => ({
    en: `group ${group} with ${reps} reps`,
    fr: `le groupe ${group} avec ${reps} commerciaux`,
  }),
  more: (count: number): InBoth => ({
    en: ` and ${count} more`,
    fr: ` et ${pluriel(count, 'autre', 'autres')}`,
  }),
  asFound: (found: InBoth): InBoth => found,
};

const MOVED = { revenue: 'du CA', potential: 'du potentiel', accounts: 'des comptes' } as const;

const RESOURCE = {
  hours: ['hours', 'heures de travail'],
  travel_hours: ['hours of travel', 'heures de route'],
  km: ['km', 'km'],
  cost: ['of cost', 'de coût'],
} as const;

/** One decimal: what is over by a little is not said to be what is allowed. */
function whole(amount: number): string {
  return String(Number(amount.toFixed(1)));
}

function signed(fraction: number): string {
  return `${fraction > 0 ? '+' : ''}${(fraction * 100).toFixed(2)} %`;
}

function share(fraction: number): string {
  return `${Number((fraction * 100).toFixed(2))} %`;
}

/** A percentage as French writes it: decimal comma, minus sign, no-break space. */
function french(percentage: string): string {
  return percentage.replace('.', ',').replace('-', '\u2212').replace(' %', `${NB}%`);
}
