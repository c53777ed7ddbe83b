// Plans of small problems, one for each trait that the search knows: see digest.ts for why they are pinned, and how to renew.

import { annealRounds, type Slicing } from '../../../src/optimize/round.ts';
import { cooling, scheduleOf } from '../../../src/optimize/schedule.ts';
import { improve, solve } from '../../../src/optimize/solve.ts';
import { connected } from '../../../src/optimize/start.ts';
import { type RandomProblemOptions, randomProblem } from '../random-problem.ts';
import { digest, following, type GoldenCases, listening, short } from './digest.ts';

const fast = { effort: 'fast', seed: 1 } as const;

async function solved(options: RandomProblemOptions, searchScale: number, breaths = Infinity) {
  const hooks = listening(breaths);
  const { assignment, score, bound, complete, facts } = await solve(randomProblem(options), fast, {
    ...hooks,
    searchScale,
  });
  return {
    objective: short(score.objective),
    excess: short(score.excess),
    bound: short(bound.value),
    ...facts,
    complete,
    breaths: hooks.breathed(),
    plan: digest(assignment),
    all: digest(score, bound, hooks.told),
  };
}

const tiles: Slicing = { size: 4, slices: 6, layouts: 3, settleSlices: 2, from: 0 };
const problem = randomProblem({
  n: 160,
  k: 10,
  m: 2,
  seed: 19,
  tolerance: 0.1,
  preferred: 2,
  repDependent: true,
});
const start = connected(problem, new Int32Array(160).fill(-1)).assignment;
const roundsOf = (slicing: Slicing) =>
  [1, 2, 3, 4, 5].map(seed => ({ seed, stages: cooling(3000, 1e7), proposals: 8000, slicing }));

const race = async (slicing: Slicing) => {
  const told: (readonly number[])[] = [];
  const found = await annealRounds(
    problem,
    start,
    roundsOf(slicing),
    { onProgress: (...at) => told.push(at), targetsOf: following(problem) },
    true,
  );
  return [short(found.bests[0].objective), found.accepted, digest(found, told)];
};

export const PLANS: GoldenCases = {
  'two measures, bases': async () => {
    return solved({ n: 90, k: 5, m: 2, seed: 11 }, 0.1);
  },

  'three measures, workload that depends on the rep, forbidden pairs, hand-overs': async () => {
    const options = { n: 80, k: 5, m: 3, seed: 12, repDependent: true, forbidden: 0.3, incumbents: true };
    return solved(options, 0.1);
  },

  'areas better whole, and limits': async () => {
    const options = { n: 84, k: 6, m: 1, seed: 13, preferred: 3, limits: true, tolerance: 0.1 };
    return solved(options, 0.1);
  },

  'a disruption budget': async () => {
    return solved({ n: 80, k: 5, m: 2, seed: 14, budget: true, tolerance: 0.1 }, 0.1);
  },

  'budgets of teams, firm and priced': async () => {
    const teams = { kind: 'both', share: 1.02 } as const;
    return solved({ n: 70, k: 4, m: 2, seed: 15, teams, tolerance: 0.1 }, 0.08);
  },

  'a budget of teams that has a price and costs more than it can be kept for': async () => {
    const teams = { kind: 'priced', share: 0.6 } as const;
    return solved({ n: 60, k: 4, m: 1, seed: 22, teams, tolerance: 0.2 }, 0.05);
  },

  'balance out of reach, costs without geography': async () => {
    const options = { n: 60, k: 4, m: 1, seed: 16, infeasible: true, geographic: false };
    return solved(options, 0.05);
  },

  'called off': async () => {
    return solved({ n: 90, k: 5, m: 2, seed: 11 }, 0.1, 40);
  },

  'a given plan, with zones left open and targets that follow it': async () => {
    const problem = randomProblem({ n: 80, k: 5, m: 2, seed: 17, repDependent: true, tolerance: 0.08 });
    const sketch = Int32Array.from({ length: 80 }, (_, i) => (i % 5 === 0 ? -1 : i % 3));
    const hooks = listening();
    const { assignment, score, facts } = await improve(problem, connected(problem, sketch), fast, {
      ...hooks,
      quality: 'good',
      scale: 0.1,
      lowerBound: 1,
      targetsOf: following(problem),
    });
    return {
      objective: short(score.objective),
      ...facts,
      all: digest(assignment, score, hooks.told),
    };
  },

  'a settled plan, re-split': async () => {
    const problem = randomProblem({ n: 100, k: 7, m: 2, seed: 18, tolerance: 0.08 });
    const hooks = listening();
    const { assignment, score, facts } = await improve(
      problem,
      connected(problem, new Int32Array(100).fill(-1)),
      fast,
      { ...hooks, quality: 'settled', scale: 0.5, lowerBound: 1 },
    );
    return {
      objective: short(score.objective),
      ...facts,
      all: digest(assignment, score, hooks.told),
    };
  },

  'across the antimeridian, a rep without a base, targets that are not met': async () => {
    const plain = randomProblem({ n: 60, k: 4, m: 1, seed: 20, tolerance: 0.02 });
    const problem = {
      ...plain,
      lon: plain.lon.map(lon => (lon > 0.5 ? lon - 180.5 : lon + 179.5)),
      root: plain.root.map((zone, j) => (j === 2 ? -1 : zone)),
    };
    const { assignment, score, facts } = await solve(problem, fast, { searchScale: 0.1 });
    return {
      objective: short(score.objective),
      ...facts,
      all: digest(assignment, score),
    };
  },

  'a large map, thoroughly: a sketch, and a race of 24': async () => {
    const problem = randomProblem({ n: 2401, k: 6, m: 1, seed: 21, tolerance: 0.2 });
    const start = connected(problem, new Int32Array(2401).fill(-1));
    const out: unknown[] = [];
    for (const breaths of [2, 40]) {
      const hooks = listening(breaths);
      const { assignment, score, facts, complete } = await improve(
        problem,
        start,
        { effort: 'thorough', seed: 1 },
        { ...hooks, quality: 'rough', scale: 2e-5, lowerBound: 1 },
      );
      const all = digest(assignment, score, hooks.told);
      out.push([short(score.objective), facts.proposals, facts.accepted, facts.resplits, complete, all]);
    }
    return out;
  },

  'schedules of all efforts and sizes': async () => {
    const all: unknown[] = [];
    for (const effort of ['fast', 'normal', 'thorough'] as const) {
      for (const start of ['rough', 'good', 'settled'] as const) {
        for (const n of [1, 7, 30, 100, 900, 1200, 1300, 2400, 2401, 6000, 10_000, 10_001, 40_000, 200_000]) {
          for (const scale of [undefined, 1, 0.3, 1e-3]) {
            const { stagesOf, ...schedule } = scheduleOf(n, {
              ...{ effort, start, seed: 1 },
              ...(scale && { scale }),
            });
            all.push(schedule, [0, 1, 2, 3].map(stagesOf));
          }
        }
      }
    }
    return digest(all);
  },

  'a race in tiles, with targets that follow': async () => {
    return race(tiles);
  },

  'rounds in one piece, with targets that follow': async () => race({ ...tiles, from: Infinity }),

  'a race of the whole map, with targets that follow': async () => {
    return race({ ...tiles, size: 60 });
  },
};
