// What verify does not recompute, and why. Everything else that a plan's files say it must notice when it is changed.

const UNSEEN: readonly (readonly [pattern: RegExp, why: string])[] = [
  [
    /\[(reason|why|remedy)\]$/,
    'words, in the language of the report; the reason of a tour has a code, which is checked',
  ],
  [/kpis\.json (units\b|.*balance\..*\.unit$)/, 'words that say what a figure is: the same in every plan'],
  [/kpis\.json .*unavailable/, 'words: which column would make a figure known; that it is null is checked'],
  [/kpis\.json promises\.\*\.detail/, 'words about a promise; whether it is kept is checked'],
  [/kpis\.json .*certifies$/, 'words; what must not be said without a proof is checked'],
  [
    /plan\.json solver\.(accepted|contested|exact|newtonSteps|proposals|reproducible|resplits|rounds|startStranded)$/,
    'how the search went: nothing of the plan follows from it',
  ],
  [
    /plan\.json solver\.(budgetPrice|moveBudget)$|bound\.json budgetPrice$/,
    'without a budget it has no part in the bound',
  ],
  [/plan\.json settings\.(seed|effort|exact)$/, 'what was asked of the search, not of the plan'],
  [
    /plan\.json settings\.(default|whiteSpace)|plan\.json settings\.\w+By(Segment|Potential)|settings\.rampUp/,
    'what is assumed of records that do not say, of which there are none in these inputs',
  ],
  [/plan\.json settings\.travel\.speeds\.\*$/, 'a class twice is driven for no kilometer the second time'],
  [/kpis\.json .*before.*compactness/, 'how round today’s sectors are: their outlines are in no file'],
  [
    /bound\.json (cuts|levels|least)\.\*(\.\*)?$/,
    'a price of no weight: the rest proves as much as is claimed',
  ],
  [/plan\.json inputs\.\*\.file$/, 'a name to look for: the file is known by its hash'],
  [/tours\.json settings\.(seed|effort)$/, 'what was asked of the search, not of the tours'],
  [
    /tours\.json settings\.(drivingMinutes|spacing)$/,
    'a limit that is looser, and that these days keep either way',
  ],
  [/tours\.json settings\.nightPrice\.minutes$/, 'what a night would cost: there are none in these tours'],
  [
    /tours\.json settings\.holidays$/,
    'of days that have no dates; where they have, the days off are checked',
  ],
  [/tours\.json settings\.part$/, 'the part of the year that follows from the first day, said or not'],
  [
    /tours\.json complete$/,
    'whether the search for today’s tours was cut short: that of the others has bounds',
  ],
  [/(plan|tours)\.json version$/, 'which program wrote it'],
  [
    /plan\.json (settings\.hierarchy.*|hierarchy\..*|solver\.)proof\.(cuts|nodes|proven)$/,
    'a tree that is not kept; that a plan is no proven optimum may be said of one that is',
  ],
  [
    /plan\.json hierarchy\..*everySeat$/,
    'less is claimed without it, and with it no more than the proof says',
  ],
  [
    /plan\.json (solver|hierarchy\.tiers\.\*)\.excessPrice$/,
    'of a plan without an excess, whose prices are far below it',
  ],
  [/plan\.json settings\.country$/, 'how postal codes are read: these are read the same'],
  [
    /plan\.json (settings\.slice\.)?measures\.\*$/,
    'which columns layers read; those that they balance are named there',
  ],
  [/plan\.json sectors\.\*\.prices\./, 'other prices, which certify no less than is claimed'],
  [/tours\.json travel\.input\.file$/, 'a name to look for: the file is known by its hash'],
  [
    /tours\.json travel\.off_road_places$/,
    'places without a road near them: what a server said, of which no row is left',
  ],
  [/plan\.json reproducible$/, 'how the search went'],
  [
    /plan\.json settings\.handOver\.byYearsHeld/,
    'a step may lie a week earlier, where nobody took over in it',
  ],
  [/kpis\.json revision\.replan/, 'figures of a plan made afresh, which is not kept'],
  [
    /(sectors|levels\/\w+)\.geojson features\.\*\.geometry\.coordinates/,
    'a corner may move as far as area, roundness and the zones inside stay as they are',
  ],
];

/** The reason why a change there need not be noticed; null when it must be. */
export function whyUnseen(pattern: string): string | null {
  return UNSEEN.find(([known]) => known.test(pattern))?.[1] ?? null;
}
