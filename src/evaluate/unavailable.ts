// KPIs that are null, with the column (or input) that would enable each. The list is found by looking at the
// figures themselves, so that a null is never left unexplained.

import type { PlanContext } from '../model/context.ts';
import type { PlanKpis, Unavailable } from './kpis-types.ts';
import { missingRates } from './work-kpis.ts';

type Figures = Omit<PlanKpis, 'unavailable'>;

export function unavailable(context: PlanContext, plan: Figures): Unavailable[] {
  const { accounts, reps } = context;
  const found: Unavailable[] = [];
  const check = (kpi: string, value: unknown, needs: string | readonly string[]) => {
    if (value !== null) return;
    const columns = typeof needs === 'string' ? [needs] : needs;
    found.push({ kpi, needs: columns.length > 0 ? columns.join(', ') : 'figures in those columns' });
  };
  const columns = (...names: string[]) => {
    const missing = names.filter(name => !accounts?.numbers.has(name));
    return missing.map(name => `accounts.${name}`);
  };

  check('coverage.accounts', plan.coverage.accounts, 'accounts');
  check('coverage.potential', plan.coverage.potential, columns('potential'));
  check('overlap.zones', plan.overlap.zones, 'accounts');
  check('overlap.towns', plan.overlap.towns, 'accounts.city');
  check('travel.kg_co2', plan.travel.kg_co2, missingRates(reps.list, ['gCo2PerKm']));
  check('travel.mean_minutes', plan.travel.mean_minutes, columns('visits_per_year'));
  check('travel.priority_minutes', plan.travel.priority_minutes, columns('potential'));
  check('visits.ratio', plan.visits.ratio, accounts ? columns('visits_per_year') : 'zones.visits_per_year');
  check('visits.done', plan.visits.done, columns('visits_done'));
  const { commercial } = plan;
  check('commercial.revenue', commercial.revenue, columns('revenue'));
  check('commercial.potential', commercial.potential, columns('potential'));
  check('commercial.penetration', commercial.penetration, columns('revenue', 'potential'));
  check('commercial.response_rate', commercial.response_rate, columns('solicitations', 'responses'));
  check('commercial.conversion_rate', commercial.conversion_rate, columns('leads', 'opportunities'));
  check('commercial.conversion_days', commercial.conversion_days, columns('conversion_days'));
  check('commercial.nps', commercial.nps, columns('nps'));
  const rates = missingRates(reps.list, ['costPerHour', 'costPerKm']);
  check('cost.total', plan.cost.total, rates);
  check('cost.hours_cost', plan.cost.hours_cost, missingRates(reps.list, ['costPerHour']));
  check('cost.km_cost', plan.cost.km_cost, missingRates(reps.list, ['costPerKm']));
  check('cost.per_visit', plan.cost.per_visit, rates);
  check('cost.per_account', plan.cost.per_account, plan.cost.total === null ? rates : 'accounts');
  check('compactness.polsby_popper', plan.compactness.polsby_popper, 'zones with polygons');
  check('compactness.reock', plan.compactness.reock, 'zones with polygons');
  check('disruption', plan.disruption, 'accounts.rep_id');
  check('disruption.potential', plan.disruption?.potential, columns('potential'));
  check('disruption.revenue', plan.disruption?.revenue, columns('revenue'));
  return found;
}
