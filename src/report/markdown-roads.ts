// Where road times come from, how many are known, and how far the estimate is from them.

import type { EstimateError } from '../evaluate/roads.ts';
import { formatNumber, formatShare, formatSigned, type Lang, markdownTable, p, s } from './format.ts';
import { bullets, type ReportInput, section } from './report-input.ts';

interface RoadWords {
  readonly heading: string;
  readonly source: Readonly<Record<'matrix' | 'osrm' | 'valhalla', string>>;
  readonly known: (known: string, asked: string, source: string) => string;
  readonly absent: (count: string) => string;
  readonly noRoad: (count: string) => string;
  readonly offRoad: (count: string) => string;
  readonly points: (list: string) => string;
  readonly estimated: (zones: string, visits: string, accounts: string) => string;
  readonly accountsOnly: (accounts: string) => string;
  readonly allKnown: string;
  readonly error: string;
  readonly columns: readonly string[];
  readonly upTo: (km: string) => string;
  readonly beyond: (km: string) => string;
  readonly all: string;
  readonly note: string;
}

const WORDS: Readonly<Record<Lang, RoadWords>> = {
  en: {
    heading: 'Road times',
    source: { matrix: 'a matrix file', osrm: 'an OSRM server', valhalla: 'a Valhalla server' },
    known: (known, asked, source) =>
      `${known} of ${asked} road${s(asked)} between two places ${known === '1' ? 'is' : 'are'} known, from ${source}; they are in roads.csv.`,
    absent: count => `${count} ${count === '1' ? 'is' : 'are'} not in the matrix.`,
    noRoad: count => `${count} ${count === '1' ? 'has' : 'have'} no road.`,
    offRoad: count =>
      `${count} ${count === '1' ? 'begins or ends' : 'begin or end'} too far from any road of the server’s map.`,
    points: list => `Places off the map: ${list} (degrees, and km to the nearest road).`,
    estimated: (zones, visits, accounts) =>
      `Travelled by an estimate that is bent to the known roads: ${zones} zone${s(zones)} with ${visits} of the visits; the travel time of ${accounts} account${s(accounts)}.`,
    accountsOnly: accounts =>
      `Every way from a base to a zone of its sector is a known road; the travel time of ${accounts} account${s(accounts)} is an estimate that is bent to the known roads.`,
    allKnown: 'Every way of the plan is a known road.',
    error: 'The estimate against the roads between bases and zones',
    columns: [
      'As the crow flies',
      'Roads:',
      'Time by road / estimated − 1, median:',
      'Error of the time, mean:',
      'Km by road / estimated − 1, median:',
      'Error of the km, mean:',
    ],
    upTo: km => `up to ${km} km`,
    beyond: km => `beyond ${km} km`,
    all: 'all roads',
    note: 'Errors are |estimated − by road| / by road, of the estimate with the settings of the plan.',
  },
  fr: {
    heading: 'Temps de route',
    source: { matrix: 'un fichier de temps', osrm: 'un serveur OSRM', valhalla: 'un serveur Valhalla' },
    known: (known, asked, source) =>
      `${known} ${p(known) ? `trajets sur ${asked} sont connus` : `trajet sur ${asked} est connu`}, d’après ${source} ; ils sont dans roads.csv.`,
    absent: count => `${count} ${p(count) ? 'ne sont' : 'n’est'} pas dans le fichier.`,
    noRoad: count => `${count} ${p(count) ? 'n’ont' : 'n’a'} pas de route.`,
    offRoad: count =>
      `${count} ${p(count) ? 'commencent ou finissent' : 'commence ou finit'} trop loin d’une route de la carte du serveur.`,
    points: list => `Lieux hors de la carte : ${list} (degrés, et km jusqu’à la route la plus proche).`,
    estimated: (zones, visits, accounts) =>
      `Parcourus d’après l’estimation, ajustée aux trajets connus : ${zones} zone${p(zones)} et ${visits} des visites ; temps de trajet de ${accounts} compte${p(accounts)}.`,
    accountsOnly: accounts =>
      `Tous les trajets d’une base à une zone de son secteur sont connus ; le temps de trajet de ${accounts} compte${p(accounts)} est une estimation ajustée à ces trajets.`,
    allKnown: 'Tous les trajets du découpage sont connus.',
    error: 'L’estimation face aux routes entre bases et zones',
    columns: [
      'À vol d’oiseau',
      'Trajets:',
      'Temps par la route / estimé − 1, médiane:',
      'Erreur de temps, moyenne:',
      'Km par la route / estimés − 1, médiane:',
      'Erreur de km, moyenne:',
    ],
    upTo: km => `jusqu’à ${km} km`,
    beyond: km => `au-delà de ${km} km`,
    all: 'tous les trajets',
    note: 'Erreurs : |estimé − par la route| / par la route, pour l’estimation avec les réglages du découpage.',
  },
};

/** places off the map that are listed */
const LISTED = 10;

/** '' where all travel is estimated. */
export function roadsSection({ kpis, plan, lang }: ReportInput): string {
  const { roads } = kpis;
  if (!roads) return '';
  const words = WORDS[lang];
  const n = (value: number, decimals = 0) => formatNumber(value, decimals, lang);
  const places = (plan.roads?.offRoad ?? [])
    .slice(0, LISTED)
    .map(([lat, lon, km]) => `${n(lat, 4)}; ${n(lon, 4)}${km === null ? '' : `: ${n(km)} km`}`);
  const lines = [
    words.known(n(roads.known), n(roads.asked), words.source[roads.source]),
    ...(roads.absent > 0 ? [words.absent(n(roads.absent))] : []),
    ...(roads.no_road > 0 ? [words.noRoad(n(roads.no_road))] : []),
    ...(roads.off_road > 0 ? [words.offRoad(n(roads.off_road))] : []),
    ...(places.length > 0 ? [words.points(places.join(', '))] : []),
    roads.zones_estimated + roads.accounts_estimated === 0
      ? words.allKnown
      : roads.zones_estimated === 0
        ? words.accountsOnly(n(roads.accounts_estimated))
        : words.estimated(
            n(roads.zones_estimated),
            formatShare(roads.visits_estimated ?? 0, lang),
            n(roads.accounts_estimated),
          ),
  ];
  const excess = (ratio: number | null) => (ratio === null ? '' : formatSigned(ratio - 1, lang));
  const share = (error: number | null) => (error === null ? '' : formatShare(error, lang));
  const row = (name: string, of: EstimateError) => [
    name,
    n(of.pairs),
    excess(of.minutes_ratio),
    share(of.minutes_error),
    excess(of.km_ratio),
    share(of.km_error),
  ];
  const classes = roads.estimate.by_length.flatMap((of, c) => {
    if (of.pairs === 0) return [];
    const before = roads.estimate.by_length[c - 1]?.up_to_km ?? 0;
    return [row(of.up_to_km === null ? words.beyond(n(before)) : words.upTo(n(of.up_to_km)), of)];
  });
  return section(
    words.heading,
    bullets(lines),
    `### ${words.error}`,
    markdownTable(words.columns, [...classes, row(`**${words.all}**`, roads.estimate.all)]),
    words.note,
  );
}
