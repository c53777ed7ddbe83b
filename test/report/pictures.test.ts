import { expect, test } from 'vitest';
import { pngOf } from '../../src/app/png.ts';
import { outlineOf } from '../../src/model/drawing.ts';
import { labelPlace } from '../../src/report/picture/label-place.ts';
import { picture, textAt, userText } from '../../src/report/picture/svg.ts';

test('a label stands inside its sector, off the base, as large as the room', () => {
  // a ring road of a sector: 1000 by 1000 with a hole that is another's, wider on the left
  const arcs = [
    [0, 0, 1000, 0, 1000, 1000, 0, 1000, 0, 0],
    [500, 50, 900, 50, 900, 950, 500, 950, 500, 50],
  ];
  const rings = outlineOf(arcs, [[[0], [1]]]);
  const place = labelPlace(arcs, rings, 'R01')!;
  expect(place.x).toBeLessThan(500);
  // bold capitals of Arial: 0.72 high, those of R01 1.83 wide together
  expect(place.x - 0.915 * place.size).toBeGreaterThan(0);
  expect(place.x + 0.915 * place.size).toBeLessThan(500);
  expect(1.83 * place.size).toBeGreaterThan(250);
  const off = labelPlace(arcs, rings, 'R01', { dots: [[place.x, place.y]], around: 40 })!;
  expect(Math.hypot(off.x - place.x, off.y - place.y)).toBeGreaterThan(40);
  expect(labelPlace(arcs, [], 'R01')).toBeNull();
});

test('text of the user stays text, and within its room', () => {
  expect(userText('<script>alert(1)</script>', 1000, 14)).toBe('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(userText('x'.repeat(10_000_000), 100, 14)).toMatch(/^x{11}…$/);
});

test('PNG: as wide as asked, the same bytes twice, and text without any font of the machine', async () => {
  const svg = (text: string) => [...picture('t', 'm', [textAt(100, 500, text, { size: 300 })])].join('');
  const [one, again, empty] = [
    await pngOf(svg('Été → Œ'), 640),
    await pngOf(svg('Été → Œ'), 640),
    await pngOf(svg(''), 640),
  ];
  expect(Buffer.from(one).readUInt32BE(16)).toBe(640);
  expect(Buffer.from(one).equals(Buffer.from(again))).toBe(true);
  expect(one.length).toBeGreaterThan(2 * empty.length);
});
