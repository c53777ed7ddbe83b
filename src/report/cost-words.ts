// The words of what travel and work cost and emit: the report's section, the line of the summary, an account's answer.

import type { VehicleKpis } from '../evaluate/kpis-types.ts';
import { isVehicleKind, type VehicleKind } from '../model/vehicles.ts';
import { p, s } from './format.ts';

export interface CostWords {
  readonly heading: string;
  readonly cost: string;
  readonly co2: string;
  readonly perVisit: string;
  readonly perAccount: string;
  /** of the cost */
  readonly split: (hours: string, km: string, total: string) => string;
  readonly accounts: string;
  /** what the kilograms are, with and without vehicles */
  readonly scope: string;
  readonly given: string;
  readonly vehicle: string;
  readonly reps: string;
  readonly factor: string;
  readonly km: string;
  readonly source: string;
  readonly sources: Readonly<Record<VehicleKpis['factor'], (entry: string) => string>>;
  readonly kinds: Readonly<Record<VehicleKind, string>>;
  /** of the summary: figures, `before → after (change)` where there is a before */
  readonly costLine: (cost: string, visit: string) => string;
  readonly co2Line: (kg: string) => string;
  readonly and: string;
  /** of an account */
  readonly account: (cost: string, visits: string, hours: string, km: string) => string;
  readonly ofRevenue: (share: string) => string;
  readonly emits: (kg: string) => string;
}

export const COST_WORDS: Readonly<Record<'en' | 'fr', CostWords>> = {
  en: {
    heading: 'Travel: cost and carbon',
    cost: 'Cost a year',
    co2: 'kg CO₂e',
    perVisit: 'Cost per visit',
    perAccount: 'Cost per account',
    split: (hours, km, total) =>
      `Of ${total} a year, ${hours} are hours at the cost per hour of each rep, visits and travel alike, and ${km} kilometers at its cost per km.`,
    accounts:
      'What each account costs, and the share of its revenue that this is, is in costs.csv; its rows add up to the sectors above.',
    scope:
      'Factors of vehicles, in g CO₂e per km: the energy that moves the vehicle, production of the fuel or electricity (upstream) and combustion; manufacture of vehicles and roads is not in them. A rate of a rep’s own, or of the configuration, counts as it is given. Source: Base Carbone (ADEME); how each figure is known is in docs/travel.md, “Carbon”.',
    given: 'kg CO₂e are km × g_co2_per_km as the reps file gives it; what that covers is the file’s to say.',
    vehicle: 'Vehicle',
    reps: 'Reps (with this factor)',
    factor: 'g CO₂e/km',
    km: 'km',
    source: 'Source of the factor',
    sources: {
      published: entry => `ADEME: ${entry}`,
      cited: entry => `Base Carbone, as cited: ${entry}`,
      derived: entry => `derived from ADEME: ${entry}`,
      configuration: () => 'the configuration',
      none: () => 'none is known: give g_co2_per_km',
    },
    kinds: {
      petrol: 'petrol',
      diesel: 'diesel',
      car: 'car, fuel not said',
      hybrid: 'hybrid',
      'plug-in-hybrid': 'plug-in hybrid',
      electric: 'electric',
      van: 'van',
      'electric-van': 'electric van',
      motorcycle: 'motorcycle',
      scooter: 'scooter',
      train: 'train',
      none: 'none',
    },
    costLine: (cost, visit) => `cost a year ${cost}, ${visit} per visit`,
    co2Line: kg => `kg CO₂e ${kg}`,
    and: '; ',
    account: (cost, visits, hours, km) =>
      `costs ${cost} a year: ${visits} visit${s(visits)}, ${hours} h, ${km} km`,
    ofRevenue: share => `${share} of its revenue`,
    emits: kg => `${kg} kg CO₂e`,
  },
  fr: {
    heading: 'Trajets : coût et carbone',
    cost: 'Coût par an',
    co2: 'kg CO₂e',
    perVisit: 'Coût par visite',
    perAccount: 'Coût par compte',
    split: (hours, km, total) =>
      `Sur ${total} par an, ${hours} sont des heures au coût horaire de chaque commercial, visites et trajets confondus, et ${km} des kilomètres à son coût au km.`,
    accounts:
      'Ce que coûte chaque compte, et la part de son CA que cela fait, est dans costs.csv, dont les lignes font la somme des secteurs ci-dessus.',
    scope:
      'Facteurs des véhicules, en g CO₂e par km : l’énergie qui fait avancer le véhicule, production du carburant ou de l’électricité (amont) et combustion ; la fabrication des véhicules et des routes n’y est pas. Le taux propre à un commercial, ou à la configuration, compte tel quel. Source : Base Carbone (ADEME) ; d’où vient chaque chiffre est dit dans docs/travel.md, « Carbon ».',
    given:
      'Les kg CO₂e sont km × g_co2_per_km, tel que le donne le fichier des commerciaux ; à lui de dire ce que cela couvre.',
    vehicle: 'Véhicule',
    reps: 'Commerciaux (à ce facteur)',
    factor: 'g CO₂e/km',
    km: 'km',
    source: 'Source du facteur',
    sources: {
      published: entry => `ADEME : ${entry}`,
      cited: entry => `Base Carbone, cité : ${entry}`,
      derived: entry => `déduit de l’ADEME : ${entry}`,
      configuration: () => 'la configuration',
      none: () => 'aucun n’est connu : donner g_co2_per_km',
    },
    kinds: {
      petrol: 'essence',
      diesel: 'diesel',
      car: 'voiture, carburant non précisé',
      hybrid: 'hybride',
      'plug-in-hybrid': 'hybride rechargeable',
      electric: 'électrique',
      van: 'utilitaire',
      'electric-van': 'utilitaire électrique',
      motorcycle: 'moto',
      scooter: 'scooter',
      train: 'train',
      none: 'aucun',
    },
    costLine: (cost, visit) => `coût par an ${cost}, ${visit} par visite`,
    co2Line: kg => `kg CO₂e ${kg}`,
    and: ' ; ',
    account: (cost, visits, hours, km) =>
      `coûte ${cost} par an : ${visits} visite${p(visits)}, ${hours} h, ${km} km`,
    ofRevenue: share => `${share} de son CA`,
    emits: kg => `${kg} kg CO₂e`,
  },
};

/** A kind in the reader's language; a name of the user's as it is. */
export function vehicleWords(vehicle: string, words: CostWords): string {
  return isVehicleKind(vehicle) ? words.kinds[vehicle] : vehicle;
}
