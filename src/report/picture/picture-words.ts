// Words that only the pictures have. English is the model, as in labels.ts.

import { type Lang, p } from '../format.ts';
import type { Words } from '../labels.ts';

const en = {
  title: 'Sectors',
  changed: (zones: string) => `Zones that change rep: ${zones}`,
  more: (sectors: string) => `and ${sectors} more`,
  unlabeled: (labels: string) => `Too small for a label here: ${labels}`,
  files: (files: string, version: string) => `Inputs: ${files}. Made by sectorize ${version}.`,
  cells: 'Zones are points: each is drawn as what lies nearest to it.',
};

const fr: Words<typeof en> = {
  title: 'Secteurs',
  changed: zones => `Zones qui changent de commercial : ${zones}`,
  more: sectors => `et ${sectors} autre${p(sectors)}`,
  unlabeled: labels => `Trop petits ici pour une étiquette : ${labels}`,
  files: (files, version) => `Données : ${files}. Fait par sectorize ${version}.`,
  cells: 'Les zones sont des points : chacune est dessinée comme ce qui en est le plus proche.',
};

export const PICTURE_WORDS: Readonly<Record<Lang, Words<typeof en>>> = { en, fr };
