// What is asked of a written plan → its answers, one for each layer that has it.

import { explainAccount } from '../../evaluate/explain/account.ts';
import { type Answer, type Answers, EXPLAIN_SCHEMA, type Kind } from '../../evaluate/explain/answer.ts';
import { explainSector } from '../../evaluate/explain/sector.ts';
import { explainZone } from '../../evaluate/explain/zone.ts';
import { InputError } from '../../io/issues.ts';
import { nearest } from '../../io/nearest.ts';
import { accountIds, findAccount } from './account-row.ts';
import { findCosts } from './cost-row.ts';
import { type ReadLayer, readExplained } from './read.ts';

export interface ExplainRequest {
  readonly kind: Kind;
  readonly id: string;
  /** plan directory */
  readonly plan: string;
  /** null: every layer that has it */
  readonly layer: string | null;
  /** every eligible rep, not the nearest alone */
  readonly all: boolean;
}

/** @throws InputError when the plan cannot be read, or nothing in it has this id */
export async function explain({ kind, id, plan, layer, all }: ExplainRequest): Promise<Answers> {
  const layers = await readExplained(plan, layer);
  const answers: Answer[] = [];
  for (const read of layers) {
    const answer = await answerOf(read, kind, id, all);
    if (answer) answers.push(answer);
  }
  if (answers.length === 0) throw await unknown(layers, kind, id);
  return { schema: EXPLAIN_SCHEMA, asked: { kind, id }, answers };
}

async function answerOf(
  { name, dir, plan, standing }: ReadLayer,
  kind: Kind,
  id: string,
  all: boolean,
): Promise<Answer | null> {
  const { world } = standing;
  switch (kind) {
    case 'zone': {
      const i = world.zoneIndex.get(id);
      if (i === undefined) return null;
      return { kind, layer: name, unit: world.input.unit, ...explainZone(standing, i, all) };
    }
    case 'account': {
      const facts = await findAccount(dir, plan, id);
      return facts && explainAccount(standing, facts, name, { all, costs: await findCosts(dir, id) });
    }
    case 'rep': {
      const j = world.repIndex.get(id);
      return j === undefined ? null : explainSector(standing, j, kind, name);
    }
    case 'sector': {
      const j = world.sectorId.indexOf(id);
      return j < 0 ? null : explainSector(standing, j, kind, name);
    }
  }
}

/** What else has this id, or which one is near. */
async function unknown(layers: readonly ReadLayer[], kind: Kind, id: string): Promise<InputError> {
  const split = layers.flatMap(({ plan }) => plan.splits).find(({ zone }) => zone === id);
  const remedies: string[] = [];
  if (kind === 'zone' && split)
    remedies.push(`it was split; ask for ${split.parts.map(part => part.id).join(', ')}`);
  for (const other of ['zone', 'account', 'rep', 'sector'] as const) {
    if (other === kind || remedies.length > 0) continue;
    for (const layer of layers) {
      if (!(await has(layer, other, id))) continue;
      remedies.push(
        `there is ${other === 'account' ? 'an' : 'a'} ${other} of that id: sectorize explain ${other} ${id}`,
      );
      break;
    }
  }
  if (remedies.length === 0) {
    const known = new Set<string>();
    for (const layer of layers) for (const one of await idsOf(layer, kind)) known.add(one);
    const near = nearest(id, known);
    remedies.push(near === null ? `write it as the plan's files have it` : `did you mean ${near}?`);
  }
  return new InputError([
    {
      severity: 'error',
      code: 'unknown-id',
      file: layers.length === 1 ? layers[0]!.dir : 'plan.json',
      line: null,
      column: null,
      found: `"${id.slice(0, 60)}"`,
      expected: `${kind === 'account' ? 'an' : 'a'} ${kind} of the plan`,
      remedy: remedies.join('; '),
    },
  ]);
}

async function has({ dir, plan, standing }: ReadLayer, kind: Kind, id: string): Promise<boolean> {
  const { zoneIndex, repIndex, sectorId } = standing.world;
  if (kind === 'account') return (await findAccount(dir, plan, id)) !== null;
  if (kind === 'zone') return zoneIndex.has(id);
  return kind === 'rep' ? repIndex.has(id) : sectorId.includes(id);
}

async function idsOf({ dir, plan, standing }: ReadLayer, kind: Kind): Promise<Iterable<string>> {
  const { world } = standing;
  if (kind === 'account') return accountIds(dir, plan);
  if (kind === 'zone') return world.zoneId;
  return kind === 'rep' ? world.repId : world.sectorId;
}
