// The bundle's managers, barriers and decisions by hand.

import type { Manager } from '../../model/hierarchy.ts';
import type { Overrides } from '../../model/overrides.ts';
import type { Zones } from '../../model/records.ts';
import { type Disguise, mover, table } from './disguise.ts';
import type { Place } from './moved.ts';
import type { Naming } from './naming.ts';

export function managersTable(
  managers: readonly Manager[],
  zones: Zones,
  disguise: Disguise,
): Iterable<string> {
  const { names } = disguise;
  const move = mover(zones, disguise);
  const places = managers.map(({ id, lat, lon }, m) => move(`manager ${m} ${id}`, lat, lon));
  return table(
    managers,
    [
      { name: 'id', cell: manager => names.manager(manager.id) },
      { name: 'level', cell: manager => names.level(manager.level) },
      {
        name: 'postal_code',
        cell: manager => (Number.isNaN(manager.lat) ? names.zone(manager.postalCode) : ''),
      },
      { name: 'lat', cell: (_, m) => (places[m] as Place)[0] },
      { name: 'lon', cell: (_, m) => (places[m] as Place)[1] },
      { name: 'fte', cell: manager => manager.fte },
      { name: 'reports_to', cell: manager => names.manager(manager.reportsTo) },
    ],
    ['id'],
  );
}

export function barriersTable(
  barriers: readonly { readonly a: string; readonly b: string }[],
  { side }: Naming,
): Iterable<string> {
  return table(
    barriers,
    [
      { name: 'zone_a', cell: ({ a }) => side(a) },
      { name: 'zone_b', cell: ({ b }) => side(b) },
    ],
    ['zone_a', 'zone_b'],
  );
}

/** Decisions without who decided, why and when: the columns are there, so that nobody is asked for them. */
export function overridesTable({ list }: Pick<Overrides, 'list'>, names: Naming): Iterable<string> {
  return table(
    list,
    [
      { name: 'zone_id', cell: ({ zone }) => names.zone(zone) },
      { name: 'account_id', cell: ({ account }) => names.account(account) },
      { name: 'rep_id', cell: ({ rep }) => names.rep(rep) },
      { name: 'author', cell: () => 'left out' },
      { name: 'reason', cell: () => 'left out' },
      { name: 'date', cell: () => '2000-01-01' },
    ],
    ['zone_id', 'account_id', 'rep_id'],
  );
}
