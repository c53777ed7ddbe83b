// What is said of the roads of tours while they are asked for and made, in both languages.

import type { RoadSource } from '../model/roads.ts';
import type { TourTravel } from '../model/tour-roads.ts';
import { formatNumber, formatShare, type Lang, p, s } from './format.ts';

export interface TourRoadWords {
  readonly source: Readonly<Record<RoadSource['kind'], string>>;
  readonly asking: (done: string, all: string) => string;
  readonly known: (known: string, asked: string, source: string) => string;
  readonly absent: (count: string) => string;
  readonly noRoad: (count: string) => string;
  readonly offRoad: (count: string) => string;
  readonly legs: (estimated: string, legs: string, share: string) => string;
  readonly allKnown: (legs: string) => string;
  readonly ofPlan: string;
}

export const TOUR_ROAD_WORDS: Readonly<Record<Lang, TourRoadWords>> = {
  en: {
    source: { matrix: 'the matrix', osrm: 'OSRM', valhalla: 'Valhalla' },
    asking: (done, all) => `asking for roads: ${done} of ${all}`,
    known: (known, asked, source) =>
      `${known} of ${asked} road${s(asked)} ${known === '1' ? 'is' : 'are'} known from ${source} (tours-roads.csv)`,
    absent: count => `${count} ${count === '1' ? 'is' : 'are'} not in the source`,
    noRoad: count => `${count} ${count === '1' ? 'has' : 'have'} no road`,
    offRoad: count => `${count} ${count === '1' ? 'has' : 'have'} an end too far from any road`,
    legs: (estimated, legs, share) =>
      `${estimated} of ${legs} drive${s(legs)} of the tours (${share}) ${estimated === '1' ? 'has' : 'have'} no known road: estimated, bent to those that are known`,
    allKnown: legs =>
      `${legs === '1' ? 'the one drive of the tours is' : `all ${legs} drives of the tours are`} by known roads`,
    ofPlan: 'by the roads of the plan (roads.csv)',
  },
  fr: {
    source: { matrix: 'la matrice', osrm: 'OSRM', valhalla: 'Valhalla' },
    asking: (done, all) => `demande de trajets : ${done} sur ${all}`,
    known: (known, asked, source) =>
      `${known} ${p(known) ? `trajets sur ${asked} sont connus` : `trajet sur ${asked} est connu`} d’après ${source} (tours-roads.csv)`,
    absent: count => `${count} ${p(count) ? 'ne sont' : 'n’est'} pas dans la source`,
    noRoad: count => `${count} ${p(count) ? 'n’ont' : 'n’a'} pas de route`,
    offRoad: count => `${count} ${p(count) ? 'ont' : 'a'} une extrémité trop loin de toute route`,
    legs: (estimated, legs, share) =>
      `${estimated} ${p(estimated) ? 'trajets' : 'trajet'} des tournées sur ${legs} (${share}) ${p(estimated) ? 'n’ont' : 'n’a'} pas de route connue : estimé${p(estimated)}, au plus près des routes connues`,
    allKnown: legs =>
      `${p(legs) ? `les ${legs} trajets des tournées suivent tous` : 'le seul trajet des tournées suit'} une route connue`,
    ofPlan: 'd’après les routes du découpage (roads.csv)',
  },
};

/** What the tours drive by, where it is not the estimate. */
export function roadLines(travel: TourTravel, lang: Lang): string[] {
  if (travel === null) return [];
  const words = TOUR_ROAD_WORDS[lang];
  const n = (value: number) => formatNumber(value, 0, lang);
  const { legs, legsEstimated } = travel;
  const estimated =
    legsEstimated === 0
      ? words.allKnown(n(legs))
      : words.legs(n(legsEstimated), n(legs), formatShare(legsEstimated / legs, lang));
  if (travel.source === 'plan') return [words.ofPlan, estimated];
  const { source, known, asked, gaps } = travel;
  return [
    words.known(n(known), n(asked), words.source[source]),
    ...(gaps.absent > 0 ? [words.absent(n(gaps.absent))] : []),
    ...(gaps.noRoad > 0 ? [words.noRoad(n(gaps.noRoad))] : []),
    ...(gaps.offRoad > 0 ? [words.offRoad(n(gaps.offRoad))] : []),
    estimated,
  ];
}
