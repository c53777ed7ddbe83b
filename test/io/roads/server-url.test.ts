import { expect, it } from 'vitest';
import { publicUrl } from '../../../src/io/roads/server-url.ts';

it.each([
  ['http://user:secret@host:5000/osrm?key=secret#x', 'http://host:5000/osrm'],
  ['https://host/', 'https://host'],
  // no addresses: what may be secret goes all the same
  ['user:secret@host/a?key=secret\nsecret', 'host/a'],
  ['ftp://user:secret@host', 'ftp://host'],
  ['host/a@b', 'host/a@b'],
  ['host#secret', 'host'],
])('%s is shown as %s', (text, shown) => expect(publicUrl(text)).toBe(shown));
