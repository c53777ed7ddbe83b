// Matrix files in either form, and what is read of each, or said of it, in matrix-words.txt. Places are R1, R2 (where 01000 is),
// twin (a rep and, elsewhere, a zone) and one that is nowhere; figures are those of every pair of them, by row.

import { expect, it } from 'vitest';
import { csv, rows } from './file-parts.ts';
import { type FileCase, wordsOfFiles } from './file-readers.ts';

const many = rows(70, r => `N${r},R1,"1,${100 + r}"`);

const FILES: readonly FileCase[] = [
  ['matrix', 'a pair both ways', csv('from,to,minutes,km', 'R1,01000,61.5,80.25', '01000,R1,70,')],
  ['matrix', 'names of French files', csv('Départ;Arrivée;Durée (min);Distance km', 'R1;1000;61,5;80,25')],
  ['matrix', 'seconds and metres', csv('source,target,duration_s,distance_m', 'R1,R2,3690,80250')],
  ['matrix', 'minutes and metres', csv('from,to,min,meters', 'R1,R2,61.5,80250')],
  ['matrix', 'seconds and kilometers', csv('from,to,sec,dist km', 'R1,R2,90,1.5')],
  ['matrix', 'a kind before names', csv('from,to,minutes', 'rep:R1,zone:01000,5', 'rep: twin,zone:twin,6')],
  ['matrix', 'a name of two places', csv('from,to,minutes', 'twin,R1,5', 'R1,twin,6')],
  ['matrix', 'a name as a plan writes it', csv('from,to,minutes', "'R1,R2,5")],
  ['matrix', 'errors of a spreadsheet are no blanks', csv('from,to,minutes,km', 'R1,R2,#N/A,5')],
  ['matrix', 'blank times are no roads', csv('from,to,minutes,km', 'R1,R2,,5', 'R2,R1,n/a,')],
  [
    'matrix',
    'the same pair again, the same and otherwise',
    csv('from,to,minutes,km', 'R1,twin,5,5', 'R1,rep:twin,5.05,5.05', 'R1,rep:twin,5.06,5', 'R1,rep:twin,,'),
  ],
  [
    'matrix',
    'two names of one place that differ',
    csv('from,to,minutes,km', 'R1,R2,5,5', 'R1,01000,6,5', 'R1,01000,7,', '01000,R1,1,'),
  ],
  [
    'matrix',
    'the most there may be',
    csv('from,to,minutes,km', 'R1,R2,10000,20038', 'R2,R1,10000.1,20038.1', '01000,R1,0,0'),
  ],
  [
    'matrix',
    'the most there may be, in seconds and metres',
    csv('from,to,seconds,metres', 'R1,R2,600000,20038000', 'R2,R1,600060,20039000', 'R1,rep:twin,-1,-1'),
  ],
  ['matrix', 'decimal commas', csv('from;to;minutes;km', 'R1;R2;61,5;1,234', 'R2;R1;1,234;8,5')],
  ['matrix', 'thousands', csv('from,to,seconds,metres', 'R1,R2,"3,690","80,250"', 'R2,R1,12.5,1.5')],
  ['matrix', 'marks that nobody can tell', csv('from,to,minutes', 'R1,R2,"1,234"')],
  [
    'matrix',
    'marks that nobody can tell, of two columns',
    csv('from,to,minutes,km', 'R1,R2,"1,234","2,345"', 'R2,R1,"3,456",'),
  ],
  ['matrix', 'marks that the delimiter tells', csv('from;to;minutes', 'R1;R2;1,234', 'R2;R1;2.345')],
  ['matrix', 'marks of both kinds', csv('from;to;minutes;km', 'R1;R2;61,5;5', 'R2;R1;61.5;6', 'x;y;1,234;')],
  ['matrix', 'marks of both kinds in distances', csv('from;to;minutes;km', 'R1;R2;1;61,5', 'R2;R1;2;61.5')],
  [
    'matrix',
    'thousands that are too many',
    csv('from,to,minutes,km', 'R1,R2,"11,234",5', 'R2,R1,5.5,"21,234"', 'R1,rep:twin,"10,000","20,038"'),
  ],
  ['matrix', 'many cells to settle', csv('from,to,seconds', ...many.map(row => row.replace(/^N\d+/, 'R2')))],
  ['matrix', 'one name of nobody', csv('from,to,minutes', 'R1,X,5', 'R1,R2,6')],
  [
    'matrix',
    'names of nobody',
    csv('from,to,minutes', 'R1,X,5', 'Y,Z,6', 'W,R1,-7', 'R1,X,8', 'R1,R2,9', `${'n'.repeat(120)},R1,1`),
  ],
  ['matrix', 'three names of nobody', csv('from,to,minutes', 'A,B,5', 'C,R1,5', 'R1,R2,9')],
  ['matrix', 'places by coordinates', csv('from_lat,from_lon,to_lat,to_lon,minutes', '48,-1,47,2,61.5')],
  [
    'matrix',
    'coordinates to a meter, with commas',
    csv('lat départ;lon départ;lat arrivée;lon arrivée;minutes', '48,000004;-1,000004;47,001;2;61,5'),
  ],
  [
    'matrix',
    'coordinates that are none',
    csv(
      'from_lat,from_lon,to_lat,to_lon,minutes',
      '90.1,2,47,2,1',
      '48,180.5,47,2,1',
      '48,-1,x,2,1',
      '48,-1,47,,1',
      '90,180,-90,-180,1',
      '48,-1,47,2,x',
    ),
  ],
  [
    'matrix',
    'names, and coordinates where there is none',
    csv(
      'from,from_lat,from_lon,to,minutes',
      'R1,99,99,R2,5',
      ',47,2,R1,6',
      'X,47,2,R1,6',
      ' ,99,2,R1,7',
      'null,47,2,rep:twin,8',
      'R1,,,,9',
    ),
  ],
  ['matrix', 'no names', csv('minutes,km', '5,6')],
  ['matrix', 'no times', csv('from,to,km', 'R1,R2,5')],
  ['matrix', 'no units', csv('from,to,duration,distance', 'R1,R2,5,6')],
  ['matrix', 'no units, in French', csv('de,vers,durée,temps de trajet,longueur', 'R1,R2,5,6,7')],
  ['matrix', 'no unit of distances alone', csv('from,to,minutes,distance', 'R1,R2,5,6')],
  ['matrix', 'a distance without a unit beside one with', csv('from,to,minutes,km,dist', 'R1,R2,5,6,7')],
  ['matrix', 'a time without a unit beside one with', csv('from,to,seconds,time', 'R1,R2,60,7')],
  ['matrix', 'units without names', csv('temps,dist', '5,6')],
  ['matrix', 'two columns that may be it', csv('from,origin,to,minutes', 'R1,R1,R2,5')],
  ['matrix', 'a single column', csv('from', 'R1')],
  ['matrix', 'many columns and no times', csv(`from,to,time,${rows(12, c => `c${c}`).join()}`, 'R1,R2,5')],
  [
    'matrix',
    'twelve columns and no names',
    csv(`minutes,${rows(11, c => `c${c}`).join()}`, `5${',1'.repeat(11)}`),
  ],
  ['matrix', 'wide', csv(',R1,R2,01000', 'R1,0,61.5,61.5', 'R2,70,,', 'X,1,1,1', ',2,2,2')],
  [
    'matrix',
    'wide with km',
    csv('id,R1,R1 km,km R2,R2,rep:twin,rep:twin (km)', 'R1,0,0,80,61.5,5,6', 'R2,x,1,2,3,-1,1'),
  ],
  ['matrix', 'wide, times twice and km alone', csv('id,R1,R2,R1,R2 km,km_R2,R3 km', 'R1,1,2,3,4,5,6')],
  ['matrix', 'wide, of one place', csv('id,R1', 'R2,5', 'R2,6')],
  ['matrix', 'wide, ragged', csv('id,R1,R2', 'R1,5', 'R2,1,2,3', 'R2,4,5')],
  ['matrix', 'wide, nobody', csv('id,A,B', 'C,5,6', 'D,7,8')],
  ['matrix', 'wide, with a mark to settle', csv('id;R1;R2', 'R1;0;1,234', 'R2;2,5;0')],
  ['matrix', 'nobody of this layer', csv('from,to,minutes', 'A,B,5'), { partly: true }],
  ['matrix', 'nothing', csv('from,to,minutes')],
  ['matrix', 'a quote that is not closed', csv('from,to,minutes', 'R1,R2,"5', 'R1,R2,6')],
  ['matrix', 'JSON', '{"a":1}'],
  ['matrix', 'no text', 'PK\u0003\u0004'],
];

it('what is read of a matrix, or said of it', async () => {
  await expect(await wordsOfFiles(FILES)).toMatchFileSnapshot('matrix-words.txt');
});
