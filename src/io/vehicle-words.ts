// What people write for a kind of vehicle, in French and English: of cars what they run on, else what it is.

import { VEHICLE_KINDS, type VehicleKind } from '../model/vehicles.ts';
import { normalizeName } from './synonyms.ts';

const WORDS: Readonly<Record<VehicleKind, string>> = {
  petrol: `essence | voiture essence | essence sp95 | essence sp98 | sp95 | sp98 | sp95-e10 | e10 | sans plomb | super |
    super sans plomb | gasoline | petrol car | gasoline car | es`,
  diesel: `gazole | gasoil | gas-oil | go | voiture diesel | voiture gazole | diesel car | b7 | gazole b7`,
  car: `voiture | automobile | auto | vp | véhicule léger | véhicule particulier | voiture particulière | berline | citadine |
    thermique | voiture thermique | company car | passenger car | combustion | ice`,
  hybrid: `hybride | hybrid car | voiture hybride | hybride non rechargeable | full hybrid | full hybride | mild hybrid |
    hybride léger | hev | mhev | essence hybride | hybride essence | hybride diesel | hybrid petrol`,
  'plug-in-hybrid': `hybride rechargeable | voiture hybride rechargeable | plug-in hybrid | plug in | phev | vhr |
    rechargeable hybrid | hybride plug-in | hybride rechargeable essence | hybride rechargeable diesel`,
  electric: `électrique | voiture électrique | véhicule électrique | 100 % électrique | tout électrique | électricité | ve |
    ev | bev | electric car | electric vehicle | battery electric | el`,
  van: `utilitaire | véhicule utilitaire | véhicule utilitaire léger | vul | utilitaire diesel | fourgon | fourgonnette |
    camionnette | light commercial vehicle | lcv | delivery van | diesel van`,
  'electric-van': `utilitaire électrique | véhicule utilitaire électrique | vul électrique | fourgon électrique |
    fourgonnette électrique | electric van | electric lcv | e-van`,
  motorcycle: `moto | motocyclette | grosse moto | motorbike | moto > 125`,
  scooter: `scooteur | moto légère | mobylette | cyclomoteur | moto 125 | scooter 125 | moped | light motorcycle`,
  train: `ter | train ter | rail | chemin de fer`,
  none: `aucun | aucune | sans véhicule | pas de véhicule | sans | vélo | bicyclette | à pied | marche | marche à pied |
    piéton | no vehicle | no car | bicycle | bike | on foot | walking | foot`,
};

/** The sign is all that tells `moto > 125` from `moto 125`, and names are compared without signs. */
const keyOf = (text: string): string => normalizeName(text.replaceAll('>', ' plus de '));

const KINDS = new Map<string, VehicleKind>();
for (const kind of VEHICLE_KINDS)
  for (const word of [kind, ...WORDS[kind].split('|')]) KINDS.set(keyOf(word), kind);

/**
 * What a vehicle is called in the plan: one of the configuration's own names, else the kind that is meant, whatever the
 * case, accents and signs, else the text.
 * @param own names that the configuration has
 */
export function vehicleName(text: string, own: readonly string[] = []): string {
  const key = keyOf(text);
  return own.find(name => keyOf(name) === key) ?? KINDS.get(key) ?? text.trim();
}
