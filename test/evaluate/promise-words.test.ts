// What promises are said to be, in both languages, for one of a thing and for several: kept for somebody to read.

import { expect, it } from 'vitest';
import { PROMISE_WORDS as words } from '../../src/evaluate/promise-words.ts';

const found = { en: 'R1', fr: 'R1' };

it('counts one and several, and writes figures as each language does', async () => {
  const said = [
    ...[0, 1, 2].flatMap(count => [
      words.locks(count),
      words.groups(count),
      words.eligible(count, null),
      words.eligible(count, count),
      words.whole(count, 'department', count === 2 ? ['A', 'B'] : []),
      words.more(count),
      words.apart('G', count),
    ]),
    words.moved(0.12345, 'revenue', 0.1),
    words.moved(0, 'potential', 1),
    words.moved(0.5, 'accounts', 0.055),
    words.outside('S1', null),
    words.outside('S1', -0.1234),
    words.outside('S1', 0.1),
    words.beyond(0.075)(found),
    words.withinLimit('zones', 1, 9),
    words.withinLimit('accounts', 0, 2),
    words.beyondLimit('zones', 2, null)(found),
    words.beyondLimit('accounts', null, 5)(found),
    words.beyondLimit('zones', 2, 5)(found),
    words.cut('department')(found),
    words.mayNot('zone', 'Z1', 'R1', 'segments'),
    words.mayNot('account', 'A1', 'R1', 'excluded_accounts'),
    words.unlocked('A1', 'R1', false, 'R2'),
    words.unlocked('A1', 'R1', true, null),
    words.spent('hours', 12.345, 10),
    words.spent('travel_hours', null, 10.5),
    words.spent('km', 1000, 999.94),
    words.spent('cost', 0, 1),
    words.asFound(found),
    ...[0, 1, 2].flatMap(count => [
      words.zonesOnce(count),
      words.accountsOnce(count, 2 - count),
      words.onePiece(count),
      words.overrides(count),
      words.pieces('S1', count),
    ]),
    words.zonesAstray(found),
    words.accountsAstray(found),
    words.otherwise('zone', 'Z1', 'R1', null),
    words.otherwise('account', 'A1', 'R1', 'R2'),
    words.morePieces(found),
    words.closest(-0.0123, 'S1', 0.1),
    words.closest(0.2, 'S2', 0.075),
    words.noTargets,
    words.noGroupTargets,
    words.groupsInOnePiece('area'),
    words.beyondLimit('zones', 1, null)(found),
    words.beyondLimit('accounts', null, 1)(found),
  ];
  await expect(said.map(({ en, fr }) => `${en}\n${fr}\n`).join('\n')).toMatchFileSnapshot(
    'promise-words.txt',
  );
});
