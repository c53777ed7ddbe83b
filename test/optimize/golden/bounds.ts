// Bounds, proofs and written programs of small problems: see digest.ts for why they are pinned, and how to renew.

import { contiguousBound } from '../../../src/optimize/cuts/contiguous-bound.ts';
import { withAreas } from '../../../src/optimize/cuts/with-areas.ts';
import { elasticLp, withoutSide } from '../../../src/optimize/elastic.ts';
import { solveExact } from '../../../src/optimize/exact/solve-exact.ts';
import { leastReps } from '../../../src/optimize/least-reps.ts';
import { sharedProblem } from '../../../src/optimize/levels/share.ts';
import { approximateLp, solveLp } from '../../../src/optimize/lp-relaxation.ts';
import { writeMps } from '../../../src/optimize/mps.ts';
import { connected } from '../../../src/optimize/start.ts';
import { wholePrices } from '../../../src/optimize/whole-price.ts';
import { randomProblem } from '../random-problem.ts';
import { digest, type GoldenCases, listening, short } from './digest.ts';

const roughly = (problem: ReturnType<typeof randomProblem>) =>
  connected(problem, new Int32Array(problem.n).fill(-1)).assignment;
const firm = { kind: 'both', share: 1 } as const;

export const BOUNDS: GoldenCases = {
  'the relaxation, and prices alone': async () => {
    const out: unknown[] = [];
    for (const options of [
      { n: 400, k: 4, m: 2, seed: 21, repDependent: true },
      { n: 120, k: 12, m: 1, seed: 22, budget: true, forbidden: 0.4 },
      { n: 90, k: 6, m: 2, seed: 23, limits: true, teams: firm },
      { n: 60, k: 5, m: 1, seed: 24, infeasible: true, geographic: false },
      { n: 90, k: 14, m: 1, seed: 25, budget: true, teams: firm },
    ]) {
      const problem = randomProblem(options);
      const hooks = listening();
      const lp = await solveLp(problem, hooks);
      const rough = await approximateLp(problem, lp.duals);
      out.push([short(lp.value), lp.newtonSteps, lp.rounds, digest(lp, hooks.told), digest(rough)]);
    }
    const problem = randomProblem({ n: 400, k: 4, m: 2, seed: 21 });
    out.push(
      digest(await solveLp(problem, listening(3))),
      digest(await solveLp(problem, {}, undefined, 2e4)),
    );
    return out;
  },

  'contiguity, and areas better whole': async () => {
    const out: unknown[] = [];
    for (const options of [
      { n: 60, k: 5, m: 1, seed: 31, geographic: false, preferred: 3 },
      { n: 48, k: 4, m: 2, seed: 32, geographic: false, budget: true, preferred: 1 },
    ]) {
      const problem = randomProblem(options);
      const plain = await solveLp(problem);
      const hooks = listening();
      const known = await contiguousBound(problem, plain, roughly(problem), 'normal', hooks);
      const areas = withAreas(problem, plain, known, 2 * plain.value, 'fast');
      const alone = withAreas(problem, plain, null, Infinity, 'fast');
      out.push([
        ...[plain.value, known?.value ?? 0, areas?.value ?? 0, alone?.value ?? 0].map(short),
        known?.rounds,
        known?.cuts.length,
        digest(known, areas, alone, hooks.told),
      ]);
    }
    // most zones are where their rep is: they cost nothing, and say nothing of what a zone costs
    const spread = randomProblem({ n: 60, k: 5, m: 1, seed: 33, geographic: false });
    const near = { ...spread, cost: spread.cost.map(c => (c < 0.25 ? 0 : c)) };
    const known = await contiguousBound(near, await solveLp(near), roughly(near), 'normal');
    out.push([known?.rounds, known?.cuts.length, digest(known)]);
    return out;
  },

  'proven plans': async () => {
    const out: unknown[] = [];
    for (const options of [
      { n: 14, k: 3, m: 2, seed: 45, tolerance: 0.2, geographic: false },
      { n: 25, k: 4, m: 1, seed: 48, tolerance: 0.1 },
      { n: 16, k: 3, m: 1, seed: 42, tolerance: 0.2, preferred: 4, limits: true },
      { n: 14, k: 3, m: 1, seed: 46, tolerance: 0.2, teams: firm, budget: true, preferred: 1 },
    ]) {
      const problem = randomProblem(options);
      const hooks = listening();
      const limits = { nodes: 60, work: 2e6, seed: 1 };
      const found = await solveExact(problem, roughly(problem), await solveLp(problem), limits, hooks);
      const { value, bound, proven, nodes, cuts, columns, assignment } = found;
      out.push([short(value), short(bound), proven, nodes, cuts, columns, digest(assignment, hooks.told)]);
    }
    return out;
  },

  'proofs that begin badly, end early, or find that there is none': async () => {
    const out: unknown[] = [];
    const problem = randomProblem({ n: 14, k: 3, m: 2, seed: 45, tolerance: 0.2, geographic: false });
    const plain = await solveLp(problem);
    const torn = Int32Array.from({ length: 14 }, (_, i) => i % 3);
    // two zones that only the third rep may serve, and nothing around them
    const closed = {
      ...problem,
      cost: problem.cost.map((c, at) => (at % 3 !== 2 && (at < 3 || at > 38) ? Infinity : c)),
    };
    const shut = {
      ...closed,
      cost: closed.cost.map((c, at) => (at % 3 === 2 && at >= 3 && at <= 38 ? Infinity : c)),
    };
    const enough = { nodes: 60, work: 2e6, seed: 1 };
    for (const [own, start, limits, breaths] of [
      [problem, torn, enough, Infinity],
      [problem, torn, { ...enough, nodes: 3 }, Infinity],
      [problem, torn, { ...enough, work: 4000 }, Infinity],
      [problem, roughly(problem), enough, 1],
      [closed, roughly(closed), enough, Infinity],
      [shut, roughly(shut), enough, Infinity],
    ] as const) {
      const hooks = listening(breaths);
      const lp = own === problem ? plain : await solveLp(own);
      const { value, bound, proven, nodes, cuts, columns, assignment } = await solveExact(
        own,
        start,
        lp,
        limits,
        hooks,
      );
      out.push(
        [value, bound, proven, nodes, cuts, columns, digest(assignment, hooks.told)].map(String).join(' '),
      );
    }
    return out;
  },

  'whether balance can be kept, what whole areas cost, how few reps an area needs, ground shared by groups':
    async () => {
      const out: unknown[] = [];
      for (const options of [
        { n: 40, k: 4, m: 2, seed: 51 },
        { n: 40, k: 4, m: 1, seed: 52, infeasible: true },
        { n: 40, k: 4, m: 1, seed: 53, budget: true, limits: true },
        { n: 40, k: 4, m: 1, seed: 54, teams: { kind: 'both', share: 0.7 } as const },
        { n: 40, k: 4, m: 2, seed: 55, repDependent: true },
      ]) {
        const problem = randomProblem({ ...options, preferred: 2 });
        const budget = { left: 1e9 };
        const elastic = await elasticLp(problem, { ...listening(), budget });
        const wider = await elasticLp(
          withoutSide(withoutSide(problem, 0, 'most'), 1, 'least'),
          {},
          elastic.duals,
        );
        const shares = Array.from({ length: problem.n }, (_, i) => [elastic.shares(i), wider.shares(i)]);
        const [kind] = problem.preferred!;
        const { duals } = await solveLp(problem);
        const sharing = {
          groupOf: Int32Array.of(0, 1, 1, 0),
          k: 2,
          drawn: roughly(problem),
          above: null,
          windows: Array.from({ length: problem.m }, () => []),
        };
        const goal = problem.target[0] + problem.target[3 * problem.m];
        const shared = [
          sharedProblem(problem, duals, sharing),
          sharedProblem(problem, duals, {
            ...sharing,
            above: { ofGroup: Int32Array.of(0, 1), ofZone: Int32Array.from({ length: 40 }, (_, i) => i % 2) },
            windows: sharing.windows.map(() => [
              [0.97 * goal, 1.02 * goal],
              [9 * goal, 10 * goal],
            ]),
          }),
        ];
        out.push([
          [elastic.kept, wider.kept],
          digest(elastic.duals, wider.duals, shares, budget),
          digest(wholePrices(problem, duals, kind.of, kind.size.length), leastReps(problem)),
          digest(...shared),
        ]);
      }
      return out;
    },

  'programs as MPS': async () => {
    const out = [
      { n: 20, k: 3, m: 2, seed: 61, budget: true, forbidden: 0.3 },
      { n: 20, k: 3, m: 1, seed: 62, limits: true, preferred: 2, teams: firm },
      { n: 12, k: 2, m: 1, seed: 63, repDependent: true, infeasible: true },
    ].map(options => {
      const problem = randomProblem(options);
      const { n, k, m } = problem;
      const text = [
        ...writeMps(problem, {
          zones: Array.from({ length: n }, (_, i) => (i === 3 ? 'an "odd" one' : `Z${i}`)),
          reps: Array.from({ length: k }, (_, j) => `R${j}`),
          measures: Array.from({ length: m }, (_, q) => `M${q}`),
        }),
      ].join('');
      return digest(text);
    });
    return out;
  },
};
