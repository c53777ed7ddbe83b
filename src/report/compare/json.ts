// A comparison as JSON, whole: figures, sectors, moves, gates.

import type { Comparison, Versus } from '../../evaluate/compare/compare.ts';
import type { GateResult } from '../../evaluate/compare/gates.ts';
import type { AccountMove, ZoneMove } from '../../evaluate/compare/move-types.ts';
import { pairsOf } from '../../evaluate/compare/moves.ts';
import type { Side } from '../../evaluate/compare/side.ts';
import { VERSION } from '../../version.ts';
import type { Lang } from '../format.ts';
import { type Compared, scopeFigures, sectorFigures } from './figures.ts';
import { moveReasonWords } from './reasons.ts';

export function comparisonJson(
  comparison: Comparison,
  gates: readonly GateResult[] | null,
  lang: Lang,
): string {
  const figures = (list: readonly Compared[]) =>
    list.map(({ row, values, differences, verdicts }) => ({
      ...{ kpi: row.path, unit: row.unit, better: row.better },
      ...{ values, differences, verdicts },
    }));
  const value = {
    schema: 'sectorize-compare/1',
    version: VERSION,
    plans: [comparison.base, ...comparison.others.map(({ side }) => side)].map(planJson),
    scopes: scopeFigures(comparison, lang).map(scope => ({
      layer: scope.layer,
      kpis: figures(scope.figures),
    })),
    sectors: sectorFigures(comparison, lang).map(sector => ({
      ...{ layer: sector.layer, sector_id: sector.sectorId, sector_name: sector.name },
      present: sector.present,
      kpis: figures(sector.figures),
    })),
    comparisons: comparison.others.map(versus => versusJson(versus, lang)),
    gates,
  };
  return `${JSON.stringify(value, (_, item) => (Number.isNaN(item) ? null : item), 2)}\n`;
}

function planJson({ name, today, inputs }: Side) {
  return { name, today, inputs: inputs.map(({ role, file, sha256 }) => ({ role, file, sha256 })) };
}

function versusJson({ side, inputs, options, layersGone, layersNew, moves }: Versus, lang: Lang) {
  const words = moveReasonWords(lang);
  const move = (of: AccountMove | ZoneMove) => ({
    ...{ layer: of.layer, status: of.status, id: of.id, name: of.name, from_rep_id: of.from },
    ...{ to_rep_id: of.to, from_minutes: of.fromMinutes, to_minutes: of.toMinutes },
    ...{ revenue: of.revenue, potential: of.potential },
    ...{ reason_code: of.reason.code, reason: words(of.reason) },
  });
  const { accounts, zones, revenue, potential } = moves;
  return {
    plan: side.name,
    inputs_that_differ: inputs,
    options_that_differ: options,
    layers_gone: layersGone,
    layers_new: layersNew,
    moves: {
      ...{ accounts, zones, revenue, potential },
      pairs: pairsOf(moves).map(({ from, to, ...rest }) => ({ from_rep_id: from, to_rep_id: to, ...rest })),
      account_list: moves.accountList.map(of => ({ ...move(of), zone_id: of.zone })),
      zone_list: moves.zoneList.map(of => ({ ...move(of), accounts: of.accounts })),
    },
  };
}
