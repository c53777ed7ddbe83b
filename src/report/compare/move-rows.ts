// The moves between plans as rows of a CSV file, header first: accounts, and zones. Names of columns and codes are the same
// in every language; only `reason` is for reading.

import type { Comparison } from '../../evaluate/compare/compare.ts';
import type { Row } from '../../evaluate/tables.ts';
import type { Lang } from '../format.ts';
import { moveReasonWords } from './reasons.ts';

const ACCOUNT_COLUMNS = [
  ...['base', 'plan', 'layer', 'status', 'account_id', 'account_name', 'zone_id', 'from_rep_id', 'to_rep_id'],
  ...['from_minutes', 'to_minutes', 'revenue', 'potential', 'reason_code', 'reason'],
];

const ZONE_COLUMNS = [
  ...['base', 'plan', 'layer', 'status', 'zone_id', 'zone_name', 'from_rep_id', 'to_rep_id', 'accounts'],
  ...['from_minutes', 'to_minutes', 'revenue', 'potential', 'reason_code', 'reason'],
];

export function* accountMoveRows({ base, others }: Comparison, lang: Lang): Generator<Row> {
  const words = moveReasonWords(lang);
  yield ACCOUNT_COLUMNS;
  for (const { side, moves } of others) {
    for (const move of moves.accountList) {
      yield [
        ...[base.name, side.name, move.layer, move.status, move.id, move.name, move.zone, move.from, move.to],
        ...[move.fromMinutes, move.toMinutes, move.revenue, move.potential, move.reason.code],
        words(move.reason),
      ];
    }
  }
}

export function* zoneMoveRows({ base, others }: Comparison, lang: Lang): Generator<Row> {
  const words = moveReasonWords(lang);
  yield ZONE_COLUMNS;
  for (const { side, moves } of others) {
    for (const move of moves.zoneList) {
      yield [
        ...[base.name, side.name, move.layer, move.status, move.id, move.name, move.from, move.to],
        ...[move.accounts, move.fromMinutes, move.toMinutes, move.revenue, move.potential],
        ...[move.reason.code, words(move.reason)],
      ];
    }
  }
}
