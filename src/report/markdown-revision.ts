// Since the plan before: what has changed in the inputs, what the revision changes, and what a plan made afresh would gain.

import type { Kpis } from '../evaluate/kpis-types.ts';
import type { ReplanKpis } from '../evaluate/revision.ts';
import { escapeMarkdown, formatNumber, formatShare, type Lang, MISSING, markdownTable } from './format.ts';
import { type Labels, measureWords } from './labels.ts';
import { bullets, type ReportInput, section } from './report-input.ts';
import { namesOf, REVISION_WORDS } from './revision-words.ts';

export function revisionSection({
  kpis,
  lang,
  labels,
}: Pick<ReportInput, 'kpis' | 'lang' | 'labels'>): string {
  const { revision } = kpis;
  if (!revision) return '';
  const words = REVISION_WORDS[lang];
  const n = (value: number) => formatNumber(value, 0, lang);
  const names = (ids: readonly string[]) => escapeMarkdown(namesOf(ids, lang));
  const from = escapeMarkdown(revision.from);
  const { accounts, reps, sectors, replan } = revision;
  const facts = [
    words.accounts(n(accounts.new), n(accounts.gone)),
    words.reps(names(reps.joined), names(reps.left)),
    words.sectors(names(sectors.new), names(sectors.ended)),
  ];
  return section(
    words.title,
    revision.stands ? words.stands(from) : words.revised(from, words.zones(n(revision.zones_changed))),
    bullets(facts),
    words.kept,
    ...(replan
      ? [`### ${words.afresh}`, words.afreshNote, comparison(kpis, revision.objective, replan, lang, labels)]
      : []),
  );
}

function comparison(
  { plan, promises }: Kpis,
  objective: number,
  replan: ReplanKpis,
  lang: Lang,
  labels: Labels,
): string {
  const words = REVISION_WORDS[lang];
  const n = (value: number | null | undefined) => formatNumber(value, 0, lang);
  const share = (value: number | null | undefined) => formatShare(value, lang, 1);
  const moved = (of: ReplanKpis['disruption'], what: 'accounts' | 'revenue') =>
    of && of[what] !== null ? `${n(of[what])} (${share(of.share[what])})` : MISSING[lang];
  const rows = [
    [words.objective, n(objective), n(replan.objective)],
    [words.travel, n(plan.travel.hours), n(replan.travel_hours)],
    [words.km, n(plan.travel.km), n(replan.travel_km)],
    ...Object.entries(plan.balance).map(([name, { max_deviation }]) => [
      escapeMarkdown(words.deviation(measureWords(name, labels))),
      share(max_deviation),
      share(replan.max_deviation[name]),
    ]),
    [words.moved, moved(plan.disruption, 'accounts'), moved(replan.disruption, 'accounts')],
    [words.revenue, moved(plan.disruption, 'revenue'), moved(replan.disruption, 'revenue')],
    [words.broken, n(promises.filter(({ kept }) => !kept).length), n(replan.promises_broken)],
  ];
  return markdownTable([words.figure, `${words.revision}:`, `${words.replan}:`], rows);
}
