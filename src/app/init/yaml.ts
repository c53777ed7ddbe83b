// The draft as the text of sectorize.yaml. Settings that are off are written `#key: value`, without a blank, so that taking
// the mark away is enough; every such line is accepted by the reader, which a test makes sure of.

import { escapeText, quoteCell } from '../../io/issues.ts';
import { formatNumber } from '../../report/format.ts';
import type { InitRole, InitWords } from '../../report/init-words.ts';
import { formatPercent } from './columns.ts';
import type { Draft, DraftFile } from './draft.ts';

export interface YamlOptions {
  readonly words: InitWords;
  readonly lang: 'en' | 'fr';
  /** a path as it is written in the configuration */
  readonly relative: (path: string) => string;
  /** where the JSON Schema is, from the configuration; null when it is nowhere near */
  readonly schema: string | null;
}

const SCHEMA_FILE = 'sectorize.schema.json';
const WIDTH = 118;

export function configurationText(draft: Draft, options: YamlOptions): string {
  const { words, schema } = options;
  const lines: string[] = [];
  if (schema !== null) lines.push(`# yaml-language-server: $schema=${schema}`);
  lines.push(...words.head.flatMap(comment));
  if (schema === null) lines.push(...comment(words.editors(SCHEMA_FILE)));
  const section = (title: string, ...parts: readonly string[][]) => {
    lines.push('', `# --- ${title} ---`);
    for (const part of parts.filter(({ length }) => length > 0)) lines.push('', ...part);
  };
  section(
    words.inputs,
    ...inputLines(draft, options),
    mapLines(draft, options),
    countryLines(draft, options),
  );
  section(words.balance, measureLines(draft, options));
  section(words.stability, stabilityLines(draft, words));
  section(words.ground, ...groundLines(draft, words));
  section(words.visits, ...visitLines(draft, words));
  section(words.time, [...comment(words.period), off('period: {from: 2027-01, months: 12}')]);
  section(words.layersTitle, ...layerLines(draft, options));
  section(
    words.output,
    [...comment(words.lang), `lang: ${options.lang}`],
    [...comment(words.profile), off('profile: excel-fr'), off('xlsx: yes')],
    [...comment(words.effort), off('effort: thorough')],
  );
  return `${lines.join('\n')}\n`;
}

/** A sentence of any text as comment lines: nothing of a file's can end the comment. */
function comment(text: string): string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of escapeText(text).split(' ')) {
    if (line !== '#' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

const off = (setting: string): string => `#${setting}`;

/** A text as YAML: plain where that is safe beyond doubt, else in double quotes, as JSON has them. */
export function yamlText(text: string): string {
  const plain = /^[A-Za-zÀ-ÿ./][\w À-ÿ./-]*$/.test(text) && !/\s$|^\.+$/.test(text);
  const word = /^(?:true|false|yes|no|on|off|null|none|y|n|oui|non)$/i.test(text);
  // what YAML calls no printable character must be escaped, though JSON does not
  return plain && !word
    ? text
    : JSON.stringify(text).replace(
        /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
        char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
}

function inputLines(draft: Draft, options: YamlOptions): string[][] {
  const { words, relative } = options;
  const missing: Readonly<Record<'accounts' | 'reps' | 'zones', readonly string[]>> = {
    accounts: words.noAccounts,
    reps: words.noReps,
    zones: [...words.noZones, ...(draft.country === null ? words.noZonesFrance : [])],
  };
  const found = (role: InitRole) => draft.files.find(file => file.role === role);
  const [colon, semicolon] = options.lang === 'fr' ? [' : ', ' ; '] : [': ', '; '];
  const said = (file: DraftFile) => [
    ...comment(`${words.roles[file.role]}${colon}${[words.sure[file.sure], ...file.why].join(semicolon)}`),
    `${file.role}: ${yamlText(relative(file.path))}`,
  ];
  const main = (['accounts', 'reps', 'zones'] as const).map(role => {
    const file = found(role);
    return file
      ? said(file)
      : [
          ...comment(missing[role].join(' ')),
          off(`${role}: ${role}.${role === 'zones' ? 'geojson' : 'csv'}`),
        ];
  });
  // managers are named by hierarchy
  const more = (['barriers', 'aliases'] as const).flatMap(role => {
    const file = found(role);
    return file ? [said(file)] : [];
  });
  return [...main, ...more];
}

function mapLines({ map, numbers, hasPotential }: Draft, { words }: YamlOptions): string[] {
  const entries = map.flatMap(({ key, column, why }) => [
    ...comment(why).map(line => `  ${line}`),
    `  ${yamlText(key)}: ${yamlText(column)}`,
  ]);
  const lines = map.length > 0 ? [...words.mapHead.flatMap(comment), 'map:', ...entries] : [];
  if (hasPotential) return lines;
  const wanted = numbers[0];
  if (wanted === undefined) return lines;
  const list = numbers.slice(0, 8).map(quoteCell).join(', ');
  const entry = `potential: ${yamlText(wanted)}`;
  return [
    ...lines,
    ...comment(`${words.noPotential} ${list}`),
    ...(map.length > 0 ? [`#  ${entry}`] : [off('map:'), `#  ${entry}`]),
  ];
}

function countryLines({ country, others }: Draft, { words, lang }: YamlOptions): string[] {
  const doubt = others.length > 0 ? comment(words.countryOthers(others.join(', '))) : [];
  if (country === null) return [...comment(words.countryUsual), ...doubt, off('country: BE')];
  return [
    ...comment(words.country(country.code, formatPercent(country.share, lang))),
    ...doubt,
    `country: ${country.code}`,
  ];
}

/** Of the columns at hand; a name with ] cannot be in a formula. */
function formulaLines({ numbers, hasPotential, hasRevenue }: Draft, words: InitWords): string[] {
  const column = numbers.find(name => !name.includes(']') && name.length < 100);
  const known = hasRevenue ? 'revenue' : hasPotential ? 'potential' : null;
  const parts = [...(known ? [known] : []), ...(column ? [`0.6 * [${column}]`] : [])];
  return [
    ...(column ? [...comment(words.formula), off(`potential: ${yamlText(parts.join(' + '))}`)] : []),
    ...(hasPotential && hasRevenue
      ? [...comment(words.quota), off('quota: {total: 1000000, by: {potential: 60%, revenue: 40%}}')]
      : []),
  ];
}

function measureLines(draft: Draft, { words }: YamlOptions): string[] {
  const { measures, numbers, hasPotential } = draft;
  const others = numbers.filter(name => !measures.includes(name));
  return [
    ...words.measures.flatMap(comment),
    ...(others.length > 0 && (hasPotential || measures[0] !== 'workload')
      ? comment(words.measuresOf(others.slice(0, 8).map(quoteCell).join(', ')))
      : []),
    ...(measures.length > 0 ? ['measures:'] : [off('measures:')]),
    ...(measures.length > 0 ? measures : ['population']).map(
      name => `${measures.length > 0 ? '' : '#'}  ${yamlText(name)}: 10%`,
    ),
    ...(measures.includes('workload') ? ['#  accounts: 20%'] : []),
    ...formulaLines(draft, words),
  ];
}

function stabilityLines({ hasRevenue, hasIncumbent }: Draft, words: InitWords): string[] {
  if (!hasIncumbent) return [...comment(words.stickiness), off('stickiness: 0.5')];
  return [
    ...comment(words.maxMoved),
    off(`max_moved: 10%${hasRevenue ? '' : ':accounts'}`),
    ...comment(words.stickiness),
    off('stickiness: 0.5'),
  ];
}

function groundLines({ parents }: Draft, words: InitWords): string[][] {
  const column = parents[0];
  const together =
    column === undefined
      ? []
      : [
          ...comment(words.keepTogether(parents.slice(0, 5).map(quoteCell).join(', '))),
          off('keep_together:'),
          `#  ${yamlText(column)}: 20`,
        ];
  return [together, [...comment(words.limits), off('min_zones: 2'), off('max_accounts: 400')]];
}

function visitLines({ hasVisits, hasPotential, segments }: Draft, words: InitWords): string[][] {
  const usual = [
    ...comment(words.visitDefaults),
    off('default_visits_per_year: 4'),
    off('default_visit_minutes: 60'),
  ];
  if (hasVisits) return [usual];
  const bySegment =
    segments.length === 0
      ? []
      : [
          ...comment(words.visitsBySegment),
          off('visits_by_segment:'),
          ...segments.map(segment => `#  ${JSON.stringify(segment)}: 4`),
        ];
  const byPotential = hasPotential
    ? [
        ...comment(words.visitsByPotential),
        off('visits_by_potential:'),
        '#  - {min: 0, visits: 2}',
        '#  - {min: 50000, visits: 12}',
      ]
    : [];
  return [usual, bySegment, byPotential];
}

function layerLines({ segments, levels, files }: Draft, { words, lang, relative }: YamlOptions): string[][] {
  const safe = (name: string) =>
    JSON.stringify(
      escapeText(name)
        .replace(/[|;,:/\\]/g, '-')
        .slice(0, 40),
    );
  const layers =
    segments.length === 0
      ? []
      : [
          ...comment(words.layers('segment', formatNumber(segments.length, 0, lang))),
          off('layers:'),
          ...segments
            .slice(0, 2)
            .map(value => `#  - {name: ${safe(value)}, where: {segment: ${JSON.stringify(value)}}}`),
          `#  - {name: ${JSON.stringify(words.rest)}}`,
        ];
  const managers = files.find(({ role }) => role === 'managers');
  const tiers = levels.length > 0 ? levels : ['area'];
  const hierarchy = [
    ...comment(words.levels),
    ...(managers ? comment(words.managersFound) : []),
    off('hierarchy:'),
    ...(managers ? [`#  managers: ${yamlText(relative(managers.path))}`] : []),
    '#  levels:',
    ...tiers.map(name => `#    - {name: ${yamlText(name)}${managers ? '' : ', count: 3'}}`),
  ];
  return [layers, hierarchy];
}
