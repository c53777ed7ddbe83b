// The settings inside plan.json, read back with every field checked.

import { type BudgetSetting, MOST_MONTHS, RESOURCES, type Settings } from '../model/settings.ts';
import { readHierarchy } from './hierarchy/settings-json.ts';
import type { Reader } from './json-reader.ts';
import { readSlice } from './plan-slice.ts';

export function readSettings(from: Reader): Settings {
  const travel = from.get('travel');
  const maxMoved = from.get('maxMoved');
  const period = from.get('period');
  return {
    objective: from.get('objective').oneOf(['travel', 'compactness']),
    centers: from.get('centers').oneOf(['bases', 'incumbent', 'free']),
    measures: from.get('measures').list(measure => ({
      name: measure.get('name').text(),
      tolerance: measure.get('tolerance').number(),
    })),
    stickiness: from.get('stickiness').number(),
    ...(from.has('handOver') && { handOver: readHandOver(from.get('handOver')) }),
    maxMoved: maxMoved.isNull()
      ? null
      : {
          share: maxMoved.get('share').number(),
          of: maxMoved.get('of').oneOf(['revenue', 'potential', 'accounts']),
        },
    keepTogether: from.get('keepTogether').list(rule => ({
      column: rule.get('column').text(),
      price: rule.get('price').numberOrNull(),
      except: rule.get('except').list(area => area.text()),
    })),
    limits: from.get('limits').list(limit => ({
      of: limit.get('of').oneOf(['zones', 'accounts']),
      min: limit.get('min').numberOrNull(),
      max: limit.get('max').numberOrNull(),
    })),
    ...(from.has('budgets') && { budgets: from.get('budgets').list(readBudget) }),
    effort: from.get('effort').oneOf(['fast', 'normal', 'thorough']),
    exact: from.get('exact').flag(),
    seed: from.get('seed').number(),
    country: from.get('country').text(),
    travel: {
      circuity: travel.get('circuity').number(),
      accessMinutes: travel.get('accessMinutes').number(),
      speeds: travel.get('speeds').list(speed => ({
        upToKm: speed.get('upToKm').numberOrNull(),
        kmPerHour: speed.get('kmPerHour').number(),
      })),
    },
    visitsPerTour: from.get('visitsPerTour').number(),
    ...(from.has('localFactor') && { localFactor: from.get('localFactor').number() }),
    spreadShare: from.get('spreadShare').number(),
    whiteSpaceVisits: from.get('whiteSpaceVisits').number(),
    defaultVisitsPerYear: from.get('defaultVisitsPerYear').number(),
    defaultVisitMinutes: from.get('defaultVisitMinutes').number(),
    visitsBySegment: from.get('visitsBySegment').numbers(),
    visitMinutesBySegment: from.get('visitMinutesBySegment').numbers(),
    productivityBySegment: from.get('productivityBySegment').records(level => level.numbers()),
    period: period.isNull()
      ? null
      : { from: period.get('from').month(), months: period.get('months').whole(1, MOST_MONTHS) },
    rampUp: from.get('rampUp').list(share => share.number()),
    visitsByPotential: from.get('visitsByPotential').list(item => ({
      min: item.get('min').number(),
      visits: item.get('visits').number(),
    })),
    ...(from.has('potentialFormula') ? { potentialFormula: from.get('potentialFormula').text() } : {}),
    ...(from.has('quota')
      ? {
          quota: {
            total: from.get('quota').get('total').number(),
            potential: from.get('quota').get('potential').number(),
            revenue: from.get('quota').get('revenue').number(),
          },
        }
      : {}),
    // plans of 0.1.0 have none
    slaMinutesBySegment: from.has('slaMinutesBySegment') ? from.get('slaMinutesBySegment').numbers() : {},
    defaultHoursPerYear: from.get('defaultHoursPerYear').number(),
    ...(from.has('vehicles') && {
      vehicles: from.get('vehicles').records(vehicle => ({
        gCo2PerKm: vehicle.get('gCo2PerKm').numberOrNull(),
        costPerKm: vehicle.get('costPerKm').numberOrNull(),
      })),
    }),
    ...(from.has('defaultVehicle') && { defaultVehicle: from.get('defaultVehicle').text() }),
    groups: from.get('groups').oneOf(['free', 'one-rep']),
    slice: readSlice(from.get('slice')),
    ...(from.has('hierarchy') ? { hierarchy: readHierarchy(from.get('hierarchy')) } : {}),
  };
}

function readHandOver(from: Reader): NonNullable<Settings['handOver']> {
  const asOf = from.get('asOf');
  return {
    hoursPer1000Revenue: from.get('hoursPer1000Revenue').number(),
    byYearsHeld: from
      .get('byYearsHeld')
      .list(step => ({ years: step.get('years').number(), factor: step.get('factor').number() })),
    asOf: asOf.isNull() ? null : asOf.text(),
  };
}

function readBudget(from: Reader): BudgetSetting {
  const team = from.get('team');
  return {
    name: from.get('name').text(),
    team: team.isNull()
      ? null
      : team.has('reps')
        ? { reps: team.get('reps').list(rep => rep.text()) }
        : {
            column: team.get('column').oneOf(['kind', 'seniority'] as const),
            value: team.get('value').text(),
          },
    resource: from.get('resource').oneOf(RESOURCES),
    atMost: from.get('atMost').number(),
    price: from.get('price').numberOrNull(),
  };
}
