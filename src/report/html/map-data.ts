// What the script needs to redraw the map: arcs as steps, who has which zone before and after, figures.

import { sectorColors } from '../../evaluate/sector-colors.ts';
import type { PlanContext } from '../../model/context.ts';
import type { MapDrawing } from '../../model/drawing.ts';
import { formatNumber, formatSigned } from '../format.ts';
import { measureWords } from '../labels.ts';
import type { ReportInput } from '../report-input.ts';
import { shortText } from './html.ts';
import { sectorLabels } from './map-labels.ts';
import type { PageMap, PageMeasure, PageSector } from './page-data.ts';

const CLASSES = 6;

export function mapData(input: ReportInput, drawing: MapDrawing): PageMap {
  const { context, result } = input;
  const { zones } = context;
  return {
    width: drawing.width,
    height: drawing.height,
    kmPerUnit: Number(drawing.kmPerUnit.toPrecision(6)),
    arcs: drawing.arcs.map(arc => Array.from(arc, (v, i) => (i < 2 ? v : v - (arc[i - 2] as number)))),
    zones: drawing.zones,
    ids: zones.id.map(shortText),
    names: zones.name.map((name, z) => (name === zones.id[z] ? '' : shortText(name))),
    x: [...drawing.x],
    y: [...drawing.y],
    after: [...result.zoneRep],
    before: hasIncumbent(context) ? [...context.zoneIncumbent] : null,
    sectors: pageSectors(input),
    measures: context.measures.map(({ name, perZone }) =>
      pageMeasure(shortText(measureWords(name, input.labels)), perZone),
    ),
  };
}

export function hasIncumbent({ zoneIncumbent }: PlanContext): boolean {
  return zoneIncumbent.some(j => j >= 0);
}

/** Of each sector, on every map. */
export function mapColors({ context, result }: ReportInput): string[] {
  return sectorColors(context, result.zoneRep, context.zoneIncumbent);
}

function pageSectors(input: ReportInput): PageSector[] {
  const { context, kpis, lang, labels } = input;
  const colors = mapColors(input);
  const labelOf = sectorLabels(kpis.sectors.map(sector => sector.sector_id));
  const n = (value: number) => formatNumber(value, 0, lang);
  return kpis.sectors.map((sector, j) => ({
    label: labelOf[j] as string,
    name: shortText(sector.sector_name),
    color: colors[j] as string,
    figures: [
      [labels.rep, shortText(sector.rep_id)],
      [labels.zones, n(sector.zones)],
      [labels.accounts, n(sector.accounts)],
      ...context.measures.map(({ name }): [string, string] => {
        const figure = sector.balance[name];
        const deviation = formatSigned(figure?.deviation, lang);
        return [
          shortText(measureWords(name, labels)),
          `${formatNumber(figure?.value, 0, lang)} (${deviation})`,
        ];
      }),
      [labels.travelShort, n(sector.travel.hours)],
    ],
  }));
}

/** Classes of as many zones each, of those that have anything. */
function pageMeasure(name: string, perZone: Float64Array): PageMeasure {
  const values = Array.from(perZone, value => Number((value || 0).toPrecision(4)));
  const some = values.filter(value => value > 0).sort((a, b) => a - b);
  const breaks: number[] = [];
  for (let c = 1; c < CLASSES; c++) {
    const value = some[Math.floor((some.length * c) / CLASSES)] ?? 0;
    if (value > (breaks.at(-1) ?? 0)) breaks.push(value);
  }
  return { name, values, breaks };
}
