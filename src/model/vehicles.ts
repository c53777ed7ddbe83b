// What a kilometre emits by kind of vehicle, for reps without `g_co2_per_km` of their own. One scope for all: the energy that
// moves the vehicle, from the well (production and distribution of the fuel, or of French electricity) to the exhaust; building
// the vehicle and the roads is left out. g CO2e per km of the vehicle; of a train per km of the passenger.
//
// The figures are ADEME's (Base Carbone, now in Base Empreinte). The base itself asks for an account: what could be read are the
// data files that ADEME publishes with its own calculators, and where these do not say, what others cite from the base.
// docs/travel.md, "Carbon", has each figure with where it was read.

/** How a factor is known. */
export type Standing =
  /** read in a data file of ADEME */
  | 'published'
  /** the entry's figure as others cite it, less the manufacture that ADEME publishes */
  | 'cited'
  /** worked out from figures of ADEME that are not of this very vehicle */
  | 'derived'
  /** no figure of this scope could be read */
  | 'none';

export interface VehicleFactor {
  /** null: not known, the user must say */
  readonly gCo2PerKm: number | null;
  readonly standing: Standing;
  /** entry of the base, with its year */
  readonly entry: string;
}

export const VEHICLES = {
  petrol: { gCo2PerKm: 197.8, standing: 'cited', entry: 'Voiture, motorisation essence, 2018' },
  diesel: { gCo2PerKm: 186.5, standing: 'cited', entry: 'Voiture, motorisation gazole, 2018' },
  car: {
    gCo2PerKm: 192,
    standing: 'published',
    entry: 'Voiture, moteur thermique',
  },
  hybrid: { gCo2PerKm: 168.1, standing: 'derived', entry: '0,85 × Voiture, motorisation essence, 2018' },
  'plug-in-hybrid': { gCo2PerKm: null, standing: 'none', entry: '' },
  electric: {
    gCo2PerKm: 19.8,
    standing: 'published',
    entry: 'Voiture particulière, cœur de gamme, véhicule compact, électrique, 2020',
  },
  van: { gCo2PerKm: 236.4, standing: 'derived', entry: '7,7 l/100 km × gazole B7 et B10 (3,07 kgCO₂e/l)' },
  'electric-van': {
    gCo2PerKm: 27.3,
    standing: 'derived',
    entry: 'Voiture particulière, haut de gamme, berline, électrique, 2020',
  },
  motorcycle: { gCo2PerKm: 165, standing: 'published', entry: 'Moto > 250 cm³, mixte, 2018' },
  scooter: { gCo2PerKm: 60.4, standing: 'published', entry: 'Moto ≤ 250 cm³, mixte, 2018' },
  train: { gCo2PerKm: 22.9, standing: 'published', entry: 'TER, traction moyenne, 2022' },
  none: { gCo2PerKm: 0, standing: 'published', entry: 'Vélo ou marche' },
} as const satisfies Readonly<Record<string, VehicleFactor>>;

export type VehicleKind = keyof typeof VEHICLES;

export const VEHICLE_KINDS = Object.keys(VEHICLES) as readonly VehicleKind[];

export function isVehicleKind(name: string): name is VehicleKind {
  return Object.hasOwn(VEHICLES, name);
}

/** What a vehicle costs and emits per km, by the configuration; null: nothing is said. */
export interface VehicleSetting {
  readonly gCo2PerKm: number | null;
  readonly costPerKm: number | null;
}

/** Vehicles of the configuration by name, a kind of above or a name of the user's own. */
export type VehicleSettings = Readonly<Record<string, VehicleSetting>>;

export interface VehicleRates {
  /** NaN where nothing is known */
  readonly gCo2PerKm: number;
  readonly costPerKm: number;
  /** the factor is one of `VEHICLES` */
  readonly builtIn: boolean;
}

/** What a vehicle emits and costs: by the configuration, else what it emits by the table. */
export function vehicleRates(name: string, own: VehicleSettings = {}): VehicleRates {
  const said = Object.hasOwn(own, name) ? own[name] : undefined;
  const usual = isVehicleKind(name) ? VEHICLES[name].gCo2PerKm : null;
  const builtIn = (said?.gCo2PerKm ?? null) === null && usual !== null;
  return {
    gCo2PerKm: said?.gCo2PerKm ?? usual ?? Number.NaN,
    costPerKm: said?.costPerKm ?? Number.NaN,
    builtIn,
  };
}
