// JSON documents with some of their values, keys and lists changed: the frame stays, so that the readers behind the parser
// are reached.

import fc from 'fast-check';
import { anyJson, NAMES } from './tokens.ts';

type Holder = Record<string, unknown> | unknown[];

interface Place {
  readonly holder: Holder;
  readonly key: string | number;
}

function placesOf(value: unknown, into: Place[] = []): Place[] {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      into.push({ holder: value, key: i });
      placesOf(value[i], into);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      into.push({ holder: value as Record<string, unknown>, key });
      placesOf((value as Record<string, unknown>)[key], into);
    }
  }
  return into;
}

type Step = (places: readonly Place[], pick: (share: number) => Place) => void;

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** an own property whatever its name */
function put(holder: Holder, key: string | number, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(share, anyJson).map(
      ([s, value]): Step =>
        (_, pick) =>
          // a copy: put in twice, it could come to hold itself
          put(pick(s).holder, pick(s).key, structuredClone(value)),
    ),
  },
  {
    weight: 3,
    arbitrary: share.map(
      (s): Step =>
        (_, pick) => {
          const { holder, key } = pick(s);
          if (Array.isArray(holder)) holder.splice(Number(key), 1);
          else delete holder[key];
        },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(share, fc.constantFrom(...NAMES)).map(
      ([s, name]): Step =>
        (_, pick) => {
          const { holder, key } = pick(s);
          if (Array.isArray(holder)) holder.splice(Number(key), 0, structuredClone(holder[Number(key)]));
          else {
            put(holder, name, holder[key]);
            delete holder[key];
          }
        },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(share, share).map(
      ([s, t]): Step =>
        (_, pick) => {
          const [a, b] = [pick(s), pick(t)];
          const kept = structuredClone((a.holder as never)[a.key]);
          put(b.holder, b.key, kept);
        },
    ),
  },
  {
    weight: 1,
    arbitrary: share.map(
      (s): Step =>
        (_, pick) => {
          const { holder } = pick(s);
          if (Array.isArray(holder)) holder.reverse();
          else holder.extra = 1;
        },
    ),
  },
);

/** The document with one to four changes. */
export function changedJson(text: string): fc.Arbitrary<string> {
  return fc.array(steps, { minLength: 1, maxLength: 4 }).map(list => {
    const root = { document: JSON.parse(text) as unknown };
    for (const step of list) {
      const places = placesOf(root.document);
      if (places.length === 0) break;
      step(places, s => places[Math.floor(s * places.length)] as Place);
    }
    return JSON.stringify(root.document) ?? 'null';
  });
}
