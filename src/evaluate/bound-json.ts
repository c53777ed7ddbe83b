// bound.json as text, one cut a line, and back with every field checked.

import { byCode } from '../model/order.ts';
import { BOUND_SCHEMA, type ContiguousCertificate } from '../model/plan.ts';
import { JsonError, Reader } from './json-reader.ts';
import { byFirst, byKeys, jsonLine, jsonLines } from './json-text.ts';
import { readTeamPrice } from './team-price.ts';

/** Sorted by code units whatever order it comes in; a separator's zones too. */
export function boundToText(certificate: ContiguousCertificate): string {
  const { schema, value, budgetPrice, prices, cuts, levels, least, teamPrices } = certificate;
  const priceLines = [...prices].sort(byFirst).map(([rep, byMeasure]) => {
    const entries = Object.entries(byMeasure).sort(byFirst);
    const inner = entries.map(([name, price]) => `${JSON.stringify(name)}: ${JSON.stringify(price)}`);
    return `[${JSON.stringify(rep)}, {${inner.join(', ')}}]`;
  });
  const cutLines = cuts
    .map(
      ({ rep, zone, measure, price, separator }) =>
        [rep, zone, measure, price, separator.toSorted(byCode)] as const,
    )
    .sort(
      byKeys(
        cut => cut[0],
        cut => cut[1],
        cut => cut[2],
        cut => JSON.stringify(cut[4]),
      ),
    )
    .map(jsonLine);
  const levelLines = [...levels]
    .sort(
      byKeys(
        level => level[0],
        level => level[1],
      ),
    )
    .map(jsonLine);
  const leastLines = least
    .map(({ column, area, measure, reps, price }) => [column, area, measure, reps, price] as const)
    .sort(
      byKeys(
        row => row[0],
        row => row[1],
      ),
    )
    .map(jsonLine);
  const parts = [
    `"schema": ${JSON.stringify(schema)}`,
    `"value": ${JSON.stringify(value)}`,
    `"budgetPrice": ${JSON.stringify(budgetPrice)}`,
    ...(teamPrices ? [`"teamPrices": ${jsonLines(teamPrices.map(jsonLine))}`] : []),
    `"prices": ${jsonLines(priceLines)}`,
    `"cuts": ${jsonLines(cutLines)}`,
    // only where areas have a price
    ...(levels.length > 0 ? [`"levels": ${jsonLines(levelLines)}`] : []),
    ...(least.length > 0 ? [`"least": ${jsonLines(leastLines)}`] : []),
  ];
  return `{\n${parts.map(part => `  ${part}`).join(',\n')}\n}\n`;
}

/** @throws JsonError naming the path and what was expected there */
export function parseBound(text: string): ContiguousCertificate {
  const root = Reader.parse(text, 'bound.json');
  const schema = root.get('schema').text();
  if (schema !== BOUND_SCHEMA) {
    throw new JsonError(
      `bound.json: schema is ${JSON.stringify(schema)}, this version reads "${BOUND_SCHEMA}"`,
    );
  }
  return {
    schema: BOUND_SCHEMA,
    value: root.get('value').number(),
    budgetPrice: root.get('budgetPrice').number(),
    ...(root.has('teamPrices') && { teamPrices: root.get('teamPrices').list(readTeamPrice) }),
    prices: root.get('prices').list(entry => {
      entry.length(2);
      return [entry.at(0).text(), entry.at(1).numbers()] as const;
    }),
    cuts: root.get('cuts').list(entry => {
      entry.length(5);
      return {
        rep: entry.at(0).text(),
        zone: entry.at(1).text(),
        measure: entry.at(2).text(),
        price: entry.at(3).number(),
        separator: entry.at(4).list(zone => zone.text()),
      };
    }),
    levels: root.get('levels').isAbsent()
      ? []
      : root.get('levels').list(entry => {
          entry.length(3);
          return [entry.at(0).text(), entry.at(1).text(), entry.at(2).number()] as const;
        }),
    least: root.get('least').isAbsent()
      ? []
      : root.get('least').list(entry => {
          entry.length(5);
          return {
            column: entry.at(0).text(),
            area: entry.at(1).text(),
            measure: entry.at(2).text(),
            reps: entry.at(3).number(),
            price: entry.at(4).number(),
          };
        }),
  };
}
