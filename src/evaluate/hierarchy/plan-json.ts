// `hierarchy` of plan.json: tiers from bottom to top, groups and members sorted, one entry a line.

import type { PlanGroup, PlanHierarchy } from '../../model/plan.ts';
import type { Reader } from '../json-reader.ts';
import { byFirst, byKeys, jsonLine } from '../json-text.ts';
import { readProof } from '../plan-proof.ts';

export function hierarchyText({ tiers, groups, members }: PlanHierarchy): string {
  // levels stay in their order, bottom to top
  const rank = new Map(tiers.map(({ name }, at) => [name, String(at).padStart(4, '0')]));
  const level = (name: string) => rank.get(name) ?? name;
  const lines = (entries: readonly string[]) =>
    entries.length === 0 ? '[]' : `[\n${entries.map(entry => `      ${entry}`).join(',\n')}\n    ]`;
  const parts: [string, readonly string[]][] = [
    ['tiers', tiers.map(jsonLine)],
    [
      'groups',
      [...groups]
        .sort(
          byKeys(
            g => level(g.level),
            g => g.id,
          ),
        )
        .map(groupLine),
    ],
    [
      'members',
      [...members]
        .sort(
          byKeys(
            m => level(m[0]),
            m => m[1],
          ),
        )
        .map(jsonLine),
    ],
  ];
  return `{\n${parts.map(([key, entries]) => `    ${jsonLine(key)}: ${lines(entries)}`).join(',\n')}\n  }`;
}

function groupLine({ prices, ...group }: PlanGroup): string {
  const list = Object.entries(prices).sort(byFirst);
  const text = list.map(([name, price]) => `${jsonLine(name)}: ${jsonLine(price)}`).join(', ');
  return `${jsonLine(group).slice(0, -1)}, "prices": {${text}}}`;
}

export function readPlanHierarchy(from: Reader): PlanHierarchy {
  return {
    tiers: from.get('tiers').list(tier => ({
      name: tier.get('name').text(),
      how: tier.get('how').oneOf(['given', 'formed', 'shared']),
      objective: tier.get('objective').number(),
      excess: tier.get('excess').number(),
      excessPrice: tier.get('excessPrice').number(),
      lowerBound: tier.get('lowerBound').numberOrNull(),
      proof: readProof(tier.get('proof')),
      everySeat: tier.get('everySeat').flag(),
    })),
    groups: from.get('groups').list(group => {
      const start = group.get('start');
      start.length(2);
      const manager = group.get('manager');
      return {
        level: group.get('level').text(),
        id: group.get('id').text(),
        name: group.get('name').text(),
        manager: manager.isNull() ? null : manager.text(),
        share: group.get('share').number(),
        start: [start.at(0).number(), start.at(1).number()] as const,
        based: group.get('based').flag(),
        prices: group.get('prices').numbers(),
      };
    }),
    members: from.get('members').list(entry => {
      entry.length(3);
      return [entry.at(0).text(), entry.at(1).text(), entry.at(2).text()] as const;
    }),
  };
}
