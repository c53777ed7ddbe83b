// Zones that have another rep in the second plan, of one layer. What they carry is that of their accounts.

import { roundTo } from '../statistics.ts';
import type { Count, ZoneMove } from './move-types.ts';
import { balanceFacts, type MoveReason, nearer } from './reasons.ts';
import { decidedZone, type SideLayer, type SideZone } from './side.ts';
import { loadsOf, meanMinutes } from './zone-loads.ts';

export function zoneMoves(base: SideLayer, other: SideLayer): { count: Count; list: ZoneMove[] } {
  const was = new Map(base.zones.map(zone => [zone.id, zone]));
  const [loadsBefore, loads] = [loadsOf(base), loadsOf(other)];
  const facts = balanceFacts(base, other);
  const count = { common: 0, moved: 0, new: 0, gone: 0 };
  const list: ZoneMove[] = [];
  const add = (status: ZoneMove['status'], zone: SideZone, from: string, to: string, reason: MoveReason) => {
    count[status]++;
    const [layer, all] = status === 'gone' ? [base, loadsBefore] : [other, loads];
    const load = all.get(zone.id);
    const amount = (of: 'revenue' | 'potential') =>
      layer.accounts?.[of] ? (roundTo(load?.[of] ?? 0, 6) ?? Number.NaN) : Number.NaN;
    list.push({
      ...{ layer: layer.name, status, id: zone.id, name: zone.name, from, to },
      accounts: layer.accounts ? (load?.accounts ?? 0) : Number.NaN,
      fromMinutes: status === 'new' ? Number.NaN : meanMinutes(loadsBefore, zone.id),
      toMinutes: status === 'gone' ? Number.NaN : meanMinutes(loads, zone.id),
      revenue: amount('revenue'),
      potential: amount('potential'),
      reason,
    });
  };
  const reasonOf = ({ id, today }: SideZone, from: string, to: string): MoveReason => {
    if (!other.reps.has(from)) return { code: 'rep-gone', rep: from };
    const decided = decidedZone(other, id);
    if (decided) return { code: 'by-hand', ...decided };
    if (!base.reps.has(to)) return { code: 'rep-new', rep: to };
    return (
      facts.tolerance(from, to) ??
      (today === to && !base.today ? { code: 'stays', rep: to } : null) ??
      nearer(meanMinutes(loadsBefore, id), meanMinutes(loads, id)) ??
      facts.evened(from, to) ?? { code: 'none' }
    );
  };
  const here = new Set<string>();
  for (const zone of other.zones) {
    here.add(zone.id);
    const before = was.get(zone.id);
    const [from, to] = [before?.rep ?? '', zone.rep];
    if (from !== '' && to !== '') {
      count.common++;
      if (from !== to) add('moved', zone, from, to, reasonOf(zone, from, to));
    } else if (to !== '') {
      const whole = other.parts.get(zone.id);
      const single: MoveReason = before ? { code: 'unserved-before' } : { code: 'not-before' };
      add('new', zone, '', to, whole === undefined ? single : { code: 'split', zone: whole });
    } else if (from !== '') add('gone', zone, from, '', { code: 'unserved-after' });
  }
  const split = new Set(other.parts.values());
  for (const zone of base.zones) {
    if (here.has(zone.id) || zone.rep === '') continue;
    const whole = split.has(zone.id) ? zone.id : base.parts.get(zone.id);
    add(
      'gone',
      zone,
      zone.rep,
      '',
      whole === undefined ? { code: 'not-after' } : { code: 'split', zone: whole },
    );
  }
  return { count, list };
}
